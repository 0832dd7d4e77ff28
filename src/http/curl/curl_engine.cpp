#include "http/curl/curl_engine.hpp"

#include "http/curl/async_call.hpp"
#include "http/curl/sigpipe.hpp"

#include <unistd.h>

#include <csignal>

#include <algorithm>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <new>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::milliseconds;
using time_point = std::chrono::steady_clock::time_point;

// How often to check the cancel flags, and a virtual clock.
constexpr milliseconds glance{50};
constexpr milliseconds longest_wait{1000};

curl_options with_handles_for(std::size_t calls, curl_options options) {
  options.max_idle_connections = calls;
  return options;
}

/// Blocks the program's signals in threads that are started while this object exists, except signals of a thread's own faults:
/// blocking those would end the process without the program's handler, which writes the crash report.
class signals_blocked {
public:
  signals_blocked() {
    sigset_t set;
    sigfillset(&set);
    for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS}) sigdelset(&set, fault);
    pthread_sigmask(SIG_SETMASK, &set, &before_);
  }
  ~signals_blocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  signals_blocked(signals_blocked const&) = delete;
  signals_blocked& operator=(signals_blocked const&) = delete;

private:
  sigset_t before_{};
};

} // namespace

class curl_engine::state {
public:
  state(engine_options options, call_policy rules)
      : limit_(static_cast<std::size_t>(std::max(options.max_in_flight, 1))), custom_(std::move(options.custom)),
        rules_(std::move(rules)), handles_(with_handles_for(limit_, std::move(options.curl))), multi_(curl_multi_init()) {
    if (multi_ != nullptr) curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(limit_));
  }
  ~state() {
    detail::sigpipe_guard const guard; // closing a TLS connection writes to it, and the peer may be gone
    if (multi_ != nullptr) curl_multi_cleanup(multi_);
  }
  state(state const&) = delete;
  state& operator=(state const&) = delete;

  void start(result<call_request> request, context limits, completion done);
  void stop();
  void run();
  /// A forked child has this object, but not the thread.
  [[nodiscard]] bool is_ours() const { return owner_ == getpid(); }

private:
  using place = std::list<async_call>::iterator;
  struct order {
    result<call_request> request;
    context limits;
    completion done;
  };

  bool take_orders();
  void go_round();
  void launch(order one);
  void enqueue(place one);
  template <class Step> void guarded(place one, Step step);
  void break_off(place one, errc code) noexcept;
  static void tell(async_call::completion const& done, result<call_response> answer) noexcept;
  void wake();
  void dispatch();
  void go_on(place one);
  void complete(place one, result<call_response> answer) noexcept;
  void transfer();
  void end(place one, CURLcode code);
  void end_late_requests();
  void end_late_waits();
  [[nodiscard]] std::deque<place>& queue_of(async_call const& one) {
    return one.limits().priority == priority::bulk ? ready_bulk_ : ready_;
  }
  void forget(place one) noexcept;
  [[nodiscard]] milliseconds pause() const;
  void abandon_all();

  pid_t const owner_ = getpid();
  std::size_t const limit_;
  std::shared_ptr<transport> const custom_;
  call_policy const rules_;
  detail::curl_handles handles_;
  CURLM* const multi_;

  std::mutex mutex_;
  std::list<order> arrived_; // guarded by the mutex, like the next
  bool stopping_ = false;

  // Only the engine's thread uses these. Each call is in `flights_` and in one of the next containers.
  std::list<async_call> flights_;
  std::deque<place> ready_; // want to send and wait for a free place
  std::deque<place> ready_bulk_;
  std::multimap<time_point, place> sleeping_; // wait for the rate limit or for a retry: no place is kept for them
  std::vector<place> sending_;                // at most `limit_`
  std::size_t cancellable_ = 0;               // calls whose cancel flag must be checked
  time_point next_look_{};
};

void curl_engine::state::start(result<call_request> request, context limits, completion done) {
  std::list<order> one;
  one.push_back({std::move(request), std::move(limits), {}}); // first, because it may run out of memory
  one.back().done = std::move(done);
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    arrived_.splice(arrived_.end(), one);
  }
  if (multi_ != nullptr) curl_multi_wakeup(multi_);
}

void curl_engine::state::stop() {
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    stopping_ = true;
  }
  if (multi_ != nullptr) curl_multi_wakeup(multi_);
}

/// False when the engine must stop.
bool curl_engine::state::take_orders() {
  std::list<order> orders;
  bool goes_on = true;
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    orders.swap(arrived_);
    goes_on = !stopping_;
  }
  for (order& one : orders) launch(std::move(one));
  return goes_on;
}

