#pragma once

#include "http/call.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/http/retry.hpp>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// What one attempt ended with, as far as a repetition is concerned.
enum class verdict {
  final,     ///< it succeeded, or another try cannot help, or could do it twice
  transient, ///< worth another try
  throttled, ///< turned away by the rate limit
};
verdict judge(call_request const& what, result<response> const& answer);

/// What a repetition takes from the budget.
constexpr int cost_of(verdict why) {
  return why == verdict::throttled ? 5 : 14;
}

/// How long to wait before repetition number `repetition` (from 0). `random` is drawn from [0, 1]; `asked` is the server's wish.
std::chrono::milliseconds back_off(retry_policy const& policy, verdict why, int repetition, double random,
                                   std::optional<std::chrono::milliseconds> asked);

} // namespace http
RUBRICA_END_NAMESPACE
