#pragma once

#include "clicksign/protocol/flow.hpp"

#include <rubrica/signing/envelope_progress.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using deferred_resources = clicksign::resources<clicksign::deferred>;

/// `fetch_progress` for either client.
clicksign::pending_call<envelope_progress> progress_of(deferred_resources const& of, envelope_id const& envelope,
                                                       clicksign::call_options const& options);

/// The resources of a client, to put calls together from.
inline deferred_resources deferred_of(clicksign::client const& client) {
  return deferred_resources(client.shared());
}

/// Makes the calls on this thread.
template <class T> result<T> make_now(clicksign::client const& client, clicksign::pending_call<T> calls) {
  return clicksign::run_flow<clicksign::blocking>(*client.shared(), std::move(calls));
}

} // namespace signing
RUBRICA_END_NAMESPACE
