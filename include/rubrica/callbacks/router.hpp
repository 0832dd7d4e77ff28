#pragma once

#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/callbacks/route.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

struct found_route;

/// The value of a request's header, empty when there is none. The name may be in any case: use a lookup that ignores case.
using header_lookup = std::function<std::string(std::string_view name)>;

/// A request as your web server received it.
struct incoming {
  std::string_view path{}; ///< with its query, if any
  header_lookup headers{};
  std::string_view body{}; ///< the bytes as received, before anything parsed or trimmed them
};

/// Limits of a router.
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
/// Routes may change while callbacks arrive: `receive`, `replay` and `size` may run on any number of threads beside `add`,
/// `replace`, `retire` and `remove`. A callback never waits for a change, and sees the table before it or after it: while a route
/// is replaced, none of its callbacks is refused. A change costs microseconds, whatever the number of tenants; changes wait for
/// each other, and for the look-ups that are running. Assigning, moving and destroying need the router for themselves.
class RUBRICA_EXPORT router {
public:
  explicit router(router_options options = {});

  /// A table of its own with the same routes; the original may be in use meanwhile. May throw `std::bad_alloc`.
  router(router const&);
  router(router&&) noexcept; ///< the other one has no routes afterwards
  router& operator=(router const&);
  router& operator=(router&&) noexcept;
  ~router();

  /// `invalid_argument`: no path token, or one with other characters; a path that does not begin with `/`, has more than 16
  /// segments or does not have exactly one segment `{TOKEN}`; ClickSign without a secret, an empty secret, more than
  /// `most_secrets`; a tenant of more than `longest_tenant`; a token that is in the table for this path already; a path that serves another provider.
  ///
  /// The table is as it was when this fails or throws `std::bad_alloc`. The time to add n routes grows linearly.
  result<void> add(route route);

  /// A new token, new secrets, another hint or unit for the tenant's route of this provider and form of path.
  ///
  /// Until `retire`, the former path token and the former secrets are accepted too, in any combination with the new ones, because
  /// a provider is told of them one after the other. `delivery::secret_index` counts the new secrets first: `secrets.size()` of
  /// the new route or more means a former one. When none comes any more, `retire`. A second replacement keeps what the first one
  /// brought, and forgets what was before.
  ///
  /// An AssineBem route without secrets accepts any header; one that gets its first secrets checks them from now on.
  ///
  /// `unknown_route`: there is no such route; `add` it. `invalid_argument`: what `add` refuses; or the tenant has several routes
  /// of this form, so that it is not clear which one to replace (add the new one, then remove all of the tenant and add again).
  /// `limit_exceeded`: new and former secrets are more than `most_secrets`. The table is then as it was.
  result<void> replace(route route);

  /// Forgets what `replace` kept: from now on only the new tokens and secrets are accepted. Returns for how many routes there was
  /// something to forget. Nothing is forgotten by time: your code decides when.
  std::size_t retire(std::string_view tenant);
  /// The same for the routes of one provider.
  std::size_t retire(std::string_view tenant, provider provider);

  /// Removes the tenant's routes, with their former tokens, and returns how many there were. A callback that was found in the
  /// table before is still delivered.
  std::size_t remove(std::string_view tenant);
  /// The same for the routes of one provider.
  std::size_t remove(std::string_view tenant, provider provider);

  /// Finds the tenant, verifies, parses, and says what to answer. May be called from any number of threads.
  [[nodiscard]] receipt receive(incoming const& request) const;

  /// A stored delivery as this version and the tenant's present route understand it: for what was put into quarantine before. The
  /// body is read again; tenant, target, headers, `verified` and `secret_index` stay as they were, because secrets may have changed
  /// since. Nothing is verified, so give it only what `receive` returned and you stored.
  ///
  /// A notification of Pacto that was of another unit stays in quarantine when a header or the query may have said so, because
  /// those values are not stored.
  ///
  /// `unknown_route`: the tenant has no such route any more. `invalid_argument`: it was rejected or dropped, so there is nothing to
  /// act on. `out_of_memory`: try again. A delivery that comes out may be in quarantine again: see `verdict`.
  [[nodiscard]] result<delivery> replay(delivery const& stored) const;

  /// How many routes there are; former tokens do not count.
  [[nodiscard]] std::size_t size() const noexcept;

private:
  struct book;

  [[nodiscard]] receipt check(found_route const& place, incoming const& request) const;

  router_options options_;
  std::unique_ptr<book> book_; ///< none after a move
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
