#pragma once

#include "http/quota/quota_slot.hpp"
#include "http/retry/back_off.hpp"
#include "http/retry/call_policy.hpp"
#include "http/retry/call_report.hpp"

#include <rubrica/http/context.hpp>

#include <optional>
#include <variant>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// One call from its first request to its result. It decides about waiting, retrying and giving up, but does no I/O. The
/// blocking pipeline and the asynchronous engine both carry out its decisions.
class retry_machine {
public:
  struct send {}; ///< send the request, then call `answered`
  struct wait {
    std::chrono::steady_clock::time_point until; ///< then call `next` again; earlier does no harm
  };
  using step = std::variant<send, wait, result<call_response>>;

  /// Request and context must outlive it; so must the rules.
  retry_machine(call_request const& request, context const& limits, call_policy const& rules);

  /// What to do now. After a result, do not call it again.
  step next();
  /// The result of the request that `next` asked to send.
  void answered(result<response> answer);
  /// Ends the call now. `outcome` of the result says what its requests may have done.
  result<call_response> cancel();
  /// The result of a call that ends by an exception, such as bad_alloc; needs no memory itself. `out`: a request is in progress,
  /// or has ended and the machine was not told.
  result<call_response> break_off(errc code, bool out) noexcept;

private:
  using local_time = std::chrono::steady_clock::time_point;

  /// What the call does next.
  enum class state {
    to_send,  ///< a request, once `not_before_` has passed and the rate limit has room
    queueing, ///< the same; an observer was told of the wait for the rate limit
    over,     ///< give `last_`, once `not_before_` has passed
  };
  /// Which of the requests may have had an effect that nobody knows.
  enum class doubt {
    none,
    by_last,    ///< the last one, or a row of them for which the last one speaks
    by_earlier, ///< one before it, so that the last answer does not say all
  };

  step ask_quota(local_time now);
  void decide(local_time now);
  bool may_try_again(retry_decision why);
  [[nodiscard]] doubt doubt_after(result<response> const& answer) const;
  step finish();
  step finish(error_info error);
  [[nodiscard]] std::optional<std::chrono::milliseconds> hint() const;

  call_request const& request_;
  context const& limits_;
  call_policy const& rules_;
  quota_slot slot_;
  call_report report_;
  std::optional<result<response>> last_; // result of the last request
  local_time not_before_{(local_time::min)()};
  state state_ = state::to_send;
  doubt doubt_ = doubt::none;
  int repetitions_ = 0;
  int failures_ = 0;  // attempts that count against the policy's limit
  int throttled_ = 0; // requests that the rate limit rejected
  int borrowed_ = 0;  // what the last retry took from the budget
};

} // namespace http
RUBRICA_END_NAMESPACE
