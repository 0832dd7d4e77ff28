#include "http/curl/engine_state.hpp"

#include "http/curl/sigpipe.hpp"

#include <algorithm>
#include <new>
#include <thread>
#include <typeinfo>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::milliseconds;

// How often to check the cancel flags, and a virtual clock.
constexpr milliseconds glance{50};
constexpr milliseconds longest_wait{1000};

curl_options with_handles_for(std::size_t calls, curl_options options) {
  options.max_idle_connections = calls;
  return options;
}

bool is_virtual(clock const& time) {
  auto const machines_own = system_clock();
  clock const& own = *machines_own;
  return typeid(time) != typeid(own);
}

} // namespace

engine_state::engine_state(engine_options options, call_policy rules)
    : limit_(static_cast<std::size_t>(std::max(options.max_in_flight, 1))), custom_(std::move(options.custom)),
      rules_(std::move(rules)), clock_is_virtual_(is_virtual(*rules_.clock)),
      handles_(with_handles_for(limit_, std::move(options.curl))), multi_(curl_multi_init()) {
  if (multi_ != nullptr) curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(limit_));
}

engine_state::~engine_state() {
  detail::sigpipe_guard const guard; // closing a TLS connection writes to it, and the peer may be gone
  if (multi_ != nullptr) curl_multi_cleanup(multi_);
}

/// Leaves an order for the engine's thread; false when that takes no more.
template <class Leave> bool engine_state::leave(Leave add) {
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    if (over_) return false;
    add();
  }
  interrupt();
  return true;
}

void engine_state::interrupt() {
  interrupted_.store(true);
  if (multi_ != nullptr) curl_multi_wakeup(multi_);
}

void engine_state::start(result<call_request> request, context limits, completion done) {
  std::list<order> one;
  one.push_back({std::move(request), std::move(limits), {}}); // first, because it may run out of memory
  one.back().done = std::move(done);
  if (!leave([&] { arrived_.splice(arrived_.end(), one); })) one.back().done(make_error(errc::cancelled, {}, outcome::not_sent));
}

void engine_state::wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, wake_up done) {
  engine_timers::list one;
  auto const added = one.emplace(until, engine_timers::timer{std::move(cancelled), {}}); // first, like above
  added->second.done = std::move(done);
  if (!leave([&] { arrived_timers_.merge(one); })) added->second.done(make_error(errc::cancelled));
}

void engine_state::stop() {
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    stopping_ = true;
  }
  interrupt();
}

/// Gives a request to the transport of the caller's own. Its answer needs no memory when it comes.
void engine_state::hand_over(place one) {
  struct note {
    std::weak_ptr<engine_state> engine;
    std::list<arrived_answer> room;
  };
  auto const expected = std::make_shared<note>(note{weak_from_this(), {}});
  expected->room.push_back({&*one, {}});
  sending_.reserve(sending_.size() + 1);
  one->begin(*custom_, [expected](result<response> answer) {
    auto const engine = expected->engine.lock();
    if (engine == nullptr || expected->room.empty()) return;
    expected->room.front().answer.emplace(std::move(answer));
    {
      std::lock_guard<std::mutex> const lock(engine->mutex_);
      engine->answers_.splice(engine->answers_.end(), expected->room);
    }
    engine->interrupt();
  });
  sending_.push_back(one);
}

void engine_state::take_answers() {
  std::list<arrived_answer> arrived;
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    arrived.swap(answers_);
  }
  for (arrived_answer& each : arrived) {
    auto const found = std::find_if(sending_.begin(), sending_.end(), [&](place one) { return &*one == each.call; });
    if (found == sending_.end()) continue;
    place const one = *found;
    sending_.erase(found);
    bool told = false;
    guarded(one, [&] {
      one->answered(*std::move(each.answer));
      told = true;
    });
    if (told && !ending_) go_on(one);
  }
}

/// False when the engine must stop.
bool engine_state::take_orders() {
  std::list<order> orders;
  bool goes_on = true;
  interrupted_.store(false);
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    orders.swap(arrived_);
    timers_.add(arrived_timers_);
    goes_on = !stopping_;
  }
  for (order& one : orders) launch(std::move(one));
  return goes_on;
}