void curl_engine::state::launch(order one) {
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

void curl_engine::state::enqueue(place one) {
  queue_of(*one).push_back(one);
}

/// Takes a step of a call. An exception, of bad_alloc or of the caller's transport, ends only this call.
template <class Step> void curl_engine::state::guarded(place one, Step step) {
  try {
    step();
  } catch (std::bad_alloc const&) {
    break_off(one, errc::out_of_memory);
  } catch (...) {
    break_off(one, errc::protocol);
  }
}

void curl_engine::state::break_off(place one, errc code) noexcept {
  forget(one);
  complete(one, one->break_off(multi_, code));
}

void curl_engine::state::tell(async_call::completion const& done, result<call_response> answer) noexcept {
  try {
    done(std::move(answer));
  } catch (...) {
    // Nobody could handle the exception, and the other calls are not affected.
  }
}

/// Calls whose wait is over need a place again.
void curl_engine::state::wake() {
  auto const now = rules_.clock->now();
  while (!sleeping_.empty() && sleeping_.begin()->first <= now) {
    place const one = sleeping_.begin()->second;
    sleeping_.erase(sleeping_.begin());
    guarded(one, [&] { enqueue(one); });
  }
}

void curl_engine::state::dispatch() {
  while (sending_.size() < limit_) {
    std::deque<place>& queue = ready_.empty() ? ready_bulk_ : ready_;
    if (queue.empty()) return;
    place const next = queue.front();
    queue.pop_front();
    go_on(next);
  }
}

/// Does what the call's retry machine says until the call sends, sleeps or is over.
void curl_engine::state::go_on(place one) {
  guarded(one, [&] {
    for (;;) {
      retry_machine::step step = one->next();
      if (auto* answer = std::get_if<result<call_response>>(&step)) return complete(one, std::move(*answer));
      if (auto const* until = std::get_if<retry_machine::wait>(&step)) {
        sleeping_.emplace(until->until, one);
        return;
      }
      if (custom_ != nullptr) {
        one->send_by(*custom_);
      } else if (one->begin(handles_, multi_)) {
        sending_.push_back(one);
        return;
      }
    }
  });
}

void curl_engine::state::complete(place one, result<call_response> answer) noexcept {
  std::list<async_call> over; // removed from the engine first: the completion may destroy the engine
  over.splice(over.begin(), flights_, one);
  if (one->limits().cancelled != nullptr) --cancellable_;
  tell(one->done(), std::move(answer));
}

void curl_engine::state::transfer() {
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
}

void curl_engine::state::end_late_requests() {
  std::vector<place> late;
  auto const fine = std::stable_partition(sending_.begin(), sending_.end(), [](place each) { return each->may_go_on(); });
  late.assign(fine, sending_.end());
  sending_.erase(fine, sending_.end());
  for (place one : late) end(one, CURLE_ABORTED_BY_CALLBACK);
}

/// A request has ended, and its call goes on.
void curl_engine::state::end(place one, CURLcode code) {
  bool told = false;
  guarded(one, [&] {
    one->end(handles_, multi_, code);
    told = true;
  });
  if (told) go_on(one);
}

/// A call that sleeps or waits for a place may be cancelled, or its deadline may pass. To save time, calls are checked only at
/// intervals.
void curl_engine::state::end_late_waits() {
  auto const look = std::chrono::steady_clock::now();
  if (look < next_look_) return;
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
}

void curl_engine::state::forget(place one) noexcept {
  std::deque<place>& queue = queue_of(*one);
  queue.erase(std::remove(queue.begin(), queue.end(), one), queue.end());
  auto const asleep = std::find_if(sleeping_.begin(), sleeping_.end(), [one](auto const& each) { return each.second == one; });
  if (asleep != sleeping_.end()) sleeping_.erase(asleep);
  sending_.erase(std::remove(sending_.begin(), sending_.end(), one), sending_.end());
}

milliseconds curl_engine::state::pause() const {
  bool const must_look = cancellable_ > 0 || !ready_.empty() || !ready_bulk_.empty();
  milliseconds wait = must_look ? glance : longest_wait;
  auto const now = rules_.clock->now();
  auto const wait_for = [&](time_point until) {
    if (until == (time_point::max)()) return;
    wait = std::clamp(std::chrono::ceil<milliseconds>(until - now), milliseconds(0), wait);
  };
  for (place one : sending_) wait_for(one->limits().deadline);
  if (!sleeping_.empty()) wait_for(sleeping_.begin()->first);
  return wait;
}

void curl_engine::state::abandon_all() {
  // A completion may start new calls.
  while (take_orders(), !flights_.empty()) {
    place const one = flights_.begin();
    guarded(one, [&] { complete(one, one->abandon(handles_, multi_)); });
  }
}

void curl_engine::state::go_round() {
  wake();
  end_late_waits();
  end_late_requests();
  dispatch();
  transfer();
  dispatch();
}

void curl_engine::state::run() {
  detail::sigpipe_guard const guard;
  while (take_orders()) {
    if (multi_ == nullptr) { // all calls were refused; nothing could wake us
      std::this_thread::sleep_for(glance);
      continue;
    }
    bool complete_round = true;
    try {
      go_round();
    } catch (std::bad_alloc const&) {
      complete_round = false; // no call was affected; the next round repeats what was missed
    }
    auto const wait = complete_round ? pause() : glance;
    curl_multi_poll(multi_, nullptr, 0, static_cast<int>(wait.count()), nullptr);
  }
  abandon_all();
}

curl_engine::curl_engine(engine_options options, call_policy rules)
    : state_(std::make_shared<state>(std::move(options), std::move(rules))) {
  signals_blocked const quiet;
  thread_ = std::thread([state = state_] { state->run(); });
}

curl_engine::~curl_engine() {
  if (state_->is_ours()) state_->stop();
  // In a child the thread does not exist, and the state is never freed: its connections are the parent's.
  bool const must_not_wait = !state_->is_ours() || thread_.get_id() == std::this_thread::get_id();
  if (must_not_wait)
    thread_.detach();
  else
    thread_.join();
}

void curl_engine::start(result<call_request> request, context limits, completion done) {
  if (!state_->is_ours()) return done(make_error(errc::process_forked));
  state_->start(std::move(request), std::move(limits), std::move(done));
}

} // namespace http
RUBRICA_END_NAMESPACE
