#pragma once

#include <rubrica/core/result.hpp>

#include <chrono>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Which of the two listeners a request came to.
enum class origin {
  api,     ///< the service itself
  storage, ///< where the files are
};

/// What goes wrong on purpose: with the answer to a request, or with a callback (`webhook_*`).
enum class fault {
  status_429,          ///< `Too many requests` with an empty quota, whatever the real quota is; nothing is done
  status_500,          ///< Rails' own error page, or its JSON for `Accept: application/json`; nothing is done
  status_503,          ///< the same from a server that is down; nothing is done
  html_200,            ///< 200 and the page of some intermediary, such as a login; nothing is done
  truncated,           ///< the effect happens; `Content-Length` is right, half of the body is sent, the connection is closed
  reset_before_commit, ///< the connection is reset (RST) without an answer; nothing is done
  commit_then_reset,   ///< the effect happens, then the connection is reset without an answer
  commit_then_timeout, ///< the effect happens at once, its answer comes after `delay`
  delay,               ///< nothing is done until `delay` has passed; then the request is answered normally
  webhook_lose,        ///< never posted; `server::deliveries` shows it with no attempt
  webhook_duplicate,   ///< posted twice, with the same bytes
  webhook_reorder,     ///< posted after the next one, or, when there is no next one, after `delay` (a second by default)
  webhook_delay,       ///< posted after `delay`
};

/// `429`, `html_200`, `webhook_lose` …: how `--fault` and `/__sandbox/fault` spell it; they take dashes for underscores, too.
RUBRICA_EXPORT std::string_view to_string(fault kind);

/// Of the requests that change something: for `fault_plan::method`.
inline constexpr std::string_view writing_methods = "POST|PUT|PATCH|DELETE";

/// A fault, and what it applies to. Several may be planned: for each request and each callback the first one that fits is used.
struct fault_plan {
  fault what = fault::status_500;
  std::string method{}; ///< `POST`, or several: `POST|PATCH`, `writing_methods`; empty: any
  /// Of the request, below `/api/v3` and without the query; `*` stands for any text, slashes too: `/envelopes/*/signers`,
  /// `/envelopes*`. Empty: any.
  std::string path{};
  std::string event{}; ///< of the callback, such as `sign`; empty: any
  origin where = origin::api;
  int times = 1;    ///< number of requests or callbacks; 0: until it is cleared
  double share = 1; ///< part of those that fit, drawn with the server's seed: 0.2 is every fifth on average, 0 none
  /// By the server's clock, which `server::advance` moves: a test need not wait. 0: thirty seconds for `commit_then_timeout`,
  /// `delay` and `webhook_delay`. Any other fault of a request comes this much later.
  std::chrono::milliseconds delay{0};
};

/// Parses `commit_then_reset,method=POST,path=/envelopes,times=2`: a fault and members of its plan, `where` as `api` or
/// `storage`, `delay` in milliseconds, `share` as 0.2 or 20%.
///
/// `commit-then-reset=0.05` is the short form of `commit_then_reset,method=POST|PUT|PATCH|DELETE,times=0,share=0.05`: five of a
/// hundred writing requests, until it is cleared. Members may follow. With a `webhook_*` it is a share of the callbacks.
///
/// The error is `invalid_argument` and names the member that is not valid.
RUBRICA_EXPORT result<fault_plan> read_fault_plan(std::string_view text);

/// A plan that can still apply, and how often it has applied.
struct pending_fault {
  fault_plan plan{}; ///< `times` is the number that was asked for
  int struck = 0;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
