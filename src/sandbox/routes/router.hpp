#pragma once

#include "sandbox/http/reply.hpp"
#include "sandbox/service/world.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// One API request for its handler.
struct call {
  world& service;
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

/// Runs while the world is locked.
using handler = reply (*)(call&);

struct route {
  std::string method;
  std::string pattern; ///< `/envelopes/*/documents`
  handler run = nullptr;
  std::string body_root{};             ///< the member that a body must have; empty: the route has no body
  std::vector<std::string> includes{}; ///< relationships that `include` may name
  unsigned body = 0;                   ///< `holds_file`, `adds_records`
};

class router {
public:
  router();

  struct match {
    route const* found = nullptr;
    std::vector<std::string> ids;
  };
  [[nodiscard]] match find(std::string_view method, std::string const& path) const;

private:
  std::vector<route> routes_;
};

// One file for each group of routes; `router` is the list of them all.
void add_envelope_routes(std::vector<route>& routes);
void add_document_routes(std::vector<route>& routes);
void add_signer_routes(std::vector<route>& routes);
void add_requirement_routes(std::vector<route>& routes);
void add_bulk_routes(std::vector<route>& routes);
void add_notification_routes(std::vector<route>& routes);
void add_event_routes(std::vector<route>& routes);
void add_folder_routes(std::vector<route>& routes);
void add_watcher_routes(std::vector<route>& routes);
void add_webhook_routes(std::vector<route>& routes);
void add_acceptance_routes(std::vector<route>& routes);
void add_user_routes(std::vector<route>& routes);
void add_membership_routes(std::vector<route>& routes);
void add_group_routes(std::vector<route>& routes);
void add_template_routes(std::vector<route>& routes);
void add_auto_signature_routes(std::vector<route>& routes);
void add_bulk_creation_routes(std::vector<route>& routes);

} // namespace sandbox
RUBRICA_END_NAMESPACE
