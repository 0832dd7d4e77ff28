#pragma once

#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/callbacks/route.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

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
/// signature alike, after the same work: tokens are found by their SHA-256 among eight places that are all looked at, some tenant
/// stands in for a stranger, and as many HMACs are computed for one as for the other. So neither answer nor time tells whether a
/// token exists. Nor does it depend on how many tenants there are; one with several secrets costs the others on its paths an HMAC
/// for each, so a route may have `most_secrets`.
///
/// What belongs to a tenant but cannot be acted on goes into quarantine, with `delivery::problem`: what cannot be read, and
/// events that do not say what they happened to. Where memory lacks, nothing is known about a callback: it is rejected with the
/// error `out_of_memory` and answered by 503, so that the provider sends it again.
///
/// `receive` may be called from several threads while nobody adds.
class RUBRICA_EXPORT router {
public:
  explicit router(router_options options = {});

  router(router const&);
  router(router&&) noexcept;
  router& operator=(router const&);
  router& operator=(router&&) noexcept;
  ~router();

  /// `invalid_argument`: no path token or one with other characters; a path that does not begin with `/`, has more than 16
  /// segments or has not exactly one segment `{TOKEN}`; ClickSign without a secret, an empty secret, more than `most_secrets`; a
  /// token that is in the table for this path already; a path that serves another provider.
  ///
  /// The table is as it was when this fails or throws `std::bad_alloc`. Adding n routes takes a time that grows like n.
  result<void> add(route route);

  [[nodiscard]] receipt receive(incoming const& request) const;

  [[nodiscard]] std::size_t size() const noexcept;

private:
  struct entry;
  struct path_group;
  struct found;

  [[nodiscard]] found find(incoming const& request) const;
  [[nodiscard]] receipt check(found const& place, incoming const& request) const;

  router_options options_;
  std::vector<path_group> groups_;
  std::vector<entry> entries_;
  std::unordered_map<std::string, std::size_t> groups_by_form_;
  std::uint32_t token_places_ = 0; ///< in which segments of the forms a token stands
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
