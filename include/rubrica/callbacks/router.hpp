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

/// The value of a request's header, empty when there is none. The name may be in any case: use a lookup that ignores case.
using header_lookup = std::function<std::string(std::string_view name)>;

/// A request as your web server received it.
struct incoming {
  std::string_view path{}; ///< with its query, if any
  header_lookup headers{};
  std::string_view body{}; ///< the bytes as received, before anything parsed or trimmed them
};

struct router_options {
  std::size_t largest_body = 16u << 20; ///< bytes; a larger body is answered with 413 and not read
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
/// signature in the same way, after the same work: tokens are looked up by their SHA-256 in eight places that are all compared,
/// an unknown token is checked against some other tenant, and the same number of HMACs is computed for both. So neither the
/// answer nor the time reveals whether a token exists. The time does not depend on the number of tenants either. Each secret of a
/// tenant costs the others on its paths one HMAC, so a route has at most `most_secrets`.
///
/// A callback that belongs to a tenant but cannot be acted on goes into quarantine, with `delivery::problem`: bodies that cannot
/// be read, and events that do not say what they happened to. When memory runs out, nothing is known about the callback: it is
/// rejected with the error `out_of_memory` and answered with 503, so that the provider sends it again.
///
/// `receive` may be called from several threads, but not while `add` is running.
class RUBRICA_EXPORT router {
public:
  explicit router(router_options options = {});

  router(router const&);
  router(router&&) noexcept;
  router& operator=(router const&);
  router& operator=(router&&) noexcept;
  ~router();

  /// `invalid_argument`: no path token, or one with other characters; a path that does not begin with `/`, has more than 16
  /// segments or does not have exactly one segment `{TOKEN}`; ClickSign without a secret, an empty secret, more than
  /// `most_secrets`; a token that is in the table for this path already; a path that serves another provider.
  ///
  /// The table is as it was when this fails or throws `std::bad_alloc`. The time to add n routes grows linearly.
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
  std::uint32_t token_places_ = 0; ///< the segments of all forms in which a token may stand, one bit each
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
