#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/http/permit_source.hpp>

#include <cstdint>
#include <memory>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace http {

class quota_slot;

/// How much of the current window is used, as far as this process knows.
struct quota_usage {
  int limit = 0; ///< requests in each window of ten seconds; 0: the server names no limit
  int used = 0;  ///< by this process and, as far as answers show, by others
};

/// The rate limit of one account (clicksign-rest §1.6): fixed windows of ten seconds that begin when the server's clock shows a
/// multiple of ten. Calls wait for room instead of being rejected.
///
/// It starts with the limit that ClickSign documents and corrects itself from `X-Rate-Limit`, `-Remaining`, `-Reset` and `Date`
/// of each answer. So a wrong local clock or other programs with the same token do no harm. All clients of one account should
/// share one quota: they do so by default (`quota_for`), or pass the same one to several clients. May be used from several
/// threads at once.
class RUBRICA_EXPORT quota {
public:
  /// `requests`: in each window, until an answer names the limit. 0: no limit until an answer names one.
  explicit quota(int requests);
  /// The same for several processes that know each other: each request is reserved at `shared` first. `seed`: another number in each
  /// process, which decides who asks first in which window.
  quota(int requests, std::shared_ptr<permit_source> shared, std::uint32_t seed);
  ~quota();
  quota(quota const&) = delete;
  quota& operator=(quota const&) = delete;

  /// For showing; calls do not need it.
  [[nodiscard]] quota_usage usage(clock const& time) const;

private:
  friend class quota_slot;
  class state;
  std::shared_ptr<state> state_;
};

/// The quota that all clients of this process share for the account of this URL and token; created with `requests` when there is
/// none. It exists as long as somebody holds it (docs/adr/0007-quota.md).
RUBRICA_EXPORT std::shared_ptr<quota> quota_for(std::string_view base_url, secret const& token, int requests);

} // namespace http
RUBRICA_END_NAMESPACE
