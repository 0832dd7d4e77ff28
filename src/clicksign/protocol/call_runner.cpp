#include "clicksign/protocol/call_runner.hpp"

#include "clicksign/protocol/session.hpp"

#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

call_runner::~call_runner() = default;

void send(std::shared_ptr<call_runner> const& by, std::shared_ptr<prepared_call const> call, call_runner::answered done) {
  by->send(std::move(call), nullptr, std::move(done));
}

void engine_runner::send(std::shared_ptr<prepared_call const> call, std::shared_ptr<cancel_flag> flag, answered done) {
  auto const& request = call->request;
  auto limits = request ? call->session->context_for(*request, call->options) : http::context();
  if (limits.cancelled == nullptr) limits.cancelled = std::move(flag);
  orders_.start(request, std::move(limits), [call, done = std::move(done)](result<http::call_response> answer) {
    if (answer) call->session->learn_from(*call->request, *answer);
    finished_call ended(*call, std::move(answer));
    done(ended);
  });
}

void engine_runner::wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, http::wake_up done) {
  orders_.wake_at(until, std::move(cancelled), std::move(done));
}

std::shared_ptr<cancel_flag> stoppable_runner::flag_or_own(std::shared_ptr<cancel_flag> const& flag) {
  std::lock_guard<std::mutex> const lock(mutex_);
  if (flag != nullptr) flag_ = flag;
  if (stopped_) flag_->store(true);
  return flag_;
}

void stoppable_runner::send(std::shared_ptr<prepared_call const> call, std::shared_ptr<cancel_flag> flag, answered done) {
  auto const& own = call->options.cancelled;
  auto known = flag_or_own(own != nullptr ? own : flag);
  by_->send(std::move(call), std::move(known), std::move(done));
}

void stoppable_runner::wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, http::wake_up done) {
  by_->wake_at(until, flag_or_own(cancelled), std::move(done));
}

void stoppable_runner::stop() {
  std::lock_guard<std::mutex> const lock(mutex_);
  stopped_ = true;
  flag_->store(true);
}

void blocking_runner::send(std::shared_ptr<prepared_call const> call, std::shared_ptr<cancel_flag>, answered done) {
  left_.push_back([call = std::move(call), done = std::move(done)] {
    auto const& request = call->request;
    finished_call ended(*call, request ? call->session->send(*request, call->options) : request.error());
    done(ended);
  });
}

void blocking_runner::wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, http::wake_up done) {
  left_.push_back([clock = clock_, until, cancelled = std::move(cancelled), done = std::move(done)] {
    clock->wait(until, cancelled.get());
    bool const is_raised = cancelled != nullptr && cancelled->load();
    done(is_raised ? result<void>(make_error(errc::cancelled)) : result<void>());
  });
}

void blocking_runner::run() {
  while (!left_.empty()) {
    auto next = std::move(left_.front());
    left_.pop_front();
    try {
      next();
    } catch (std::bad_alloc const&) {
      // Whoever waits for it hears of that from its completion, which goes with `next`.
    }
  }
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
