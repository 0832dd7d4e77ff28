#pragma once

#include "sandbox/service/world.hpp"

#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// What the routes make of the `data` of a request, for who makes several records at once. Each rejects with what is wrong.
// Requirements have a header of their own.

/// An envelope that is not among those of the account yet.
std::unique_ptr<envelope> make_envelope(world& service, json const& data);
document& add_document(world& service, envelope& owner, json const& data);
signer& add_signer(world& service, envelope& owner, json const& data);
/// The message that a notification would carry.
json read_notification(envelope const& owner, json const& data);

} // namespace sandbox
RUBRICA_END_NAMESPACE
