#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>

#include <functional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What the engine needs to know of a tenant. None of it is stored in rubrica's tables.
struct tenant_settings {
  /// Token, base URL and all else that the tenant's client is to have. `quota`, `clock` and `observer` may be left to the engine.
  clicksign::client_options clicksign{};
  /// Where ClickSign sends this tenant's callbacks, as `callbacks::registration_url` makes it: `engine::health` looks whether it
  /// is registered. Empty: that is not in order for an engine with `routes`, and not looked at for one without.
  secret callback_url{};
};

/// Your function: the settings of a tenant by its name. It is asked before each piece of work, from several threads, so that a new
/// token, address, proxy or time-out counts at once; another transport, quota, observer or clock only together with one of those. Keep
/// the answers in memory where looking them up is slow.
///
/// An error leaves the tenant's work undone, and the others' goes on: `not_found` for one that you do not know, any other for one
/// whose settings cannot be read just now. Both are asked for again later.
using tenant_lookup = std::function<result<tenant_settings>(std::string const& tenant)>;

} // namespace workflow
RUBRICA_END_NAMESPACE
