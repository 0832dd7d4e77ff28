#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/sandbox/account.hpp>
#include <rubrica/sandbox/fault.hpp>
#include <rubrica/sandbox/notification.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE

namespace clicksign {
struct client_options;
} // namespace clicksign

namespace sandbox {

/// A complete request to the API and its answer: with the files and the personal data in them, without the headers.
struct recorded_exchange {
  std::string method{};
  std::string target{}; ///< `/api/v3/envelopes?page%5Bnumber%5D=1`, as it was sent
  std::string request{};
  int status = 0;
  std::string answer{};
};

/// A request as the server saw it; for tests that count.
struct seen_request {
  std::string method{};
  std::string path{};  ///< without the query
  std::string route{}; ///< `/envelopes/{envelope_id}/documents`, below `/api/v3`; empty: no route of the API
  int status = 0;      ///< of the answer; 0: the connection was reset instead
  bool done = false;   ///< it had its effect, whether or not its answer arrived; of one that only reads: it was answered
  origin where = origin::api;
  bool had_authorization = false; ///< it had an `Authorization` header, whatever its value
  bool carried_token = false;     ///< one of the tokens stood in the target, in a header or in the body
  std::string played{};           ///< name of the fault that was applied; empty: none
  instant at{};                   ///< by the server's clock: when its answer was ready
};

/// How the simulator behaves. Its first account has `token`; all times are by its own clock.
struct server_options {
  int port = 0;                  ///< 0: a free one
  secret token{"sandbox-token"}; ///< the access token that it accepts
  secret oauth_token{};          ///< an OAuth token that it accepts too, as `Bearer`; empty: none
  int rate_limit = 20;           ///< requests in each 10-second window; 0: no limit and no headers of one
  std::string webhook_url{};     ///< where callbacks go; empty: nowhere
  secret webhook_secret{"sandbox-webhook-secret"};
  std::uint64_t seed = 0;                            ///< makes ids the same in each run; 0: random
  std::chrono::milliseconds document_ready_after{0}; ///< for this time a new document answers `documento não está disponível`
  std::chrono::milliseconds signed_files_ready_after{0}; ///< between the last signature and `document_closed`
  std::chrono::milliseconds acceptance_sent_after{0};    ///< for this time a new term is `enqueued`; the service takes a minute
  std::chrono::milliseconds bulk_creation_after{1000};   ///< between the answer to a bulk creation and its envelope
  account_switches switches{};                           ///< of the account of `token`
  std::vector<account> more_accounts{};                  ///< separate data: one account's records are 404 for another
  std::vector<fault_plan> faults{};                      ///< faults from the beginning
  /// Called for each exchange on the API before the last part of its answer is sent, on several threads at once; it must not
  /// throw.
  std::function<void(recorded_exchange const&)> on_exchange{};
  /// Called for each request before the first byte of its answer, also when a fault keeps the answer back; on several threads at
  /// once, and it must not throw.
  std::function<void(seen_request const&)> on_request{};
};

/// How an acceptance term that was sent is answered.
enum class acceptance_answer {
  accepted,      ///< `completed`
  refused,       ///< `refused`
  undeliverable, ///< `error`: the messenger could not deliver it
};

/// Who signs in a signer's place: `server::delegate`.
struct stand_in {
  personal name{};
  personal email{};        ///< needed when a message or an authentication of the signer's goes by e-mail
  personal phone_number{}; ///< likewise by SMS or WhatsApp; ten or eleven digits
};

/// What became of the envelopes of all accounts, for tests that look for one that was sent twice.
struct activations {
  /// Number of envelopes that were activated, whatever became of them since, by the `rubrica_key` in their documents' metadata.
  std::map<std::string, std::size_t> by_key{};
  std::size_t without_key = 0; ///< that were activated and have no such key
  std::size_t drafts = 0;      ///< that were not activated, and are not deleted
};

/// A callback that was sent, or was to be sent when there is no webhook.
struct delivery {
  std::string event{};     ///< `sign`, `auto_close` …
  std::string body{};      ///< the exact bytes
  std::string hmac{};      ///< value of `Content-Hmac`
  int status = 0;          ///< the receiver's last answer; 0: none
  int attempts = 0;        ///< how often it was posted: once, and three times more while the receiver fails; 0: lost by a fault
  std::string url{};       ///< where to; empty when the account has no webhook
  std::size_t account = 0; ///< counted like `server::token`
};

/// A simulator of ClickSign in this process, on the loopback interface: states, validations with the real messages, rate-limit
/// headers, links to files on a second origin that expire, signed webhooks (clicksign-rest §17).
///
/// It listens when it is constructed and stops when it is destroyed. All members may be called from any thread.
///
/// Up to 8,192 clients may keep a connection open, and are served in turn. The cost of a call does not depend on the number of
/// records, except for lists with a filter, which look at each record of their kind (envelopes are found by `name` without that).
/// An envelope takes memory for its files, 100 MB at most, up to 16 MiB of other records, and about 4 KiB of history for each
/// signature; files of signed documents are made when they are fetched, and 5 KiB of each are kept then. They end with a page that
/// has the hash of the original, and are signed (`signing_certificates`). Requests that are too large for the simulator are refused
/// with 413, 414, 422 or 431.
class RUBRICA_EXPORT server {
public:
  /// Throws `failure` when the port is not available or an option is not valid.
  explicit server(server_options const& options = {});
  ~server();
  server(server const&) = delete;
  server& operator=(server const&) = delete;

