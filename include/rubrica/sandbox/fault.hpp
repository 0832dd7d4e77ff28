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
  storage, ///< where the files lie
};

/// What goes wrong on purpose: to the answer of a request, or to a callback (`webhook_*`).
enum class fault {
  status_429,          ///< `Too many requests` with an empty quota, whatever is left of it; nothing is done
  status_500,          ///< Rails' own error page, or its JSON for `Accept: application/json`; nothing is done
  status_503,          ///< the same from a server that is down; nothing is done
  html_200,            ///< 200 and a page of somebody in between, such as a login; nothing is done
  truncated,           ///< the effect happens; `Content-Length` is right, half of the body comes, the connection is closed
  reset_before_commit, ///< the connection is reset (RST) without an answer; nothing is done
  commit_then_reset,   ///< the effect happens, then the connection is reset without an answer
  commit_then_timeout, ///< the effect happens at once, its answer comes after `delay`
  delay,               ///< nothing is done until `delay` has passed; then all goes well
  webhook_lose,        ///< never posted; `server::deliveries` shows it with no attempt
  webhook_duplicate,   ///< posted twice, with the same bytes
  webhook_reorder,     ///< posted after the one that follows it; after `delay`, a second unless named, when none does
  webhook_delay,       ///< posted after `delay`
};

/// `429`, `html_200`, `webhook_lose` …: how `--fault` and `/__sandbox/fault` spell it.
RUBRICA_EXPORT std::string_view name(fault what);

/// A fault, and whom it befalls. Several may be planned: each request and each callback meets the first one that fits.
struct fault_plan {
  fault what = fault::status_500;
  std::string method{}; ///< `POST`; empty: any
  /// Of the request, below `/api/v3` and without the query; `*` stands for any text, slashes too: `/envelopes/*/signers`,
  /// `/envelopes*`. Empty: any.
  std::string path{};
  std::string event{}; ///< of the callback, such as `sign`; empty: any
  origin where = origin::api;
  int times = 1;    ///< so many requests or callbacks; 0: until it is cleared
  double share = 1; ///< of those that fit, drawn by the server's seed: 0.2 is every fifth on average
  /// By the server's clock, which `server::advance` moves: a test need not wait. 0: thirty seconds for
  /// `commit_then_timeout`, `delay` and `webhook_delay`. With any other fault of a request it comes so much later.
  std::chrono::milliseconds delay{0};
};

/// Reads `commit_then_reset,method=POST,path=/envelopes,times=2`: a fault and members of its plan, `where` as `api` or
/// `storage`, `delay` in milliseconds. The error is `invalid_argument` and names the member that cannot be used.
RUBRICA_EXPORT result<fault_plan> read_fault_plan(std::string_view text);

/// A plan that still waits for somebody, and how often it has struck.
struct pending_fault {
  fault_plan plan{}; ///< `times` is what was asked for
  int struck = 0;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
