#include "http/curl_engine.hpp"

#include "detail/sigpipe.hpp"
#include "http/flight.hpp"

#include <csignal>

#include <algorithm>
#include <deque>
#include <list>
#include <mutex>

namespace rubrica { inline namespace v0_1 { namespace http {
namespace {

using std::chrono::milliseconds;
using time_point = std::chrono::steady_clock::time_point;

// How long a raised cancel flag may go unseen, and a virtual clock that was moved.
constexpr milliseconds glance{50};
constexpr milliseconds longest_wait{1000};

curl_options with_handles_for(std::size_t calls, curl_options options) {
  options.max_idle_connections = calls;
  return options;
}

/// Keeps the program's signals away from a thread that is started while it exists.
class signals_blocked {
public:
  signals_blocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
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
  state(engine_options options, call_rules rules)
      : limit_(static_cast<std::size_t>(std::max(options.max_in_flight, 1))), custom_(std::move(options.custom)),
        rules_(std::move(rules)), handles_(with_handles_for(limit_, std::move(options.curl))), multi_(curl_multi_init()) {
    if (multi_ != nullptr) curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(limit_));
  }
  ~state() {
    detail::sigpipe_guard const guard; // TLS says good-bye on connections that may be gone
    if (multi_ != nullptr) curl_multi_cleanup(multi_);
  }
  state(state const&) = delete;
  state& operator=(state const&) = delete;

  void start(result<request> what, context how, completion done);
  void stop();
  void run();

private:
  struct order {
    result<request> what;
    context how;
    completion done;
  };

  bool take_orders();
  void admit();
  void launch(order& one);
  bool advance(flight& one);
  void advance_all();
  void transfer();
  [[nodiscard]] milliseconds pause() const;
  void refuse_late_orders();
  void abandon_all();

  std::size_t const limit_;
  std::shared_ptr<transport> const custom_;
  call_rules const rules_;
  detail::curl_handles handles_;
  CURLM* const multi_;

  std::mutex mutex_;
  std::vector<order> arrived_; // guarded, like the next
  bool stopping_ = false;

