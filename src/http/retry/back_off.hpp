#pragma once

#include "http/call.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/http/retry.hpp>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The result of one attempt, as far as a retry is concerned.
enum class verdict {
  final,     ///< it succeeded, or a retry cannot help, or a retry might do it twice
  transient, ///< a retry may help
  throttled, ///< rejected by the rate limit
};
verdict judge(call_request const& what, result<response> const& answer);

/// What a retry costs of the budget.
constexpr int cost_of(verdict why) {
  return why == verdict::throttled ? 5 : 14;
}

/// How long to wait before retry number `repetition` (from 0). `random` is in [0, 1]; `asked` is the wait that the server asked
/// for.
std::chrono::milliseconds back_off(retry_policy const& policy, verdict why, int repetition, double random,
                                   std::optional<std::chrono::milliseconds> asked);

} // namespace http
RUBRICA_END_NAMESPACE
