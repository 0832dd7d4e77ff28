#include "http/threaded_transport.hpp"

#include "http/curl/signals_blocked.hpp"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The requests that wait for a thread and those that have one; the threads share it.
class threaded_transport::work {
public:
  explicit work(std::shared_ptr<transport> other) : other_(std::move(other)) {}

  struct job {
    request const& wanted;
    context limits;
    completion done;
  };

  /// Whether one more thread is needed for it.
  bool add(std::list<job>& one) {
    std::lock_guard<std::mutex> const lock(mutex_);
    waiting_.splice(waiting_.end(), one);
    changed_.notify_one();
    return idle_ < waiting_.size();
  }
  /// Takes back what no thread will do.
  void take_back(request const& given, std::list<job>& into) noexcept {
    std::lock_guard<std::mutex> const lock(mutex_);
    auto const one = std::find_if(waiting_.begin(), waiting_.end(), [&](job const& each) { return &each.wanted == &given; });
    if (one != waiting_.end()) into.splice(into.end(), waiting_, one);
  }
  void raise_flag_of(request const& given) noexcept {
    std::lock_guard<std::mutex> const lock(mutex_);
    for (auto const* all : {&waiting_, &running_}) {
      for (job const& one : *all) {
        if (&one.wanted == &given) one.limits.cancelled->store(true);
      }
    }
  }
  void end() {
    std::lock_guard<std::mutex> const lock(mutex_);
    over_ = true;
    changed_.notify_all();
  }
  void run();

  std::vector<std::thread> threads{}; ///< used by whoever starts requests, one at a time

private:
  result<response> answer_of(job const& one);

  std::shared_ptr<transport> const other_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<job> waiting_;
  std::list<job> running_;
  std::size_t idle_ = 0;
  bool over_ = false;
};

/// Needs no memory when the transport throws.
error_info thrown(errc code) noexcept {
  error_info error;
  error.code = code;
  try {
    error.message = message(code);
  } catch (std::bad_alloc const&) {
    // The code alone is enough.
  }
  return error;
}

result<response> threaded_transport::work::answer_of(job const& one) {
  try {
    return other_->send(one.wanted, one.limits);
  } catch (std::bad_alloc const&) {
    return thrown(errc::out_of_memory);
  } catch (...) {
    return thrown(errc::protocol);
  }
}

void threaded_transport::work::run() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    ++idle_;
    changed_.wait(lock, [&] { return over_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) return;
    running_.splice(running_.begin(), waiting_, waiting_.begin());
    auto const mine = running_.begin();
    lock.unlock();
    {
      auto answer = answer_of(*mine);
      std::list<job> over;
      lock.lock();
      over.splice(over.begin(), running_, mine); // before the request may be gone
      lock.unlock();
      over.front().done(std::move(answer));
    }
    lock.lock();
  }
}

threaded_transport::threaded_transport(std::shared_ptr<transport> other, std::size_t most_threads)
    : work_(std::make_shared<work>(std::move(other))), most_threads_(most_threads) {}

threaded_transport::~threaded_transport() {
  work_->end();
  for (std::thread& one : work_->threads) {
    // The last answer may end everything on the thread that brought it.
    if (one.get_id() == std::this_thread::get_id())
      one.detach();
    else
      one.join();
  }
}

void threaded_transport::start(request const& request, context const& limits, completion done) {
  context own = limits;
  own.cancelled = std::make_shared<cancel_flag>(false); // the caller's is not ours to raise
  std::list<work::job> one;
  one.push_back({request, std::move(own), std::move(done)});
  if (!work_->add(one) || work_->threads.size() >= most_threads_) return;
  try {
    detail::signals_blocked const quiet;
    work_->threads.emplace_back([shared = work_] { shared->run(); });
  } catch (...) {
    if (!work_->threads.empty()) return; // the others will do it
    work_->take_back(request, one);
    throw;
  }
}

void threaded_transport::cancel(request const& request) noexcept {
  work_->raise_flag_of(request);
}

} // namespace http
RUBRICA_END_NAMESPACE
