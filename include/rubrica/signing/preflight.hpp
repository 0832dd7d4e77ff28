#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/signing/request.hpp>

#include <vector>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// Every problem of the request that can be found without the network, at once. Each has a rule name (`code`), a sentence
/// without personal values (`detail`) and a JSON pointer into the request (`/signers/0/mobile`). Empty: it can be sent.
///
/// Files are looked at (existence, size), not read. `now` is what the deadline is compared with.
RUBRICA_EXPORT std::vector<problem> preflight(request const& request, instant now);

}}} // namespace rubrica::v0_1::signing
