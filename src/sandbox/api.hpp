#pragma once

#include "sandbox/accounts.hpp"
#include "sandbox/router.hpp"

namespace httplib {
struct Request;
} // namespace httplib

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// The request as `server::requests` tells of it.
seen_request noted(httplib::Request const& request, int status, origin where, accounts const& known);

/// The way of a request through the service (clicksign-v3 §17): quota, token, account, route, body, record, schema, state,
/// effect; and what goes wrong on the way when a fault was planned.
class api {
public:
  api(common& shared, accounts const& known) : shared_(shared), accounts_(known) {}

  reply answer(httplib::Request const& request);

private:
  struct caller {
    world* account = nullptr; ///< null: no token opens one
    bool by_oauth = false;
    rate_limiter::verdict quota{};
  };

  std::optional<fault_plan> struck_by(httplib::Request const& request);
  reply attempted(httplib::Request const& request, std::optional<fault_plan> const& planned);
  reply undone(httplib::Request const& request, fault what);
  reply limited(httplib::Request const& request);
  caller caller_of(httplib::Request const& request);
  reply admitted(httplib::Request const& request, caller const& by);
  reply routed(httplib::Request const& request, caller const& by);
  reply handled(httplib::Request const& request, caller const& by, router::match const& match, std::string const& path);
  void finish(httplib::Request const& request, reply& out, std::string_view played, double seconds);

  common& shared_;
  accounts const& accounts_;
  router const router_;
};

}}} // namespace rubrica::v0_1::sandbox