  // Only the engine's thread touches these.
  std::deque<order> waiting_;
  std::list<flight> flights_;
  time_point next_look_{};
};

void curl_engine::state::start(result<request> what, context how, completion done) {
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    arrived_.push_back({std::move(what), std::move(how), std::move(done)});
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

bool curl_engine::state::take_orders() {
  std::lock_guard<std::mutex> const lock(mutex_);
  for (order& one : arrived_) waiting_.push_back(std::move(one));
  arrived_.clear();
  return !stopping_;
}

void curl_engine::state::launch(order& one) {
  if (!one.what) return one.done(std::move(one.what).error());
  if (multi_ == nullptr) return one.done(make_error(errc::connect, "libcurl could not be initialised"));
  flights_.emplace_back(*std::move(one.what), std::move(one.how), std::move(one.done), rules_);
}

void curl_engine::state::admit() {
  while (!waiting_.empty() && flights_.size() < limit_) {
    order next = std::move(waiting_.front());
    waiting_.pop_front();
    launch(next);
  }
}

/// Goes on until the call sends, waits or has its result; false in the last case.
bool curl_engine::state::advance(flight& one) {
  for (;;) {
    exchange::step step = one.next();
    if (auto* answer = std::get_if<result<response>>(&step)) return one.complete(std::move(*answer)), false;
    if (auto const* until = std::get_if<exchange::wait>(&step)) {
      one.due = until->until;
      return true;
    }
    if (custom_ != nullptr)
      one.send_by(*custom_);
    else if (one.begin(handles_, multi_))
      return true;
  }
}

void curl_engine::state::advance_all() {
  auto const now = rules_.time->now();
  bool const look = next_look_ <= std::chrono::steady_clock::now();
  for (auto one = flights_.begin(); one != flights_.end();) {
    bool goes_on = true;
    if (one->is_sending()) {
      if (!one->may_go_on()) {
        one->end(handles_, multi_, CURLE_ABORTED_BY_CALLBACK);
        goes_on = advance(*one);
      }
    } else if (one->due <= now || look) {
      goes_on = advance(*one);
    }
    one = goes_on ? std::next(one) : flights_.erase(one);
  }
  if (!look) return;
  refuse_late_orders();
  next_look_ = std::chrono::steady_clock::now() + glance;
}

/// A call that waits for its turn may be cancelled there, or its time may end.
void curl_engine::state::refuse_late_orders() {
  std::vector<order> late;
  for (auto one = waiting_.begin(); one != waiting_.end();) {
    bool const cancelled = one->how.cancelled != nullptr && one->how.cancelled->load();
    if (!cancelled && one->how.deadline > rules_.time->now()) {
      ++one;
      continue;
    }
    late.push_back(std::move(*one));
    one = waiting_.erase(one);
  }
  for (order& one : late) {
    bool const cancelled = one.how.cancelled != nullptr && one.how.cancelled->load();
    one.done(make_error(cancelled ? errc::cancelled : errc::timeout));
  }
}

void curl_engine::state::transfer() {
  int running = 0;
  curl_multi_perform(multi_, &running);
  int queued = 0;
  while (CURLMsg const* message = curl_multi_info_read(multi_, &queued)) {
    CURL* const easy = message->easy_handle;
    CURLcode const code = message->data.result;
    auto const one = std::find_if(flights_.begin(), flights_.end(),
                                  [easy](flight const& each) { return each.is_sending() && each.easy() == easy; });
    if (one == flights_.end()) continue;
    one->end(handles_, multi_, code);
    if (!advance(*one)) flights_.erase(one);
  }
}

milliseconds curl_engine::state::pause() const {
  milliseconds wait = longest_wait;
  auto const now = rules_.time->now();
  for (flight const& one : flights_) {
    if (one.how().cancelled != nullptr) wait = std::min(wait, glance);
    auto const until = one.is_sending() ? one.how().deadline : std::min(one.due, one.how().deadline);
    if (until == (time_point::max)()) continue;
    wait = std::clamp(std::chrono::ceil<milliseconds>(until - now), milliseconds(0), wait);
  }
  return waiting_.empty() ? wait : std::min(wait, glance);
}

void curl_engine::state::abandon_all() {
  for (; !flights_.empty(); flights_.pop_front()) {
    flights_.front().complete(flights_.front().abandon(handles_, multi_));
  }
  // A completion may have started another call.
  while (take_orders(), !waiting_.empty()) {
    order next = std::move(waiting_.front());
    waiting_.pop_front();
    next.done(make_error(errc::cancelled));
  }
}

void curl_engine::state::run() {
  detail::sigpipe_guard const guard;
  while (take_orders()) {
    admit();
    advance_all();
    if (multi_ == nullptr) { // all calls were refused; there is nothing that could wake us
      std::this_thread::sleep_for(glance);
      continue;
    }
    transfer();
    bool const room = flights_.size() < limit_ && !waiting_.empty();
    if (!room) curl_multi_poll(multi_, nullptr, 0, static_cast<int>(pause().count()), nullptr);
  }
  abandon_all();
}

curl_engine::curl_engine(engine_options options, call_rules rules)
    : state_(std::make_shared<state>(std::move(options), std::move(rules))) {
  signals_blocked const quiet;
  thread_ = std::thread([state = state_] { state->run(); });
}

curl_engine::~curl_engine() {
  state_->stop();
  if (thread_.get_id() == std::this_thread::get_id())
    thread_.detach();
  else
    thread_.join();
}

void curl_engine::start(result<request> what, context how, completion done) {
  state_->start(std::move(what), std::move(how), std::move(done));
}

}}} // namespace rubrica::v0_1::http
