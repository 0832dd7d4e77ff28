#pragma once

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/routes/router.hpp"
#include "sandbox/server/http_request.hpp"

#include <functional>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The request and its answer as `server::requests` lists them.
seen_request log_entry(http_request const& request, int status, ending end, origin where, accounts const& known);

/// Lists it, with the present time. Runs while the accounts are locked.
void tell(server_state& shared, seen_request& seen);

/// Handles a request in the service's order (clicksign-rest §17): quota, token, account, route, body, record, schema, state,
/// effect; planned faults are applied on the way.
class api {
public:
  /// `pause` returns when the server's clock has reached that time.
  api(server_state& shared, accounts const& known, std::function<void(instant)> pause)
      : shared_(shared), accounts_(known), pause_(std::move(pause)) {}

  reply answer(http_request const& request);

private:
  struct caller {
    account_state* account = nullptr; ///< null: the token is unknown
    bool by_oauth = false;
    rate_limiter::usage quota{};
  };

  met_fault matching_fault(http_request const& request);
  reply attempted(http_request const& request, std::optional<fault_plan> const& planned, instant until);
  reply reject_before_commit(http_request const& request, fault kind);
  reply limited(http_request const& request);
  caller caller_of(http_request const& request);
  reply admitted(http_request const& request, caller const& by);
  reply routed(http_request const& request, caller const& by);
  reply handled(http_request const& request, caller const& by, router::match const& match, std::string const& path);
  seen_request finish(http_request const& request, reply& out, std::optional<fault_plan> const& planned, double seconds);

  server_state& shared_;
  accounts const& accounts_;
  std::function<void(instant)> const pause_;
  router const router_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
