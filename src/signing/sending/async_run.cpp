#include "signing/sending/async_run.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

async_run::async_run(std::unique_ptr<run> course, call_maker::resources at, std::shared_ptr<clicksign::call_runner> by,
                     ended done)
    : course_(std::move(course)), at_(std::move(at)), by_(std::move(by)), done_(std::move(done)) {}

void async_run::go_on() {
  ended done;
  {
    std::lock_guard const lock(mutex_);
    while (auto wanted = course_->next()) {
      std::visit([&](auto const& call) { start(call, *wanted); }, wanted->call);
    }
    if (!course_->has_ended()) return wait();
    done = std::exchange(done_, nullptr);
  }
  if (done) done(*course_);
}

template <class Call> void async_run::start(Call const& call, machine::start const& wanted) {
  using reply = result<typename Call::reply>;
  bool is_told = false;
  try {
    clicksign::completion<typename Call::reply> told([self = shared_from_this(), call](reply answer) {
      // A client that has ended says `cancelled`. That is no wish of the caller: a later run goes on.
      if (!answer && answer.error().code == errc::cancelled && !self->is_cancelled()) answer.error().outcome = outcome::ambiguous;
      {
        std::lock_guard const lock(self->mutex_);
        self->course_->answered(call, std::move(answer));
      }
      self->go_on();
    });
    is_told = true;
    make_call(by_, at_, *course_, call, wanted, on_upload_of(call), std::move(told));
  } catch (...) { // a completion that was made has heard of it
    if (!is_told) course_->answered(call, nothing_sent<Call>());
  }
}

template <class Call> upload_function async_run::on_upload_of(Call const& call) {
  if constexpr (std::is_same_v<Call, calls::create_document>) {
    if (!course_->options().on_progress) return {};
    return [self = weak_from_this(), document = call.index](std::uint64_t bytes, std::uint64_t total) {
      auto const one = self.lock();
      if (one == nullptr) return;
      std::lock_guard const lock(one->mutex_);
      one->course_->uploading(document, bytes, total);
    };
  }
  return {};
}

bool async_run::is_cancelled() const {
  auto const& flag = course_->options().cancelled;
  return flag != nullptr && flag->load();
}

void async_run::wait() {
  auto const until = course_->wake();
  if (!until) return;
  int const number = ++wakes_;
  by_->wake_at(*until, course_->options().cancelled, [self = shared_from_this(), number](result<void> woke) {
    {
      std::lock_guard const lock(self->mutex_);
      if (number != self->wakes_) return;
      if (!woke && !self->is_cancelled()) self->course_->abandon(std::move(woke).error()); // the client has ended
    }
    self->go_on();
  });
}

} // namespace signing
RUBRICA_END_NAMESPACE
