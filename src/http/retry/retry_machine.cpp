#include "http/retry/retry_machine.hpp"

#include "http/outcome.hpp"
#include "http/time/retry_after.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::milliseconds;

milliseconds rounded_up(std::chrono::steady_clock::duration wait) {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(wait));
}

bool is_503(result<response> const& answer) {
  return answer && answer->status == 503;
}

} // namespace

retry_machine::retry_machine(call_request const& request, context const& limits, call_policy const& rules)
    : request_(request), limits_(limits), rules_(rules), slot_(rules.quota, request, limits.priority),
      report_(rules.observer.get(), request, *rules.clock) {}

retry_machine::step retry_machine::next() {
  auto const now = rules_.clock->now();
  bool const cancelled = limits_.cancelled != nullptr && limits_.cancelled->load();
  if (state_ == state::over && (cancelled || now >= not_before_))
    return finish(); // a flag raised after the answer does not discard it
  if (cancelled) return finish(make_error(errc::cancelled));
  if (now >= limits_.deadline) return last_ ? finish() : finish(make_error(errc::timeout));
  if (now < not_before_) return wait{not_before_};
  return ask_quota(now);
}

retry_machine::step retry_machine::ask_quota(local_time now) {
  admission const answer = slot_.ask(*rules_.clock);
  if (answer.granted) {
    report_.request_started();
    state_ = state::to_send;
    return send{};
  }
  auto const needed = rounded_up(answer.earliest - now);
  if (answer.earliest >= limits_.deadline) {
    if (last_) return finish();
    auto error = make_error(errc::rate_limited, "there is no room before the call's deadline");
    error.retry_after = needed;
    return finish(std::move(error));
  }
  if (state_ != state::queueing) report_.quota_wait(needed);
  state_ = state::queueing;
  return wait{std::min(answer.ask_again, limits_.deadline)};
}

void retry_machine::answered(result<response> answer) {
  slot_.ended(*rules_.clock, answer);
  outcome const known = outcome_of(request_.verb, answer);
  if (!answer) answer.error().outcome = known;
  report_.request_finished(answer);
  doubt const earlier = doubt_after(answer);
  // When an earlier request deleted the record and its answer was lost, the record is gone, which is what the caller wanted.
  if (request_.verb == method::del && earlier != doubt::none && answer && answer->status == 404) answer->status = 204;
  doubt_ = earlier == doubt::none && known == outcome::ambiguous ? doubt::by_last : earlier;
  last_ = std::move(answer);
  decide(rules_.clock->now());
}

/// The doubt that earlier requests leave and this answer does not settle. A 503 tells by its text whether anything was done,
/// which is for others to read; in a row of the same text the last one speaks for all.
retry_machine::doubt retry_machine::doubt_after(result<response> const& answer) const {
  if (doubt_ != doubt::by_last) return doubt_;
  bool const spoken_for = is_503(*last_) && is_503(answer) && (**last_).body == answer->body;
  return spoken_for ? doubt::by_last : doubt::by_earlier;
}

result<call_response> retry_machine::cancel() {
  if (state_ == state::over) return std::get<result<call_response>>(finish()); // not even this discards an answer
  return std::get<result<call_response>>(finish(make_error(errc::cancelled)));
}

result<call_response> retry_machine::break_off(errc code, bool out) noexcept {
  bool const succeeded = last_ && *last_ && (**last_).status < 300;
  bool const went_out = out || (last_ && (*last_ || last_->error().outcome != outcome::not_sent));
  error_info error;
  error.code = code;
  error.outcome = doubt_ != doubt::none || out || succeeded ? outcome::ambiguous
                  : went_out                                ? outcome::rejected
                                                            : outcome::not_sent;
  error.outcome = outcome_of(request_.verb, error.outcome);
  try {
    error.message = message(code);
    report_.finished(error);
  } catch (std::bad_alloc const&) {
    // The code alone is enough.
  }
  return result<call_response>(std::move(error)); // copying it would need memory
}

void retry_machine::decide(local_time now) {
  state_ = state::over;
  retry_decision const why = classify_attempt(request_, *last_);
  if (*last_ && is_success((**last_).status)) rules_.budget->give(borrowed_ > 0 ? borrowed_ : 1);
  if (!may_try_again(why)) return;

  auto const pause = back_off(rules_.retry, why, repetitions_, rules_.random(), hint());
  auto const place = slot_.look(*rules_.clock);
  // A wait that would end after the deadline is not started.
  if (std::max(now + pause, place.earliest) >= limits_.deadline) return;
  bool const affordable = rules_.budget->take(cost_of(why));
  if (!affordable && !rules_.retry.slows_polling) return;
  not_before_ = now + pause;
  if (!affordable) return;
  state_ = state::to_send;
  borrowed_ = cost_of(why);
  ++repetitions_;
  report_.retry(*last_, pause);
}

bool retry_machine::may_try_again(retry_decision why) {
  if (why == retry_decision::final || rules_.retry.attempts <= 1) return false;
  if (why == retry_decision::throttled) return ++throttled_ <= rules_.retry.throttled_attempts;
  return ++failures_ < rules_.retry.attempts;
}

std::optional<milliseconds> retry_machine::hint() const {
  return *last_ ? requested_wait(**last_, rules_.clock->calendar()) : std::nullopt;
}

retry_machine::step retry_machine::finish() {
  state_ = state::over;
  result<response> answer = *std::move(last_);
  // Whatever the last request did, an earlier one may have had its effect.
  if (!answer && doubt_ != doubt::none && answer.error().outcome != outcome::done) answer.error().outcome = outcome::ambiguous;
  report_.finished(answer);
  if (!answer) return result<call_response>(std::move(answer).error());
  return result<call_response>(call_response{*std::move(answer), doubt_ == doubt::by_earlier});
}

retry_machine::step retry_machine::finish(error_info error) {
  bool const went_out = last_ && (*last_ || last_->error().outcome != outcome::not_sent);
  error.outcome = doubt_ != doubt::none ? outcome::ambiguous : went_out ? outcome::rejected : outcome::not_sent;
  last_ = std::move(error);
  return finish();
}

} // namespace http
RUBRICA_END_NAMESPACE
