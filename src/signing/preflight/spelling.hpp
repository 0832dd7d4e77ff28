#pragma once

#include <rubrica/signing/request.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Makes each value about the person plain (`text::plain`): as it is checked, compared and sent.
void spell_plainly(signer& one);

} // namespace signing
RUBRICA_END_NAMESPACE
