#pragma once

#include <rubrica/clicksign/acceptance_term.hpp>
#include <rubrica/clicksign/access_control_list.hpp>
#include <rubrica/clicksign/auto_signature_term.hpp>
#include <rubrica/clicksign/bulk_requirement.hpp>
#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/envelope_bulk_creation.hpp>
#include <rubrica/clicksign/folder.hpp>
#include <rubrica/clicksign/group.hpp>
#include <rubrica/clicksign/membership.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/oauth_account.hpp>
#include <rubrica/clicksign/raw.hpp>
#include <rubrica/clicksign/registered_webhook.hpp>
#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/clicksign/signer.hpp>
#include <rubrica/clicksign/template.hpp>
#include <rubrica/clicksign/template_field.hpp>
#include <rubrica/clicksign/user.hpp>
#include <rubrica/clicksign/watcher.hpp>
#include <rubrica/core/secret.hpp>
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
  std::shared_ptr<http::quota> quota{};         ///< null: the one that all clients of this token share in the process
  std::shared_ptr<http::observer> observer{};   ///< gets requests, retries, waits and errors; null: nobody
  std::shared_ptr<http::transport> transport{}; ///< null: `http::curl_transport`
  std::shared_ptr<clock> time{};                ///< null: the machine's
};

/// ClickSign's API v3: one method for each operation, grouped by resource as ClickSign documents it.
///
/// Cheap to copy; copies share the connections. May be used from several threads at once.
class RUBRICA_EXPORT client {
public:
  /// Calls end with `errc::invalid_argument`, and nothing is sent, unless there is exactly one of `token` and `oauth_token`.
  explicit client(client_options options);

  [[nodiscard]] clicksign::envelopes envelopes() const { return clicksign::envelopes(session_); }
  [[nodiscard]] clicksign::documents documents() const { return clicksign::documents(session_); }
  [[nodiscard]] clicksign::signers signers() const { return clicksign::signers(session_); }
  [[nodiscard]] clicksign::requirements requirements() const { return clicksign::requirements(session_); }
  [[nodiscard]] clicksign::bulk_requirements bulk_requirements() const { return clicksign::bulk_requirements(session_); }
  [[nodiscard]] clicksign::watchers watchers() const { return clicksign::watchers(session_); }
  [[nodiscard]] clicksign::folders folders() const { return clicksign::folders(session_); }
  [[nodiscard]] clicksign::templates templates() const { return clicksign::templates(session_); }
  [[nodiscard]] clicksign::template_fields template_fields() const { return clicksign::template_fields(session_); }
  [[nodiscard]] clicksign::notifications notifications() const { return clicksign::notifications(session_); }
  [[nodiscard]] clicksign::webhooks webhooks() const { return clicksign::webhooks(session_); }
  [[nodiscard]] clicksign::acceptance_terms acceptance_terms() const { return clicksign::acceptance_terms(session_); }
  [[nodiscard]] clicksign::users users() const { return clicksign::users(session_); }
  [[nodiscard]] clicksign::memberships memberships() const { return clicksign::memberships(session_); }
  [[nodiscard]] clicksign::groups groups() const { return clicksign::groups(session_); }
  [[nodiscard]] clicksign::access_control_lists access_control_lists() const { return clicksign::access_control_lists(session_); }
  [[nodiscard]] clicksign::oauth_accounts oauth_accounts() const { return clicksign::oauth_accounts(session_); }
  [[nodiscard]] clicksign::auto_signature_terms auto_signature_terms() const { return clicksign::auto_signature_terms(session_); }
  [[nodiscard]] clicksign::envelope_bulk_creations envelope_bulk_creations() const {
    return clicksign::envelope_bulk_creations(session_);
  }
  /// For routes that have no method here.
  [[nodiscard]] raw_calls raw() const { return raw_calls(session_); }

  /// The clock for deadlines and waits.
  [[nodiscard]] std::shared_ptr<clock> time() const;

  /// The part that copies of the client and its `async_client` share; for rubrica only.
  [[nodiscard]] std::shared_ptr<session const> const& shared() const noexcept { return session_; }

private:
  std::shared_ptr<session const> session_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
