#pragma once

#include "signing/preflight/findings.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Who else is told, and by which e-mail: watchers and the look of the invitation. A watcher's address is put on one line.
void check_recipients(request& request, findings& out);

} // namespace signing
RUBRICA_END_NAMESPACE
