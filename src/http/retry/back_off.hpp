#pragma once

#include "http/call.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/http/retry.hpp>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The result of one attempt, as far as a retry is concerned.
enum class retry_decision {
  final,     ///< it succeeded, or a retry cannot help, or a retry might do it twice
  transient, ///< a retry may help
  throttled, ///< rejected by the rate limit
};
retry_decision classify_attempt(call_request const& request, result<response> const& answer);

/// What a retry costs of the budget.
constexpr int cost_of(retry_decision why) {
  return why == retry_decision::throttled ? 5 : 14;
}

/// How long to wait before retry number `repetition` (from 0). `random` is in [0, 1]; `asked` is the wait that the server asked
/// for.
std::chrono::milliseconds back_off(retry_policy const& policy, retry_decision why, int repetition, double random,
                                   std::optional<std::chrono::milliseconds> asked);

} // namespace http
RUBRICA_END_NAMESPACE
