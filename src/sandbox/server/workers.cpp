#include "sandbox/server/workers.hpp"

#include <system_error>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

void workers::add_thread_if_needed() {
  if (stopping_ || waiting_ >= tasks_.size() || awake_ >= most_) return;
  try {
    threads_.emplace_back([this] { run(); });
    ++awake_;
  } catch (std::system_error const&) {
    if (threads_.empty()) throw; // the system has no more threads; the existing ones will run the task
  }
}

void workers::add(std::function<void()> task) {
  std::lock_guard<std::mutex> const lock(mutex_);
  if (stopping_) return;
  tasks_.push_back(std::move(task));
  add_thread_if_needed();
  ready_.notify_one();
}

void workers::run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    ++waiting_;
    // A thread that is one too many, because another one rested, waits like the others: it will be needed again.
    ready_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
    --waiting_;
    if (stopping_) return;
    std::function<void()> const task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

void workers::stop() {
  std::vector<std::thread> ending;
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    stopping_ = true;
    tasks_.clear();
    ending.swap(threads_);
    ready_.notify_all();
  }
  for (std::thread& one : ending) one.join();
}

workers::rest::rest(workers& of) : of_(of) {
  std::lock_guard<std::mutex> const lock(of_.mutex_);
  --of_.awake_;
  of_.add_thread_if_needed();
}

workers::rest::~rest() {
  std::lock_guard<std::mutex> const lock(of_.mutex_);
  ++of_.awake_;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
