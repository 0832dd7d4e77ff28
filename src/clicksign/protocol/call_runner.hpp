#pragma once

#include "clicksign/protocol/prepared_call.hpp"
#include "http/curl/curl_engine.hpp"

#include <deque>
#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Carries out the calls and waits of a `pending_call`. No completion is called before its function has returned, so that the
/// stack does not grow with the number of calls.
class call_runner {
public:
  using time_point = std::chrono::steady_clock::time_point;
  using answered = detail::shared_function<void(finished_call&)>;

  virtual ~call_runner();
  /// `flag` cancels a call that has none of its own, and may be null.
  virtual void send(std::shared_ptr<prepared_call const> call, std::shared_ptr<cancel_flag> flag, answered done) = 0;
  /// Calls `done` at that moment of the client's clock, or with `errc::cancelled` soon after the flag, which may be null, is raised.
  virtual void wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, http::wake_up done) = 0;
};

/// On the engine's thread, many at a time.
class engine_runner final : public call_runner {
public:
  explicit engine_runner(http::engine_orders orders) : orders_(std::move(orders)) {}
  void send(std::shared_ptr<prepared_call const> call, std::shared_ptr<cancel_flag> flag, answered done) override;
  void wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, http::wake_up done) override;

private:
  http::engine_orders orders_;
};

/// By another runner, until it is stopped.
class stoppable_runner final : public call_runner {
public:
  explicit stoppable_runner(std::shared_ptr<call_runner> by) : by_(std::move(by)) {}
  void send(std::shared_ptr<prepared_call const> call, std::shared_ptr<cancel_flag> flag, answered done) override;
  void wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, http::wake_up done) override;
  /// From any thread.
  void stop();

private:
  std::shared_ptr<cancel_flag> flag_or_own(std::shared_ptr<cancel_flag> const& flag);

  std::shared_ptr<call_runner> const by_;
  std::mutex mutex_;
  std::shared_ptr<cancel_flag> flag_ = std::make_shared<cancel_flag>(false); // of what is under way; guarded by the mutex
  bool stopped_ = false;
};

/// On the thread that calls `run`, one after another.
class blocking_runner final : public call_runner {
public:
  explicit blocking_runner(std::shared_ptr<rubrica::clock> clock) : clock_(std::move(clock)) {}
  void send(std::shared_ptr<prepared_call const> call, std::shared_ptr<cancel_flag> flag, answered done) override;
  void wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, http::wake_up done) override;
  /// Returns when nothing is left to do.
  void run();

private:
  std::shared_ptr<rubrica::clock> clock_;
  std::deque<std::function<void()>> left_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
