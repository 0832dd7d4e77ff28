#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/callbacks/route.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/core/error.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/pacto/notification.hpp>
#include <rubrica/pacto/unit.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// What to do with a request.
enum class verdict {
  accept,                ///< verified and understood
  accept_and_quarantine, ///< it belongs to the tenant but must not be acted on: keep it for a person to look at
  accept_and_drop,       ///< it belongs to a unit that is switched off: nothing to keep
  reject,                ///< unknown tenant, not authenticated, or not enough memory to check it (503)
};

/// `accept`, `accept_and_quarantine`, …
RUBRICA_EXPORT std::string_view to_string(verdict value) noexcept;

/// What to answer to the provider, with an empty body.
struct reply {
  int status = 404;
  std::string reason{}; ///< does not reveal whether the token exists
};

/// `std::monostate` when the body could not be read; Pacto may send several notifications in one body.
using content = std::variant<std::monostate, clicksign::webhook::event, assinebem::callback, std::vector<pacto::notification>>;

/// A header of the request.
struct header_field {
  std::string name{};
  std::string value{}; ///< `{HIDDEN}` where it may be a secret
};

/// A callback that belongs to a tenant. It owns all it holds, so it can be queued, and as JSON be stored.
struct delivery {
  std::string tenant{};
  callbacks::provider provider = provider::clicksign;
  callbacks::verdict verdict = verdict::accept;
  std::string hint{};           ///< the kind that the route names, if any
  bool verified = false;        ///< a signature or a security token was checked; a token in the path alone does not count
  std::size_t secret_index = 0; ///< with `verified`: which of the route's secrets matched, counted from 0
  callbacks::content content{};
  std::string kept{};                  ///< the body, when `content` does not hold it
  std::optional<error_info> problem{}; ///< why it is in quarantine; none when the only reason is an unknown kind
  /// Path and query with `{TOKEN}` in place of the path's token. Only parameters that may name a kind keep their value.
  std::string target{};
  std::vector<header_field> headers{}; ///< `Content-Type`, `Event`, `Content-Hmac`, `User-Agent`, and that there was a `chave`
  pacto::unit unit{};                  ///< Pacto: the route's, without its secrets

  /// JSON with everything above; the body as text, or in base64 when it is not UTF-8. It holds no path token, no secret of a route
  /// and no security token, but what the body says of people: keep it like the contract itself.
  [[nodiscard]] RUBRICA_EXPORT std::string to_json() const;
  /// Reads what `to_json` of this version or an earlier one wrote. The content is read again from the body, as the router did; what
  /// was decided then (verdict, problem, keys and dispositions of Pacto) stays, and `replay` decides anew. Members that are not
  /// known are ignored. A `chave` that came in a header is not there any more.
  ///
  /// `malformed`: damaged, not a delivery, or of a later version; with line and column. `limit_exceeded`: over 200 MiB.
  RUBRICA_EXPORT static result<delivery> from_json(std::string_view text);

  /// The body, byte for byte.
  [[nodiscard]] RUBRICA_EXPORT std::string const& raw() const noexcept;

  /// Null for other providers, and when the body could not be read.
  [[nodiscard]] clicksign::webhook::event const* clicksign() const { return std::get_if<clicksign::webhook::event>(&content); }
  /// Null for other providers, and when the body could not be read.
  [[nodiscard]] assinebem::callback const* assinebem() const { return std::get_if<assinebem::callback>(&content); }
  /// Empty for other providers.
  [[nodiscard]] RUBRICA_EXPORT std::vector<pacto::notification> const& pacto() const noexcept;
};

/// The same 64 hexadecimal digits for the same callback, whenever and however often it is delivered: keep them, unique, beside what
/// you have done, and skip a delivery whose digits are there already. Empty when memory ran out.
///
/// The same is what has the same tenant, the same provider and the same body, byte for byte; for AssineBem and Pacto also the same
/// kind in path or query, because there the route may be all that tells two kinds apart. Signature, secrets, token, headers and
/// verdict do not count. No provider sends an id of its events, so a body that is written anew (other blanks, another order of
/// members) is another callback; `signing::history` recognises what it says all the same. AssineBem's bodies have no time: the same
/// thing that happens twice looks like one delivered twice. A body of Pacto with several notifications has one key; each
/// notification has its own besides (`natural_key`).
RUBRICA_EXPORT std::string deduplication_key(delivery const& delivery);

/// The router's answer: a delivery to keep, if there is one, and what to answer in any case.
class receipt {
public:
  RUBRICA_EXPORT receipt(callbacks::delivery delivery, callbacks::reply reply);
  RUBRICA_EXPORT receipt(callbacks::verdict verdict, error_info error, callbacks::reply reply);

  /// Whether there is a delivery to keep: accepted, or for quarantine.
  explicit operator bool() const noexcept { return delivery_.has_value(); }
  callbacks::delivery& operator*() noexcept { return *delivery_; }
  callbacks::delivery const& operator*() const noexcept { return *delivery_; }
  callbacks::delivery* operator->() noexcept { return &*delivery_; }
  callbacks::delivery const* operator->() const noexcept { return &*delivery_; }

  /// What to do with the request.
  [[nodiscard]] callbacks::verdict verdict() const noexcept { return verdict_; }
  /// What to answer, in any case.
  [[nodiscard]] callbacks::reply const& reply() const noexcept { return reply_; }
  /// Why there is no delivery, for your log; never for the answer. Only valid when there is no delivery.
  [[nodiscard]] error_info const& error() const noexcept { return error_; }

private:
  callbacks::verdict verdict_;
  std::optional<callbacks::delivery> delivery_{};
  error_info error_{};
  callbacks::reply reply_;
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