void engine_state::launch(order one) {
  try {
    if (one.request && multi_ == nullptr) one.request = make_error(errc::connect, "libcurl could not be initialised");
    if (one.request) flights_.emplace_back(*std::move(one.request), std::move(one.limits), rules_);
  } catch (std::bad_alloc const&) {
    one.request = make_error(errc::out_of_memory, {}, outcome::not_sent);
  }
  if (!one.request) return tell(one.done, std::move(one.request).error());
  place const started = std::prev(flights_.end());
  started->on_completion(std::move(one.done));
  if (started->limits().cancelled != nullptr) ++cancellable_;
  guarded(started, [&] { enqueue(started); });
}

void engine_state::enqueue(place one) {
  queue_of(*one).push_back(one);
}

/// Takes a step of a call. An exception, of bad_alloc or of the caller's transport, ends only this call.
template <class Step> void engine_state::guarded(place one, Step step) {
  try {
    step();
  } catch (std::bad_alloc const&) {
    break_off(one, errc::out_of_memory);
  } catch (...) {
    break_off(one, errc::protocol);
  }
}

void engine_state::break_off(place one, errc code) noexcept {
  forget(one);
  complete(one, one->break_off(multi_, code));
}

void engine_state::tell(completion const& done, result<call_response> answer) noexcept {
  try {
    done(std::move(answer));
  } catch (...) {
    // Nobody could handle the exception, and the other calls are not affected.
  }
}

/// Calls whose wait is over need a place again.
void engine_state::wake() {
  auto const now = rules_.clock->now();
  while (!sleeping_.empty() && sleeping_.begin()->first <= now) {
    place const one = sleeping_.begin()->second;
    sleeping_.erase(sleeping_.begin());
    guarded(one, [&] { enqueue(one); });
  }
  timers_.end_due(now);
}

void engine_state::dispatch() {
  while (sending_.size() < limit_) {
    std::deque<place>& queue = ready_.empty() ? ready_bulk_ : ready_;
    if (queue.empty()) return;
    place const next = queue.front();
    queue.pop_front();
    go_on(next);
  }
}

/// Does what the call's retry machine says until the call sends, sleeps or is over.
void engine_state::go_on(place one) {
  guarded(one, [&] {
    for (;;) {
      retry_machine::step step = one->next();
      if (auto* answer = std::get_if<result<call_response>>(&step)) return complete(one, std::move(*answer));
      if (auto const* until = std::get_if<retry_machine::wait>(&step)) {
        sleeping_.emplace(until->until, one);
        return;
      }
      if (custom_ != nullptr) return hand_over(one);
      if (one->begin(handles_, multi_)) {
        sending_.push_back(one);
        return;
      }
    }
  });
}

void engine_state::complete(place one, result<call_response> answer) noexcept {
  std::list<async_call> over; // removed from the engine first: the completion may destroy the engine
  over.splice(over.begin(), flights_, one);
  if (one->limits().cancelled != nullptr) --cancellable_;
  tell(one->done(), std::move(answer));
}

void engine_state::transfer() {
  if (custom_ != nullptr) return take_answers();
  for (place one : sending_) one->resume();
  int running = 0;
  curl_multi_perform(multi_, &running);
  int queued = 0;
  while (CURLMsg const* message = curl_multi_info_read(multi_, &queued)) {
    CURL* const easy = message->easy_handle;
    CURLcode const code = message->data.result;
    auto const found = std::find_if(sending_.begin(), sending_.end(), [easy](place each) { return each->easy() == easy; });
    if (found == sending_.end()) continue;
    place const one = *found;
    sending_.erase(found);
    end(one, code);
  }
  end_unless([](place each) { return !each->is_answered(); }, CURLE_OK);
}

/// Ends the requests on the wire that need not or must not go on.
template <class Goes_on> void engine_state::end_unless(Goes_on goes_on, CURLcode code) {
  std::vector<place> over;
  auto const fine = std::stable_partition(sending_.begin(), sending_.end(), goes_on);
  over.assign(fine, sending_.end());
  sending_.erase(fine, sending_.end());
  for (place one : over) end(one, code);
}

/// A request has ended, and its call goes on.
void engine_state::end(place one, CURLcode code) {
  bool told = false;
  guarded(one, [&] {
    one->end(handles_, multi_, code);
    told = true;
  });
  if (told) go_on(one);
}

