#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace rubrica { inline namespace v0_1 {

/// Why a call did not give its value. Each has one sentence: `sentence(code)`.
enum class errc {
  // found out here, before anything was sent
  invalid_argument, ///< an argument cannot be used: an id with a slash, a URL that is not https
  invalid_request,  ///< preflight found problems; `errors` lists all of them with pointers
  rule_refused,     ///< a rule of the signing process forbids it; `rule` names the rule
  file_error,       ///< a local file could not be read or written
  // the network
  dns,             ///< the host name was not found
  connect,         ///< nobody answered at that address
  tls,             ///< the server's certificate or the TLS handshake was refused
  timeout,         ///< the deadline passed
  cancelled,       ///< the caller raised the cancel flag
  connection_lost, ///< the connection ended before a complete answer
  too_large,       ///< the answer was larger than the limit
  protocol,        ///< the answer was not what the protocol promises: HTML, cut JSON, another type
  address_refused, ///< the link to a file leads into an internal network, or to a host that is not on the caller's list
  process_forked,  ///< the client belongs to the parent of this process: make a new one after `fork`
  out_of_memory,   ///< there was no memory left; `effect` says what may have happened before
  // ClickSign's answers
  unauthorized,        ///< 401: the access token is wrong
  forbidden,           ///< 403 of another kind
  forbidden_plan,      ///< 403: the account's plan does not include this function
  account_blocked,     ///< 403: the account is blocked
  api_user_missing,    ///< 403: the e-mail of the API user was not set in ClickSign's settings
  not_draft,           ///< 403: only possible while the envelope is a draft
  already_signed,      ///< 403: the signer has signed and cannot be removed
  not_found,           ///< 404: no such record, or no such route
  invalid,             ///< 400 or 422: ClickSign refused values; `errors` says which
  taken,               ///< 422: the value exists already and must be unique
  not_ready,           ///< ClickSign is still processing the file; ask again in some seconds
  rate_limited,        ///< 429: too many requests; see `retry_after`
  service_unavailable, ///< 503: the function is off for this account, or the service is down
  server_error,        ///< 5xx of another kind
  // callbacks
  signature_missing,  ///< the callback has no signature header, or one of another form
  signature_mismatch, ///< the signature does not fit these bytes and these secrets
  malformed,          ///< not valid JSON, or not the shape of a callback; see `line` and `column`
  limit_exceeded,     ///< valid so far, but over one of the limits for untrusted input
  ambiguous_payload,  ///< the payload fits several callbacks; `message` names the candidates
  unknown_route,      ///< no tenant is registered for this path
};

/// One sentence that may be shown to a person, without any value from the request or the answer.
RUBRICA_EXPORT std::string_view sentence(errc code);
/// The enumerator's own name, for logs and JSON: `rate_limited`.
RUBRICA_EXPORT std::string_view name(errc code);

/// What is known about the effect of the call (docs/adr/0002-outcomes.md).
enum class outcome {
  not_sent,  ///< nothing left this machine: calling again is safe
  rejected,  ///< the service answered and did not do it
  ambiguous, ///< it may have happened: look before you call again
  done,      ///< it happened, though something after it failed
};

/// `not_sent`, `rejected`, `ambiguous` or `done`.
RUBRICA_EXPORT std::string_view name(outcome value);

/// One problem, as ClickSign or the preflight reports it (JSON:API `errors[]`, clicksign-v3 §3.1).
struct problem {
  std::string code{};    ///< `bad_request`, `100`, `404` …; for the preflight the name of its rule
  std::string title{};   ///< short text, in Portuguese when it comes from ClickSign
  std::string detail{};  ///< the sentence; e-mails and long numbers in it are masked
  std::string pointer{}; ///< JSON pointer into the request, such as `/data/attributes/deadline_at` or `/signers/0/email`
};

/// Everything there is to know about a failure. Safe to log: it holds no secret and no personal value.
struct error_info {
  errc code = errc::protocol;
  std::string message{}; ///< a sentence that may be shown; `sentence(code)` and where it happened
  outcome effect = outcome::not_sent;
  int http_status = 0;                      ///< 0 when there was no answer
  std::vector<problem> errors{};            ///< what the service or the preflight listed, in its order
  std::string request_id{};                 ///< `X-Request-Id` of the answer, for ClickSign's support
  std::string rule{};                       ///< with `rule_refused`: which one
  std::string envelope_left_behind{};       ///< id of an envelope that was created and could not be removed again
  std::chrono::milliseconds retry_after{0}; ///< with `rate_limited` and `not_ready`: how long to wait
  int line = 0;                             ///< with `malformed`: where, counted from 1
  int column = 0;

  /// Whether the same call may be made again without the risk of doing it twice.
  [[nodiscard]] bool safe_to_retry() const { return effect == outcome::not_sent || code == errc::rate_limited; }
};

/// One line: name, message, HTTP status, request id and each problem. Safe to log.
RUBRICA_EXPORT std::string to_string(error_info const& error);

/// An error found before anything was sent.
RUBRICA_EXPORT error_info make_error(errc code, std::string_view detail = {});

}} // namespace rubrica::v0_1
