#include "workflow/engine_state.hpp"

#include <rubrica/workflow/submission.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::indicator;
using soci::into;

std::int64_t count(connection const& at, char const* statement) {
  long long out = 0;
  at.sql() << statement, into(out);
  return out;
}

/// Seconds since the moment that the statement finds; 0 without one.
double age(connection const& at, char const* statement) {
  long long moment = 0;
  indicator known = soci::i_null;
  at.sql() << statement, into(moment, known);
  if (!at.sql().got_data() || known != soci::i_ok) return 0;
  return static_cast<double>(std::max<std::int64_t>(at.now() - moment, 0)) / 1000.0;
}

/// What has ended is counted as it ends, so that a million of them cost nothing here.
void count_submissions(connection const& at, metrics& out) {
  for (auto state : {submission_state::waiting, submission_state::running, submission_state::finished, submission_state::ended,
                     submission_state::cancelled, submission_state::failed}) {
    out.submissions.emplace(to_string(state), 0);
  }
  out.submissions["waiting"] = count(at, "SELECT count(*) FROM rubrica_submissions WHERE state = 'waiting'");
  out.submissions["running"] = count(at, "SELECT count(*) FROM rubrica_submissions WHERE state = 'running'");
  std::string state;
  long long many = 0;
  soci::statement ended = (at.sql().prepare << "SELECT state, many FROM rubrica_counts", into(state), into(many));
  ended.execute();
  while (ended.fetch()) out.submissions[state] += many;
}

void read_tenants(connection const& at, metrics& out) {
  std::string tenant;
  long long last = 0, taken_over = 0;
  indicator has_last = soci::i_null;
  soci::statement found = (at.sql().prepare << "SELECT tenant, last_callback_at, taken_over FROM rubrica_tenants", into(tenant),
                           into(last, has_last), into(taken_over));
  found.execute();
  while (found.fetch()) {
    out.leases_taken_over += taken_over;
    if (has_last == soci::i_ok) out.last_callback[tenant] = instant(std::chrono::milliseconds(last));
  }
}

} // namespace

result<metrics> engine::metrics() const {
  auto const on = state_->database();
  if (!on) return on.error();
  return (*on)->read([](connection& at) -> result<workflow::metrics> {
    workflow::metrics out;
    count_submissions(at, out);
    read_tenants(at, out);
    out.callbacks_waiting = count(at, "SELECT count(*) FROM rubrica_deliveries WHERE state = 'new'");
    out.callbacks_quarantined =
        count(at, "SELECT count(*) FROM rubrica_deliveries WHERE state IN ('quarantine', 'unreadable', 'stuck')");
    out.oldest_waiting_seconds = age(at, "SELECT min(submitted_at) FROM rubrica_submissions WHERE state = 'waiting'");
    out.oldest_callback_seconds =
        age(at, "SELECT received_at FROM rubrica_deliveries WHERE state = 'new' ORDER BY number LIMIT 1");
    return out;
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
