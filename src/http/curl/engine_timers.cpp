#include "http/curl/engine_timers.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace http {

void engine_timers::add(list& more) noexcept {
  for (auto const& [until, one] : more) cancellable_ += one.cancelled != nullptr ? 1 : 0;
  waiting_.merge(more);
}

engine_timers::list::iterator engine_timers::end(list::iterator one, bool cancelled) noexcept {
  auto const next = std::next(one);
  auto const over = waiting_.extract(one); // removed first: whoever waited may end the engine
  if (over.mapped().cancelled != nullptr) --cancellable_;
  try {
    over.mapped().done(cancelled ? result<void>(make_error(errc::cancelled)) : result<void>());
  } catch (...) {
    // Nobody could handle the exception, and the others are not affected.
  }
  return next;
}

void engine_timers::end_due(time_point now) noexcept {
  while (!waiting_.empty() && waiting_.begin()->first <= now) end(waiting_.begin(), false);
}

void engine_timers::end_cancelled() noexcept {
  if (!cancellable()) return;
  for (auto one = waiting_.begin(); one != waiting_.end();) {
    bool const cancelled = one->second.cancelled != nullptr && one->second.cancelled->load();
    one = cancelled ? end(one, true) : std::next(one);
  }
}

void engine_timers::cancel_all() noexcept {
  while (!waiting_.empty()) end(waiting_.begin(), true);
}

} // namespace http
RUBRICA_END_NAMESPACE
