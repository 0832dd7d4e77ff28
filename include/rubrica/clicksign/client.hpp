#pragma once

#include <rubrica/clicksign/resources.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/http/async_transport.hpp>
#include <rubrica/http/observer.hpp>
#include <rubrica/http/quota.hpp>
#include <rubrica/http/retry.hpp>
#include <rubrica/http/transport.hpp>

#include <memory>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

inline constexpr char production_url[] = "https://app.clicksign.com/api/v3";
/// ClickSign's own test environment: a separate account, token and data; nothing signed there has legal force.
inline constexpr char sandbox_url[] = "https://sandbox.clicksign.com/api/v3";

/// Whose account, and how it is reached. All times are in milliseconds.
struct client_options {
  std::string base_url = production_url; ///< https; plain http to the loopback interface only
  secret token{};                        ///< made by an administrator under Configuracoes > API
  secret oauth_token{};      ///< of an OAuth 2.0 sign-in, in place of `token`; sent as `Bearer` (clicksign-rest §1.2)
  std::string account_key{}; ///< the account that an OAuth token uses: an `oauth_account::key`; empty: the only one
  std::chrono::milliseconds timeout{30'000};         ///< of each call, unless its options set another
  std::chrono::milliseconds upload_timeout{120'000}; ///< of calls that carry a file
  std::chrono::milliseconds connect_timeout{10'000};
  std::string ca_file{}; ///< PEM file of the authorities to trust; empty: the system's
  std::string proxy{};   ///< `http://host:port`; empty: none
  /// Hosts that files may be fetched from, such as `clicksign-content-production.s3.amazonaws.com`; a link to another one is
  /// `errc::address_refused`. Empty: any, because the service may move its storage. In both cases a link that leads to an
  /// internal address (loopback, private, link-local …) is refused, unless `base_url` itself leads to one.
  std::vector<std::string> storage_hosts{};
  std::string user_agent_suffix{}; ///< added to `rubrica/VERSION`, such as `procedo/4.2`
  http::retry_policy retry{};
  std::shared_ptr<http::quota> quota{};       ///< null: the one that all clients of this token share in the process
  std::shared_ptr<http::observer> observer{}; ///< gets requests, retries, waits and errors; null: nobody
  /// An HTTP client of your own in place of `http::curl_transport`. `client` calls it on the thread of the call, `async_client` on
  /// up to `async_options::max_in_flight` threads of its own.
  std::shared_ptr<http::transport> transport{};
  /// The same for an HTTP client that does not block; `async_client` prefers it. One of the two is enough for both clients.
  std::shared_ptr<http::async_transport> async_transport{};
  std::shared_ptr<rubrica::clock> clock{}; ///< null: the machine's
};

/// ClickSign's API v3: one method for each operation, grouped by resource as `resources` lists them.
///
/// Cheap to copy; copies share the connections. May be used from several threads at once.
class RUBRICA_EXPORT client : public resources<blocking> {
public:
  /// Calls end with `errc::invalid_argument`, and nothing is sent, unless there is exactly one of `token` and `oauth_token`.
  explicit client(client_options options);

  /// The clock for deadlines and waits.
  [[nodiscard]] std::shared_ptr<rubrica::clock> clock() const;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
