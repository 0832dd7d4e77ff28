#include "http/awaited_transport.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

// How often to look at the cancel flag, which cannot wake anybody.
constexpr std::chrono::milliseconds glance{20};

class awaited_answer {
public:
  void give(result<response> answer) {
    std::lock_guard<std::mutex> const lock(mutex_);
    answer_.emplace(std::move(answer));
    changed_.notify_all();
  }
  bool wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, glance, [&] { return answer_.has_value(); });
  }
  result<response> take() {
    std::lock_guard<std::mutex> const lock(mutex_);
    return *std::move(answer_);
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<result<response>> answer_;
};

} // namespace

result<response> as_timeout(result<response> answer) {
  if (!answer && answer.error().code == errc::cancelled) return make_error(errc::timeout, {}, answer.error().outcome);
  return answer;
}

result<response> awaited_transport::send(request const& request, context const& limits) {
  auto const awaited = std::make_shared<awaited_answer>();
  other_->start(request, limits, [awaited](result<response> answer) { awaited->give(std::move(answer)); });
  bool told = false;
  bool late = false;
  while (!awaited->wait()) {
    bool const cancelled = limits.cancelled != nullptr && limits.cancelled->load();
    bool const is_late = limits.deadline <= clock_->now();
    if (told || (!cancelled && !is_late)) continue;
    told = true;
    late = !cancelled;
    other_->cancel(request);
  }
  return late ? as_timeout(awaited->take()) : awaited->take();
}

} // namespace http
RUBRICA_END_NAMESPACE