/// A call that sleeps or waits for a place may be cancelled, or its deadline may pass. To save time, calls are checked only at
/// intervals.
void engine_state::end_late_waits() {
  auto const look = std::chrono::steady_clock::now();
  if (look < next_look_ && !clock_is_virtual_) return;
  next_look_ = look + glance;
  auto const now = rules_.clock->now();
  std::vector<place> late;
  for (place one = flights_.begin(); one != flights_.end(); ++one) {
    bool const cancelled = one->limits().cancelled != nullptr && one->limits().cancelled->load();
    if (!one->is_sending() && (cancelled || one->limits().deadline <= now)) late.push_back(one);
  }
  for (place one : late) {
    forget(one);
    go_on(one);
  }
  timers_.end_cancelled();
}

void engine_state::forget(place one) noexcept {
  std::deque<place>& queue = queue_of(*one);
  queue.erase(std::remove(queue.begin(), queue.end(), one), queue.end());
  auto const asleep = std::find_if(sleeping_.begin(), sleeping_.end(), [one](auto const& each) { return each.second == one; });
  if (asleep != sleeping_.end()) sleeping_.erase(asleep);
  sending_.erase(std::remove(sending_.begin(), sending_.end(), one), sending_.end());
}

/// When a wait is over; never, when nothing waits.
engine_state::time_point engine_state::next_wake() const {
  auto next = (time_point::max)();
  if (!sleeping_.empty()) next = sleeping_.begin()->first;
  if (!timers_.empty()) next = std::min(next, timers_.next());
  return next;
}

milliseconds engine_state::pause() const {
  bool const must_look =
      clock_is_virtual_ || cancellable_ > 0 || timers_.cancellable() || !ready_.empty() || !ready_bulk_.empty();
  milliseconds wait = must_look ? glance : longest_wait;
  auto const now = rules_.clock->now();
  auto const wait_for = [&](time_point until) {
    if (until == (time_point::max)()) return;
    wait = std::clamp(std::chrono::ceil<milliseconds>(until - now), milliseconds(0), wait);
  };
  for (place one : sending_) wait_for(one->limits().deadline);
  wait_for(next_wake());
  return wait;
}

/// Waits for something to do. While nothing is on the wire, a virtual clock passes its own time, in slices between which new
/// orders and cancel flags are looked at.
void engine_state::rest(bool complete_round) {
  auto const next = next_wake();
  if (clock_is_virtual_ && sending_.empty() && next != (time_point::max)()) {
    rules_.clock->wait(std::min(next, rules_.clock->now() + glance), &interrupted_);
    return;
  }
  auto const wait = complete_round ? pause() : glance;
  curl_multi_poll(multi_, nullptr, 0, static_cast<int>(wait.count()), nullptr);
}

/// Whether nothing is left; then no more orders are taken.
bool engine_state::is_empty() {
  take_orders();
  if (!flights_.empty() || !timers_.empty()) return false;
  std::lock_guard<std::mutex> const lock(mutex_);
  over_ = arrived_.empty() && arrived_timers_.empty();
  return over_;
}

void engine_state::abandon_all() {
  ending_ = true;
  while (!is_empty()) { // a completion may start new calls
    timers_.cancel_all();
    for (place one : sending_) one->stop();
    take_answers();
    auto const own = [](async_call const& each) { return !each.is_with_another(); };
    auto const one = std::find_if(flights_.begin(), flights_.end(), own);
    if (one != flights_.end()) {
      sending_.erase(std::remove(sending_.begin(), sending_.end(), one), sending_.end()); // the next round looks at what is there
      guarded(one, [&] { complete(one, one->abandon(handles_, multi_)); });
    } else if (!sending_.empty())
      curl_multi_poll(multi_, nullptr, 0, static_cast<int>(glance.count()), nullptr); // for the transport's answer
  }
}

void engine_state::go_round() {
  wake();
  end_late_waits();
  end_unless([](place each) { return each->may_go_on(); }, CURLE_ABORTED_BY_CALLBACK);
  dispatch();
  transfer();
  dispatch();
}

void engine_state::run() {
  detail::sigpipe_guard const guard;
  while (take_orders()) {
    if (multi_ == nullptr) { // all calls were refused; nothing could wake us
      std::this_thread::sleep_for(glance);
      wake();
      end_late_waits();
      continue;
    }
    bool complete_round = true;
    try {
      go_round();
    } catch (std::bad_alloc const&) {
      complete_round = false; // no call was affected; the next round repeats what was missed
    }
    rest(complete_round);
  }
  abandon_all();
}

} // namespace http
RUBRICA_END_NAMESPACE
