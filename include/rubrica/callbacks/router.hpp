#pragma once

#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/callbacks/route.hpp>
#include <rubrica/core/result.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace callbacks {

/// The value of a request's header, empty when there is none. Names are asked for in any case your framework knows.
using header_lookup = std::function<std::string(std::string_view name)>;

/// A request as your web server got it.
struct incoming {
  std::string_view path{}; ///< with its query, if any
  header_lookup headers{};
  std::string_view body{}; ///< the bytes as they came, before anything parsed or trimmed them
};

struct router_options {
  std::size_t largest_body = 16u << 20; ///< bytes; more is answered by 413, unread
};

/// One table for all tenants and providers: finds the tenant, verifies, parses, and says what to answer.
///
/// ```cpp
/// callbacks::router router;
/// router.add({.tenant = "acme", .provider = provider::clicksign, .path_token = token, .secrets = {current, previous}}).value();
///
/// auto delivery = router.receive({.path = req.path(), .headers = lookup(req), .body = req.raw_body()});
/// if (delivery) queue.push(*delivery);
/// return respond(delivery.reply().status);
/// ```
/// Nothing is parsed before it is verified, and `receive` throws nothing of its own. It answers an unknown token and a wrong
/// signature alike, after the same work: tokens are kept as SHA-256, compared with all others of the table, and as many
/// HMACs are computed for a stranger as for a tenant. So neither answer nor time tells whether a token exists.
///
/// `receive` may be called from several threads while nobody adds.
class RUBRICA_EXPORT router {
public:
  explicit router(router_options options = {});

  /// `invalid_argument`: no path token or one with other characters; a path that does not begin with `/` or has not exactly
  /// one segment `{TOKEN}`; ClickSign without a secret, an empty secret; a token that is in the table for this path
  /// already; a path that serves another provider.
  result<void> add(route route);

  [[nodiscard]] receipt receive(incoming const& request) const;

  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
  using token_hash = std::array<unsigned char, 32>;
  struct entry {
    route how{};        ///< without its token
    token_hash token{}; ///< SHA-256
    std::size_t group = 0;
    std::size_t secrets = 0; ///< how many of `how.secrets` are the tenant's; the rest are decoys
  };
  struct path_group { ///< all routes of one form of path
    std::string path{};
    callbacks::provider provider = provider::clicksign;
    entry stranger{}; ///< what is checked for a token that nobody has
  };

  result<std::size_t> group_for(route const& route);
  void even_out(std::size_t group);
  entry const* find(std::size_t group, std::string_view token) const;
  receipt check(path_group const& group, entry const* known, std::string_view hint, incoming const& request) const;

  router_options options_;
  std::vector<path_group> groups_{};
  std::vector<entry> entries_{};
};

}}} // namespace rubrica::v0_1::callbacks
