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
    while (auto wanted = course_->next()) start(*wanted);
    if (!course_->has_ended()) return wait();
    done = std::exchange(done_, nullptr);
  }
  if (done) done(*course_);
}

void async_run::start(machine::start const& wanted) {
  bool is_told = false;
  try {
    clicksign::completion<calls::any_reply> told([self = shared_from_this(), call = wanted.call](
                                                     result<calls::any_reply> answer) { self->take(call, std::move(answer)); });
    is_told = true;
    make_call(by_, at_, *course_, wanted, on_upload_of(wanted.call), std::move(told));
  } catch (...) { // a completion that was made has heard of it
    if (!is_told) course_->answered(wanted.call, nothing_sent());
  }
}

void async_run::take(calls::any const& asked, result<calls::any_reply> answer) {
  // A client that has ended says `cancelled`. That is no wish of the caller: a later run goes on.
  if (!answer && answer.error().code == errc::cancelled && !is_cancelled()) answer.error().outcome = outcome::ambiguous;
  {
    std::lock_guard const lock(mutex_);
    course_->answered(asked, std::move(answer));
  }
  go_on();
}

upload_function async_run::on_upload_of(calls::any const& call) {
  auto const* document = std::get_if<calls::create_document>(&call);
  if (document == nullptr || !course_->options().on_progress) return {};
  return [self = weak_from_this(), index = document->index](std::uint64_t bytes, std::uint64_t total) {
    auto const one = self.lock();
    if (one == nullptr) return;
    std::lock_guard const lock(one->mutex_);
    one->course_->uploading(index, bytes, total);
  };
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
