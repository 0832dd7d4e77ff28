#pragma once

#include "signing/sending/make_call.hpp"

#include <functional>
#include <memory>
#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Carries out a run by a call runner, without a thread of its own: each answer takes it on. It lives as long as it is under way.
class async_run : public std::enable_shared_from_this<async_run> {
public:
  using ended = std::function<void(run&)>;

  async_run(std::unique_ptr<run> course, call_maker::resources at, std::shared_ptr<clicksign::call_runner> by, ended done);

  /// Until it waits for an answer, or has ended.
  void go_on();

private:
  void start(machine::start const& wanted);
  void take(calls::any const& asked, result<calls::any_reply> answer);
  upload_function on_upload_of(calls::any const& call);
  void wait();
  [[nodiscard]] bool is_cancelled() const;

  std::unique_ptr<run> course_;
  call_maker::resources at_;
  std::shared_ptr<clicksign::call_runner> by_;
  ended done_;
  // It begins on the thread of the caller and goes on on the runner's. A completion that cannot be passed on is told at once.
  std::recursive_mutex mutex_;
  int wakes_ = 0; // so that only the last wake-up counts
};

} // namespace signing
RUBRICA_END_NAMESPACE