  /// Ends all connections, and returns when no request is under way any more. What it knows can still be asked for.
  void stop();

  /// `http://127.0.0.1:PORT/api/v3`
  [[nodiscard]] std::string base_url() const;
  /// `http://127.0.0.1:PORT2`: the origin of the files, like that of a storage service.
  [[nodiscard]] std::string storage_url() const;
  /// The certificates with which it stamps finished files, in PEM: one, and another for each year that the clock was moved on.
  /// `signing::trust_store::from_pem` takes them.
  [[nodiscard]] std::string signing_certificates() const;
  /// The access token of an account: 0 is the one of `server_options::token`, then those of `more_accounts`.
  [[nodiscard]] secret const& token(std::size_t account = 0) const;
  /// The options for a client of this server: `clicksign::client client{sandbox.client_options()}`. The caller must include
  /// rubrica/clicksign/client.hpp and link `rubrica::rubrica`.
  template <class Options = clicksign::client_options> [[nodiscard]] Options client_options(std::size_t account = 0) const {
    Options options;
    options.base_url = base_url();
    options.token = token(account);
    options.clock = clock();
    return options;
  }
  /// The machine's clock with the server's calendar, for its clients and for the engine: after `advance` both sides agree on the
  /// date. Timeouts and waits stay the machine's. It may outlive the server. `sandbox::clock` is the same for another process.
  [[nodiscard]] std::shared_ptr<rubrica::clock> clock() const;

  /// Acts as the signer: opens the page and signs every document of the envelope that waits for this signer.
  ///
  /// The error is `not_found`, or `rule_refused` with the rule `envelope_not_running`, `signer_refused`,
  /// `nothing_to_sign`, `blocked_after_refusal` or `group_not_active`.
  result<void> sign(std::string const& signer_id);
  /// The same for a refusal; fails with the rule `not_refusable` when the signer may not refuse.
  result<void> refuse(std::string const& signer_id, std::string const& reason, std::string const& comment = {});
  /// Acts as a signer who hands the signing to somebody else on the page, and returns the id of the one who signs instead, with the
  /// same requirements, group and channels. `remove_signer` and `add_signer` tell it, with the signer as the user who did it, and the
  /// new one is asked to sign. ClickSign's documentation knows no such thing: it is what the simulator takes it to be
  /// (clicksign-rest §15.44).
  ///
  /// The errors of `sign`, and the rules `signed_already`, `delegate_name`, `delegate_email`, `delegate_phone_number`,
  /// `delegate_is_signer` and `delegated_too_often`.
  result<std::string> delegate(std::string const& signer_id, stand_in const& to);
  /// Acts as a provider that could not deliver the last message to a signer: `tracking_notification_error` appears in the history
  /// of the signer's documents and as a callback, with the provider's text in `details`; empty: a text saying that there is no
  /// such account. `not_found`, or `rule_refused` with the rule `envelope_not_running` or `nothing_sent`.
  ///
  /// This happens automatically to every message to an e-mail address at `bounce.test`, or to a number that ends with eight
  /// zeros.
  result<void> bounce(std::string const& signer_id, std::string const& details = {});
  /// Acts as the recipient of an acceptance term. Fails with `not_found`, or `rule_refused` with the rule `acceptance_not_sent`.
  result<void> answer_acceptance(std::string const& acceptance_term_id, acceptance_answer answer);
  /// Acts as the people who sign an auto-signature term outside the API: from then on its signer signs automatically where a
  /// requirement asks for `auto_signature`. Fails with `not_found`, or `rule_refused` with the rule `term_already_signed`.
  result<void> sign_auto_signature_term(std::string const& term_id);
  /// Moves the server's clock; deadlines, reminders, quota windows, link expiry, file processing and delays follow it, and the
  /// dates of clients that have its `clock`.
  void advance(std::chrono::milliseconds by);
  /// By the server's clock.
  [[nodiscard]] instant now() const;

  /// Makes the next request fail, or for a `webhook_*` fault the next callback.
  void next_answer(fault kind);
  /// Adds a fault behind those that are already planned; `invalid_argument` when a member cannot be used with it.
  result<void> add_fault(fault_plan plan);
  /// The plans that can still apply, in order.
  [[nodiscard]] std::vector<pending_fault> faults() const;
  /// Forgets all plans.
  void clear_faults();
  /// Replaces the switches of an account, counted like `token`; `not_found` when there is no such account.
  result<void> set_switches(account_switches switches, std::size_t account = 0);

  /// What the service would have sent to people so far, in order. This list and the three that follow keep the newest 100,000
  /// entries, and at most 64 MB each (callbacks: 256 MB).
  [[nodiscard]] std::vector<notification> notifications() const;
  /// Waits until every callback that is due has been delivered.
  void drain_webhooks();
  /// Every callback whose delivery has ended, successfully or not, in order; of all accounts.
  [[nodiscard]] std::vector<delivery> deliveries() const;
  /// The requests to the API, in the order of their answers.
  [[nodiscard]] std::vector<seen_request> requests() const;
  /// The requests to the storage origin.
  [[nodiscard]] std::vector<seen_request> storage_requests() const;
  /// Of all envelopes that there are now.
  [[nodiscard]] sandbox::activations activations() const;
  /// Clears both lists of requests.
  void forget_requests();

private:
  class impl;
  std::unique_ptr<impl> impl_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
