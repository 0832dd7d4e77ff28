#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// A request to the API and its answer, whole: with the files and the personal data in them, without the headers.
struct exchange {
  std::string method{};
  std::string target{}; ///< `/api/v3/envelopes?page%5Bnumber%5D=1`, as it was sent
  std::string request{};
  int status = 0;
  std::string answer{};
};

struct server_options {
  int port = 0;                  ///< 0: a free one
  secret token{"sandbox-token"}; ///< the access token that it accepts
  secret oauth_token{};          ///< an OAuth token that it accepts too, as `Bearer`; empty: none
  int rate_limit = 20;           ///< requests in each 10-second window; 0: no limit and no headers of one
  std::string webhook_url{};     ///< where callbacks go; empty: nowhere
  secret webhook_secret{"sandbox-webhook-secret"};
  std::uint64_t seed = 0;                                ///< for ids that repeat from run to run; 0: random
  std::chrono::milliseconds document_ready_after{0};     ///< a fresh document answers `documento não está disponível` so long
  std::chrono::milliseconds signed_files_ready_after{0}; ///< between the last signature and `document_closed`
  std::chrono::milliseconds acceptance_sent_after{0}; ///< an acceptance term is `enqueued` so long; the service's takes a minute
  std::chrono::milliseconds bulk_creation_after{0};   ///< between the answer to a bulk creation and its envelope
  bool plan_has_templates = true;                     ///< false: templates answer 403, `errc::forbidden_plan`
  /// Told of each exchange on the API before its answer leaves, on several threads at once; it must not throw.
  std::function<void(exchange const&)> on_exchange{};
};

/// What becomes of an acceptance term that was sent.
enum class acceptance_answer {
  accepted,      ///< `completed`
  refused,       ///< `refused`
  undeliverable, ///< `error`: the messenger could not deliver it
};

/// Which of the two listeners a request came to.
enum class origin {
  api,     ///< the service itself
  storage, ///< where the files lie
};

/// A request as the server saw it; for tests that count.
struct seen_request {
  std::string method{};
  std::string path{}; ///< without the query
  int status = 0;
  origin where = origin::api;
  bool had_authorization = false; ///< it had an `Authorization` header, whatever stood in it
  bool carried_token = false;     ///< one of the tokens stood in the target, in a header or in the body
};

/// A callback that was sent, or was to be sent when there is no webhook.
struct delivery {
  std::string event{}; ///< `sign`, `auto_close` …
  std::string body{};  ///< the exact bytes
  std::string hmac{};  ///< value of `Content-Hmac`
  int status = 0;      ///< the receiver's last answer; 0: none
  int attempts = 0;    ///< how often it was posted: once, and three times more while the receiver fails
  std::string url{};   ///< where to; empty when the account has no webhook
};

/// ClickSign in this process, on the loopback interface: states, validations with the real messages, rate-limit headers,
/// file links on a second origin that expire, signed webhooks (clicksign-v3 §17).
///
/// It listens when it is constructed and stops when it is destroyed. All members may be called from any thread.
class RUBRICA_EXPORT server {
public:
  /// Throws `failure` when the port cannot be had or an option cannot be used.
  explicit server(server_options options = {});
  ~server();
  server(server const&) = delete;
  server& operator=(server const&) = delete;

  /// `http://127.0.0.1:PORT/api/v3`
  [[nodiscard]] std::string base_url() const;
  /// `http://127.0.0.1:PORT2`: where the files lie, as at a storage service.
  [[nodiscard]] std::string storage_url() const;
  [[nodiscard]] secret const& token() const;

  /// Plays the person: opens the page and signs every document of the envelope that waits for the signer.
  ///
  /// The error is `not_found`, or `rule_refused` with the rule `envelope_not_running`, `signer_refused`,
  /// `nothing_to_sign`, `blocked_after_refusal` or `group_not_active`.
  result<void> sign(std::string const& signer_id);
  /// The same for a refusal, which the signer must be allowed (`not_refusable`).
  result<void> refuse(std::string const& signer_id, std::string const& reason, std::string const& comment = {});
  /// Plays the recipient of an acceptance term; `not_found`, or `rule_refused` with the rule `acceptance_not_sent`.
  result<void> answer_acceptance(std::string const& acceptance_term_id, acceptance_answer answer);
  /// Plays those who sign an auto-signature term outside the API: from then on its signer signs by himself, where a requirement
  /// asks for `auto_signature`. `not_found`, or `rule_refused` with the rule `term_already_signed`.
  result<void> sign_auto_signature_term(std::string const& term_id);
  /// Moves the server's clock; deadlines, quota windows, link expiry and file processing follow it.
  void advance(std::chrono::milliseconds by);
  [[nodiscard]] instant now() const;

  /// Waits until every callback that is due has been delivered.
  void drain_webhooks();
  /// Every callback whose delivery has ended, well or not, in order.
  [[nodiscard]] std::vector<delivery> deliveries() const;
  /// The requests to the API, in the order of their answers.
  [[nodiscard]] std::vector<seen_request> requests() const;
  /// The requests to the storage origin.
  [[nodiscard]] std::vector<seen_request> storage_requests() const;
  /// Forgets both lists of requests.
  void forget_requests();

private:
  class impl;
  std::unique_ptr<impl> impl_;
};

}}} // namespace rubrica::v0_1::sandbox
