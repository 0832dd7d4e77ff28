#pragma once

#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>
#include <rubrica/pacto/unit.hpp>

#include <string_view>
#include <vector>

// What a body says, and what follows from it: for a callback that arrives, and again for one that was stored.

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// The answer to the provider.
reply reply_to(verdict value);

/// On a body of Pacto: when one of its notifications can be acted on, the whole is accepted.
verdict verdict_on(std::vector<pacto::notification> const& all);

receipt accepted(delivery taken);

/// Nothing is known about the callback, so the provider must send it again. Allocates nothing.
receipt without_memory();

/// What of Pacto's request is not in the delivery, because it may be secret.
struct arrived_with {
  std::string_view target{};
  std::string_view chave{}; ///< of a header
};

/// Reads an authenticated body into the delivery, which has everything else already.
receipt read_body(delivery taken, std::string_view body, pacto::unit const& unit, arrived_with const& with);

/// The same for ClickSign's body that `verify` has made of these bytes.
receipt read_body(delivery taken, clicksign::webhook::verified_body verified, std::string_view body);

} // namespace callbacks
RUBRICA_END_NAMESPACE
