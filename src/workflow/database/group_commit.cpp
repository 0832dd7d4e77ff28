#include "workflow/database/group_commit.hpp"

#include <exception>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

/// It meets everybody, so trying each alone would only take longer; or it may have been committed.
bool is_of_all(error_info const& why) {
  return why.code == errc::connect || why.code == errc::not_ready || why.outcome == outcome::ambiguous;
}

void in_savepoint(connection const& at, database::task const& work) {
  at.sql() << "SAVEPOINT rubrica_one";
  connection own = at;
  if (!work(own)) at.sql() << "ROLLBACK TO rubrica_one";
  at.sql() << "RELEASE rubrica_one";
}

} // namespace

std::optional<error_info> group_commit::run(database::task const& work, transaction const& carry_out) {
  caller own{work};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&own);
  changed_.wait(lock, [&] { return own.is_done || !is_led_; });
  if (!own.is_done) {
    is_led_ = true;
    group const callers = std::exchange(waiting_, {});
    lock.unlock();
    if (callers.size() == 1 || !together(callers, carry_out)) {
      for (caller* one : callers) alone(*one, carry_out);
    }
    lock.lock();
    for (caller* one : callers) one->is_done = true;
    is_led_ = false;
    changed_.notify_all();
  }
  if (own.thrown != nullptr) std::rethrow_exception(own.thrown);
  return own.failed;
}

/// False when nothing was done: SQLite rolls back the whole transaction for some errors of one statement, so after any of them each
/// begins again for itself.
bool group_commit::together(group const& callers, transaction const& carry_out) {
  try {
    auto const failed = carry_out([&](connection& at) {
      for (caller* one : callers) in_savepoint(at, one->work);
      return true;
    });
    if (failed && !is_of_all(*failed)) return false;
    for (caller* one : callers) one->failed = failed;
    return true;
  } catch (...) { // it comes again to whom it belongs
    return false;
  }
}

void group_commit::alone(caller& one, transaction const& carry_out) {
  try {
    one.failed = carry_out(one.work);
  } catch (...) {
    one.thrown = std::current_exception();
  }
}

} // namespace workflow
RUBRICA_END_NAMESPACE
