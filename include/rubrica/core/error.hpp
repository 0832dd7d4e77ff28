#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE

/// Why a call did not return its value. Each code has one sentence: `message(code)`.
enum class errc {
  // local checks, before anything was sent
  invalid_argument, ///< an argument cannot be used: an id with a slash, a URL that is not https
  invalid_request,  ///< preflight found problems; `problems` lists all of them with pointers
  rule_refused,     ///< a rule of the signing process forbids it; `rule` names the rule
  file_error,       ///< a local file could not be read or written
  out_of_memory,    ///< an allocation failed; `outcome` says how far the call had come
  // the network
  dns,             ///< the host name was not found
  connect,         ///< no server answered at that address
  tls,             ///< the server's certificate or the TLS handshake was refused
  timeout,         ///< the deadline passed
  cancelled,       ///< the caller raised the cancel flag
  connection_lost, ///< the connection ended before a complete answer
  too_large,       ///< the answer was larger than the limit
  protocol,        ///< the answer was not what the protocol promises: HTML, cut JSON, another type
  address_refused, ///< the link to a file leads into an internal network, or to a host that is not on the caller's list
  conflict,        ///< the key was used for another request
  interrupted,     ///< an earlier attempt ended in the middle, and what it did last is not known
  process_forked,  ///< the client belongs to the parent of this process: make a new one after `fork`
  // ClickSign's answers
  unauthorized,        ///< 401: the access token is wrong
  forbidden,           ///< another 403, 423 or 451
  forbidden_plan,      ///< 402, or any status with such a text: the plan lacks this function, or its allowance is used up
  account_blocked,     ///< 403: the account is blocked
  api_user_missing,    ///< 403: the e-mail of the API user was not set in ClickSign's settings
  not_draft,           ///< 403: only possible while the envelope is a draft
  already_signed,      ///< 403: the signer has signed and cannot be removed
  not_found,           ///< 404, 405, 410: no such record, or no such route
  invalid,             ///< 400, 422 or another 4xx with a text: ClickSign refused the request; `problems` says why
  taken,               ///< 422: the value exists already and must be unique
  not_ready,           ///< ClickSign is still processing the file; ask again in some seconds
  rate_limited,        ///< 429: too many requests; see `retry_after`
  service_unavailable, ///< 503: the function is off for this account, or the service is down
  server_error,        ///< another 5xx
  // callbacks
  signature_missing,  ///< the callback has no signature header, or one in another form
  signature_mismatch, ///< the signature does not fit these bytes and these secrets
  malformed,          ///< not valid JSON, or not the shape of a callback; see `line` and `column`
  limit_exceeded,     ///< valid so far, but over one of the limits for untrusted input
  ambiguous_payload,  ///< the payload fits several callbacks; `message` names the candidates
  unknown_route,      ///< no tenant is registered for this path
};

/// One sentence that may be shown to a person, without any value from the request or the answer.
RUBRICA_EXPORT std::string_view message(errc code);
/// The enumerator's own name, for logs and JSON: `rate_limited`.
RUBRICA_EXPORT std::string_view to_string(errc code);

/// What is known about the effect of the call (docs/adr/0002-outcomes.md).
enum class outcome {
  not_sent,  ///< nothing left this machine: calling again is safe
  rejected,  ///< the service answered and did not do it
  ambiguous, ///< it may have happened: look before you call again
  done,      ///< it happened, though something after it failed
};

/// `not_sent`, `rejected`, `ambiguous` or `done`.
RUBRICA_EXPORT std::string_view to_string(outcome value);

/// One problem, as ClickSign or the preflight reports it (JSON:API `errors[]`, clicksign-rest §3.1).
///
/// ClickSign's texts may repeat values of the request. Those values, e-mail addresses and long numbers are masked in the four
/// texts, in every spelling that rubrica knows, but ClickSign may use another one. Show these texts only to the people who
/// entered the values (`explain`). In logs use `to_string`, which takes `for_logs` instead.
struct problem {
  std::string code{};     ///< `bad_request`, `100`, `404` …; for the preflight its rule: `signing::preflight_rule(code)`
  std::string title{};    ///< short text, in Portuguese when it comes from ClickSign
  std::string detail{};   ///< a full sentence
  std::string pointer{};  ///< JSON pointer into the request, such as `/data/attributes/deadline_at` or `/signers/0/email`
  std::string for_logs{}; ///< rubrica's own copy of ClickSign's sentence, without any value; empty for problems found by rubrica
};

/// All that is known about a failure. It holds no secret, control character, line break or bidirectional control. `to_string` is
/// safe to log; for `problems` see `problem`.
struct error_info {
  errc code = errc::protocol;
  std::string message{};                                  ///< a sentence that may be shown; `message(code)` and where it happened
  rubrica::outcome outcome = rubrica::outcome::ambiguous; ///< `ambiguous` until something else is proven
  int http_status = 0;                                    ///< 0 when there was no answer
  std::vector<problem> problems{};                        ///< what the service or the preflight listed, in its order
  std::string request_id{};                               ///< `X-Request-Id` of the answer, for ClickSign's support
  std::string rule{};                                     ///< with `rule_refused`: which one
  std::string envelope_left_behind{};                     ///< id of an envelope that was created and could not be removed again
  std::chrono::milliseconds retry_after{0}; ///< with `rate_limited`, `not_ready` and files in the making: how long to wait
  int line = 0;                             ///< with `malformed`: where, counted from 1
  int column = 0;

  /// Whether the same call may be made again without the risk of doing it twice: either nothing was sent, or the rate limit
  /// rejected all of it. Never true when any effect is unknown or an envelope was left behind.
  [[nodiscard]] bool safe_to_retry() const {
    bool const nothing_done = outcome == outcome::not_sent || (outcome == outcome::rejected && code == errc::rate_limited);
    return nothing_done && envelope_left_behind.empty();
  }
};

/// One line for a log: name, message, HTTP status, request id and each problem. Of ClickSign's texts it contains only the
/// sentences and pointers that rubrica knows word for word; for any other sentence it says that it was left out.
RUBRICA_EXPORT std::string to_string(error_info const& error);

/// The same with ClickSign's own sentences, for the person whose data they may contain. Not for a log: see `problem`.
RUBRICA_EXPORT std::string explain(error_info const& error);

/// An error whose effect was observed.
RUBRICA_EXPORT error_info make_error(errc code, std::string_view detail, outcome outcome);

/// An error for which only the code is known. `outcome` is what the code alone proves: `not_sent` for local checks, for
/// connections that could not be made, and for callbacks; `rejected` for a refusal by ClickSign; `ambiguous` for the rest
/// (`out_of_memory`, `timeout`, `cancelled`, `connection_lost`, `too_large`, `protocol`, `service_unavailable`, `server_error`).
/// With `out_of_memory` and no detail it does not throw.
RUBRICA_EXPORT error_info make_error(errc code, std::string_view detail = {});

RUBRICA_END_NAMESPACE
