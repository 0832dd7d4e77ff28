#pragma once

#include <rubrica/signing/request.hpp>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// The signer with each value about the person made plain (`text::plain`): as it is checked, compared and sent.
signer plainly_spelled(signer one);

}}} // namespace rubrica::v0_1::signing
