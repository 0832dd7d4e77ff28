#include "http/quota/quota_slot.hpp"

#include "http/outcome.hpp"
#include "http/quota/quota_state.hpp"

#include <algorithm>
#include <functional>
#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

// How often to check for room that an earlier request may still give back.
constexpr std::chrono::milliseconds look_again{100};
// How often to check whether another call has reserved enough, and to ask a source again that failed.
constexpr std::chrono::milliseconds look_for_permits{5};
constexpr std::chrono::seconds source_pause{1};

/// Whether the server accepted the call, or may have.
bool may_be_accepted(outcome known) {
  return known == outcome::done || known == outcome::ambiguous;
}

/// While it lasts, one call reserves, and the others need not stand still.
class without_the_mutex {
public:
  without_the_mutex(bool& reserves, std::unique_lock<std::mutex>& held) : reserves_(reserves), held_(held) {
    reserves_ = true;
    held_.unlock();
  }
  ~without_the_mutex() {
    held_.lock();
    reserves_ = false;
  }
  without_the_mutex(without_the_mutex const&) = delete;
  without_the_mutex& operator=(without_the_mutex const&) = delete;

private:
  bool& reserves_;
  std::unique_lock<std::mutex>& held_;
};

} // namespace

quota_slot::quota_slot(std::shared_ptr<quota> const& account, call_request const& request, priority value)
    : account_(account == nullptr || !request.counts_against_quota ? nullptr : account->state_), priority_(value),
      verb_(request.verb), min_interval_(request.min_interval) {
  if (account_ == nullptr) return;
  if (is_spaced()) endpoint_ = std::hash<std::string>()(request.url);
  std::lock_guard<std::mutex> const lock(account_->mutex);
  number_ = ++account_->last_number;
}

quota_slot::~quota_slot() {
  if (account_ == nullptr) return;
  std::lock_guard<std::mutex> const lock(account_->mutex);
  account_->waiting.remove(priority_, number_);
  if (!under_way_) return;
  account_->window.lost(sent_, true);
  if (is_spaced()) account_->min_interval.ended(endpoint_, sent_.at, true, min_interval_);
}

admission quota_slot::look(clock const& time) const {
  auto const now = time.now();
  if (account_ == nullptr) return {true, now, now};
  std::lock_guard<std::mutex> const lock(account_->mutex);
  admission const spaced = after_the_last(now);
  return spaced.granted ? in_the_window(now, time.calendar()) : spaced;
}

admission quota_slot::ask(clock const& time) {
  auto now = time.now();
  if (account_ == nullptr) return {true, now, now};
  std::unique_lock<std::mutex> lock(account_->mutex);
  // Until its endpoint is open it must not take a place in the queue from others.
  admission const spaced = after_the_last(now);
  if (!spaced.granted) return spaced;
  admission answer = in_the_window(now, time.calendar());
  if (!answer.granted && account_->source != nullptr) {
    answer = in_the_shared_window(lock, time, answer);
    now = time.now(); // the source may have taken its time
  }
  if (!answer.granted) {
    account_->waiting.add(priority_, number_);
    return answer;
  }
  if (is_spaced()) account_->min_interval.send(endpoint_, now); // first, because it may run out of memory
  account_->waiting.serve(priority_, number_);
  sent_ = account_->window.send(now);
  if (priority_ == priority::interactive) account_->kept.sent(account_->window.number(), now);
  under_way_ = true;
  return answer;
}

admission quota_slot::after_the_last(local_time now) const {
  auto const open = is_spaced() ? account_->min_interval.open_at(endpoint_, now) : now;
  return {open <= now, open, open};
}

admission quota_slot::in_the_window(local_time now, std::chrono::system_clock::time_point calendar) const {
  rate_window& window = account_->window;
  window.advance(now, calendar);
  std::int64_t const ahead = account_->waiting.ahead_of(priority_, number_);
  std::int64_t const room = window.room();
  if (!window.limited()) return {true, now, now};
  if (ahead < room) {
    auto const kept = kept_until(now, room - ahead);
    return {kept <= now, kept, kept};
  }
  auto const next = window.begin_of_next(1);
  if (!window.may_find_room()) return {false, next, window.begin_of_next(1 + (ahead - room) / window.limit())};
  auto const again = std::min(next, now + look_again);
  return {false, again, again};
}

admission::local_time quota_slot::kept_until(local_time now, std::int64_t room) const {
  rate_window const& window = account_->window;
  // Where processes share, what this one leaves would be another's.
  if (priority_ != priority::bulk || account_->source != nullptr) return now;
  bool const is_kept = room <= account_->kept.left(window.number(), window.limit());
  return is_kept ? std::max(now, account_->kept.until(window.begin_of_next(1))) : now;
}

admission quota_slot::in_the_shared_window(std::unique_lock<std::mutex>& lock, clock const& time, admission answer) const {
  window_share& share = *account_->window.share();
  if (!account_->window.is_open() || share.is_used_up()) return answer;
  auto const now = time.now();
  auto const open_at = account_->reserves ? now + look_for_permits : share.next_request();
  if (open_at > now) return {false, open_at, now};

  std::int64_t const missing = account_->waiting.ahead_of(priority_, number_) + 1 - account_->window.room();
  std::int64_t const number = account_->window.number();
  int const wanted = share.to_reserve(missing, account_->window.used_by_us());
  int const limit = account_->window.to_share();
  auto const reserved = [&]() -> result<permits> {
    without_the_mutex const asking(account_->reserves, lock);
    return account_->source->reserve(number, wanted, limit);
  }();
  auto const asked = time.now();
  if (!reserved) return {false, asked + source_pause, asked};
  share.grant(number, *reserved, limit, asked);
  answer = in_the_window(asked, time.calendar());
  if (answer.granted || share.is_used_up()) return answer;
  return {false, share.next_request(), asked};
}

void quota_slot::ended(clock const& time, result<response> const& answer) {
  if (account_ == nullptr) return;
  auto const now = time.now();
  std::lock_guard<std::mutex> const lock(account_->mutex);
  under_way_ = false;
  if (priority_ == priority::interactive) account_->kept.ended(now);
  if (is_spaced()) account_->min_interval.ended(endpoint_, now, may_be_accepted(outcome_of(verb_, answer)), min_interval_);
  // A 429 of the endpoint's own limit says nothing about the account's.
  bool const by_endpoint = is_spaced() && answer && answer->status == 429;
  if (answer && !by_endpoint)
    account_->window.answered(sent_, now, *answer, time.calendar());
  else
    account_->window.lost(sent_, by_endpoint || answer.error().outcome != outcome::not_sent);
}

} // namespace http
RUBRICA_END_NAMESPACE
