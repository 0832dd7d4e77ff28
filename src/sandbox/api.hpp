#pragma once

#include "sandbox/router.hpp"

namespace httplib {
struct Request;
} // namespace httplib

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// The request as `server::requests` tells of it.
seen_request noted(httplib::Request const& request, int status, origin where, server_options const& options);

/// The way of a request through the service (clicksign-v3 §17): quota, token, route, body, record, schema, state, effect.
class api {
public:
  explicit api(world& service) : service_(service) {}

  reply answer(httplib::Request const& request);

private:
  reply limited(httplib::Request const& request, std::string const& token);
  reply routed(httplib::Request const& request, bool by_oauth);
  reply handled(httplib::Request const& request, router::match const& match, std::string const& path, bool by_oauth);
  void finish(httplib::Request const& request, reply& out);

  world& service_;
  router const router_;
};

}}} // namespace rubrica::v0_1::sandbox
