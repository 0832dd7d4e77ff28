#pragma once

#include <rubrica/signing/request.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The signer with each personal value normalised (`text::plain`), as it is checked, compared and sent.
signer plainly_spelled(signer one);

} // namespace signing
RUBRICA_END_NAMESPACE
