#include "workflow/pages/next_due.hpp"

#include "workflow/histories/history_table.hpp"
#include "workflow/later.hpp"
#include "workflow/queue/claimed_row.hpp"
#include "workflow/sending/sent_json.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;
using std::chrono::milliseconds;

/// When something was last heard of it, by the database's clock.
long long heard_at(connection const& at, claim const& held) {
  long long heard = 0, submitted = 0;
  std::string const subject = history_subject{held.tenant, held.id, held.attempt, {}, {}}.text();
  at.sql() << "SELECT heard_at FROM rubrica_histories WHERE tenant = :tenant AND subject = :subject", use(held.tenant, "tenant"),
      use(subject, "subject"), into(heard);
  if (!at.sql().got_data()) heard = 0;
  at.sql() << "SELECT submitted_at FROM rubrica_submissions WHERE tenant = :tenant AND id = :id", use(held.tenant, "tenant"),
      use(held.id, "id"), into(submitted);
  return std::max(heard, submitted);
}

/// The longer nothing was heard, the later: so the pauses double. Soon after its deadline ClickSign ends it.
milliseconds next_look(engine::state const& of, connection const& at, claim const& held) {
  constexpr milliseconds longest = std::chrono::hours(7 * 24);
  constexpr milliseconds after_deadline = std::chrono::minutes(5);
  constexpr milliseconds while_it_ends = std::chrono::hours(1);
  constexpr milliseconds to_end = std::chrono::hours(24);
  auto const now = milliseconds(at.now());
  auto due = std::max(of.options().look_after, std::min(now - milliseconds(heard_at(at, held)), longest));
  auto const sent = sent_from_json(held.sent);
  auto const moment = sent ? sent->deadline.at() : std::nullopt;
  if (!moment) return due;
  auto const deadline = std::chrono::duration_cast<milliseconds>(moment->time_since_epoch());
  if (now < deadline + after_deadline) return std::min(due, deadline + after_deadline - now);
  if (now < deadline + to_end) return std::min(due, while_it_ends);
  return due;
}

} // namespace

error_info damaged_sent() {
  return make_error(errc::malformed, "what is stored of the sent envelope cannot be read", outcome::not_sent);
}

bool is_passing(error_info const& why) {
  bool const is_final = why.code == errc::not_found || why.code == errc::invalid_argument || why.code == errc::too_large;
  return (passes_by_itself(why) && !is_final) || why.retry_after.count() > 0;
}

std::optional<milliseconds> next_due(engine::state const& of, connection const& at, claim const& held) {
  if (of.options().files != nullptr && wants_file(at, held)) return milliseconds(0);
  if (state_now(at, held) == submission_state::running) return next_look(of, at, held);
  return std::nullopt;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
