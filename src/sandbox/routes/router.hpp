#pragma once

#include "sandbox/http/reply.hpp"
#include "sandbox/service/account_state.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// One API request for its handler.
struct call {
  account_state& service;
  std::string path;             ///< below `/api/v3`, without a trailing slash
  std::vector<std::string> ids; ///< the path's texts at the `*` of the route, in order
  std::multimap<std::string, std::string> query;
  json body;
  std::set<std::string> asked; ///< the values of `include`, all supported by the route
  json included;               ///< resources for `included`, added by the handler; `null`: none requested
  bool by_oauth = false;       ///< authorised by an OAuth token, not an access token

  /// Whether the request wants this relationship included.
  [[nodiscard]] bool includes(std::string const& relationship) const { return asked.count(relationship) != 0; }
  /// Adds a resource; each one only once.
  void include(json resource);
};

// What the body of a route may contain.
inline constexpr unsigned holds_file = 1;   ///< in a `content_base64`
inline constexpr unsigned adds_records = 2; ///< to the envelope in the path

/// Runs while the account's state is locked.
using handler = reply (*)(call&);

struct route {
  std::string_view method;
  std::string_view pattern; ///< `/envelopes/*/documents`
  handler run = nullptr;
  std::string_view body_root{}; ///< the member that a body must have; empty: the route has no body
  std::string_view includes{};  ///< the relationship that `include` may name
  unsigned body = 0;            ///< `holds_file`, `adds_records`
};

/// `/envelopes/{envelope_id}/documents`
std::string name_of(route const& one);

/// The routes of one file: `constexpr route table[] = {…}`.
class route_table {
public:
  template <std::size_t Size> constexpr explicit route_table(route const (&all)[Size]) : begin_(all), end_(all + Size) {}
  [[nodiscard]] constexpr route const* begin() const { return begin_; }
  [[nodiscard]] constexpr route const* end() const { return end_; }

private:
  route const* begin_;
  route const* end_;
};

// One of each file; `router` has them all.
extern route_table const acceptance_routes, auto_signature_routes, bulk_routes, bulk_creation_routes, document_routes,
    envelope_routes, event_routes, folder_routes, group_routes, membership_routes, notification_routes, requirement_routes,
    signer_routes, template_routes, user_routes, watcher_routes, webhook_routes;

class router {
public:
  router();

  struct match {
    route const* found = nullptr;
    std::vector<std::string> ids;
  };
  [[nodiscard]] match find(std::string_view method, std::string const& path) const;
  [[nodiscard]] std::vector<route const*> const& all() const { return routes_; }

private:
  std::vector<route const*> routes_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
