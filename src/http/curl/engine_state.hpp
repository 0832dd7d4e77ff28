#pragma once

#include "http/curl/async_call.hpp"
#include "http/curl/curl_engine.hpp"
#include "http/curl/engine_timers.hpp"

#include <unistd.h>

#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// What the engine's thread works on, and the orders that other threads leave for it.
class engine_state : public std::enable_shared_from_this<engine_state> {
public:
  using completion = async_call::completion;
  using time_point = std::chrono::steady_clock::time_point;
  using milliseconds = std::chrono::milliseconds;

  engine_state(engine_options options, call_policy rules);
  ~engine_state();
  engine_state(engine_state const&) = delete;
  engine_state& operator=(engine_state const&) = delete;

  void start(result<call_request> request, context limits, completion done);
  void wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, wake_up done);
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

  template <class Leave> bool leave(Leave add);
  void interrupt();
  /// What a transport of the caller's own brought.
  struct arrived_answer {
    async_call const* call;
    std::optional<result<response>> answer;
  };

  bool take_orders();
  void take_answers();
  void hand_over(place one);
  void go_round();
  void launch(order one);
  void enqueue(place one);
  template <class Step> void guarded(place one, Step step);
  void break_off(place one, errc code) noexcept;
  static void tell(completion const& done, result<call_response> answer) noexcept;
  void wake();
  void dispatch();
  void go_on(place one);
  void complete(place one, result<call_response> answer) noexcept;
  void transfer();
  void end(place one, CURLcode code);
  template <class Goes_on> void end_unless(Goes_on goes_on, CURLcode code);
  void end_late_waits();
  [[nodiscard]] std::deque<place>& queue_of(async_call const& one) {
    return one.limits().priority == priority::bulk ? ready_bulk_ : ready_;
  }
  void forget(place one) noexcept;
  [[nodiscard]] time_point next_wake() const;
  [[nodiscard]] milliseconds pause() const;
  void rest(bool complete_round);
  void abandon_all();
  bool is_empty();

  pid_t const owner_ = getpid();
  std::size_t const limit_;
  std::shared_ptr<async_transport> const custom_;
  call_policy const rules_;
  bool const clock_is_virtual_; // its time is not the one in which sockets are polled
  detail::curl_handles handles_;
  CURLM* const multi_;

  std::mutex mutex_;
  std::list<order> arrived_; // guarded by the mutex, like the next
  engine_timers::list arrived_timers_;
  std::list<arrived_answer> answers_;
  bool stopping_ = false;
  bool over_ = false;              // the thread takes no more orders
  cancel_flag interrupted_{false}; // ends a wait by a virtual clock

  // Only the engine's thread uses these. Each call is in `flights_` and in one of the next containers.
  std::list<async_call> flights_;
  std::deque<place> ready_; // want to send and wait for a free place
  std::deque<place> ready_bulk_;
  std::multimap<time_point, place> sleeping_; // wait for the rate limit or for a retry: no place is kept for them
  std::vector<place> sending_;                // at most `limit_`
  engine_timers timers_;
  std::size_t cancellable_ = 0; // calls whose cancel flag must be checked
  time_point next_look_{};
  bool ending_ = false; // no request is sent any more
};

} // namespace http
RUBRICA_END_NAMESPACE
