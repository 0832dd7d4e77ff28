#include "workflow/queue/claim.hpp"

#include "workflow/changes/change_log.hpp"
#include "workflow/changes/error_json.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;

/// The tenant has work at that moment, or earlier.
void lower_due(connection const& at, std::string const& tenant, long long due) {
  at.change("{insert_new} rubrica_tenants (tenant, due_at) VALUES (:tenant, :due) {if_absent}", use(tenant, "tenant"),
            use(due, "due"));
  // Whatever stands there: PostgreSQL waits for a worker who holds the row only when the former values meet the condition, and what he
  // writes then was looked up before.
  at.change("UPDATE rubrica_tenants SET due_at = CASE WHEN due_at <= :due THEN due_at ELSE :due2 END WHERE tenant = :tenant",
            use(due, "due"), use(due, "due2"), use(tenant, "tenant"));
}

/// Whether there may be something to do: the only statement of a worker that has nothing to do.
bool may_be_due(connection const& at) {
  int found = 0;
  at.sql() << at.text("SELECT CASE WHEN EXISTS (SELECT 1 FROM rubrica_submissions WHERE noticed = 0) OR EXISTS (SELECT 1 FROM "
                      "rubrica_tenants WHERE due_at <= {now}) THEN 1 ELSE 0 END"),
      into(found);
  return found != 0;
}

/// Submissions are inserted without a look at anything else; here their tenants learn of them.
void notice_new(connection const& at) {
  soci::rowset<soci::row> const rows =
      (at.sql().prepare << at.text(
           "SELECT tenant, id, due_at FROM rubrica_submissions WHERE noticed = 0 LIMIT 100 {skip_locked}"));
  long long const now = at.now();
  std::map<std::string, long long> due;
  std::vector<std::pair<std::string, std::string>> found;
  for (soci::row const& row : rows) {
    auto const tenant = row.get<std::string>(0);
    auto const at_moment = row.get<long long>(2, now); // one without a moment is due now
    auto const [place, is_first] = due.emplace(tenant, at_moment);
    if (!is_first) place->second = std::min(place->second, at_moment);
    found.emplace_back(tenant, row.get<std::string>(1));
  }
  for (auto const& [tenant, id] : found)
    at.change("UPDATE rubrica_submissions SET noticed = 1, due_at = COALESCE(due_at, {now}) WHERE tenant = :tenant AND id = :id",
              use(tenant, "tenant"), use(id, "id"));
  for (auto const& [tenant, moment] : due) lower_due(at, tenant, moment);
}

/// The tenant goes to the end of those that are due now, or is due when its next submission is. `pause`: what is due now is locked by
/// somebody.
void pass_on_turn(connection const& at, std::string const& tenant, long long pause) {
  long long next = 0;
  at.sql() << "SELECT due_at FROM rubrica_submissions WHERE tenant = :tenant AND due_at IS NOT NULL ORDER BY due_at LIMIT 1",
      use(tenant, "tenant"), into(next);
  auto has_more = at.sql().got_data() ? soci::i_ok : soci::i_null;
  next = std::max<long long>(next, at.now() + pause);
  at.change("UPDATE rubrica_tenants SET due_at = :due WHERE tenant = :tenant", use(next, has_more, "due"), use(tenant, "tenant"));
}

std::optional<std::string> next_tenant(connection const& at) {
  std::string tenant;
  at.sql() << at.text("SELECT tenant FROM rubrica_tenants WHERE due_at <= {now} ORDER BY due_at LIMIT 1 {skip_locked}"),
      into(tenant);
  if (!at.sql().got_data()) return std::nullopt;
  return tenant;
}

struct found_row {
  claim held{};
  std::string state{};
  std::string wanted{};
  long long lease_until = 0;
};

std::optional<found_row> next_of(connection const& at, std::string const& tenant) {
  found_row out;
  long long number = 0;
  soci::indicator has_wanted = soci::i_null;
  soci::indicator has_sent = soci::i_null;
  out.held.tenant = tenant;
  at.sql() << at.text("SELECT id, attempt, state, wanted, lease_number, lease_until, failures, sending, sent FROM "
                      "rubrica_submissions WHERE tenant = :tenant AND due_at <= {now} ORDER BY due_at LIMIT 1 {skip_locked}"),
      use(tenant, "tenant"), into(out.held.id), into(out.held.attempt), into(out.state), into(out.wanted, has_wanted),
      into(number), into(out.lease_until), into(out.held.failures), into(out.held.sending), into(out.held.sent, has_sent);
  if (!at.sql().got_data()) return std::nullopt;
  out.held.number = number;
  if (has_wanted != soci::i_ok) out.wanted.clear();
  if (has_sent != soci::i_ok) out.held.sent.clear();
  return out;
}

/// A row that this version does not understand is left to a later one.
bool understand(found_row& row) {
  auto const state = submission_state_from(row.state);
  if (!state) return false;
  row.held.state = *state;
  if (row.wanted.empty()) return true;
  auto const wanted = action_from(row.wanted);
  if (!wanted) return false;
  row.held.wanted = *wanted;
  return true;
}

void take(connection const& at, found_row& row, lease_terms const& terms) {
  bool const sends = row.held.state == submission_state::waiting;
  long long const lease = (sends ? terms.to_send : terms.to_ask).count();
  long long const quiet = lease + (sends ? terms.to_quiet.count() : 0);
  ++row.held.number;
  long long const number = row.held.number;
  // It may be claimed before it was noticed, when other work of its tenant is due.
  at.change("UPDATE rubrica_submissions SET noticed = 1, lease_number = :number, lease_until = {now} + :lease, due_at = {now} + "
            ":quiet WHERE tenant = :tenant AND id = :id",
            use(number, "number"), use(lease, "lease"), use(quiet, "quiet"), use(row.held.tenant, "tenant"),
            use(row.held.id, "id"));
  if (row.lease_until > 0)
    at.change("UPDATE rubrica_tenants SET taken_over = taken_over + 1 WHERE tenant = :tenant", use(row.held.tenant, "tenant"));
}

/// An hour later, for a library that understands it.
void leave_for_later(connection const& at, claim const& one) {
  error_info const why =
      make_error(errc::malformed, "the submission was written by a later version of rubrica", outcome::not_sent);
  std::string const text = to_json(why);
  at.change("UPDATE rubrica_submissions SET due_at = {now} + 3600000, last_error = :error WHERE tenant = :tenant AND id = :id",
            use(text, "error"), use(one.tenant, "tenant"), use(one.id, "id"));
}

/// Whether as many of the tenant's are claimed as may be: its account's rate limit would only let more of them wait, and the workers
/// with them, whom others need.
bool has_enough(connection const& at, std::string const& tenant, int at_once) {
  if (at_once <= 0) return false;
  int held = 0;
  at.sql() << at.text(
      "SELECT count(*) FROM (SELECT 1 FROM rubrica_submissions WHERE tenant = :tenant AND lease_until > {now} LIMIT " +
      std::to_string(at_once) + ") AS held"),
      use(tenant, "tenant"), into(held);
  return held >= at_once;
}

/// Nothing when what was due is locked, not understood or must wait for the tenant's others; then `more`: another tenant may have something.
std::optional<claim> claim_in(connection const& at, lease_terms const& terms, bool& more) {
  constexpr long long pause_when_locked = 50;
  constexpr long long pause_when_enough = 250;
  auto const tenant = next_tenant(at);
  more = tenant.has_value();
  if (!tenant) return std::nullopt;
  if (has_enough(at, *tenant, terms.at_once)) {
    pass_on_turn(at, *tenant, pause_when_enough);
    return std::nullopt;
  }
  auto row = next_of(at, *tenant);
  bool const is_understood = row && understand(*row);
  if (is_understood)
    take(at, *row, terms);
  else if (row)
    leave_for_later(at, row->held);
  pass_on_turn(at, *tenant, row ? 0 : pause_when_locked);
  if (!is_understood) return std::nullopt;
  return std::move(row->held);
}

void count_end(connection const& at, std::string const& tenant, submission_state state) {
  std::string const name(to_string(state));
  at.change("{insert_new} rubrica_counts (tenant, state, many) VALUES (:tenant, :state, 0) {if_absent}", use(tenant, "tenant"),
            use(name, "state"));
  at.change("UPDATE rubrica_counts SET many = many + 1 WHERE tenant = :tenant AND state = :state", use(tenant, "tenant"),
            use(name, "state"));
}

void tell_state(connection const& at, std::string const& tenant, std::string const& id, int attempt, submission_state state,
                std::optional<error_info> const& error) {
  change one;
  one.tenant = tenant;
  one.id = id;
  one.kind = change_kind::state;
  one.key = change_key({"state", id, std::to_string(attempt), to_string(state)});
  one.state = state;
  if (state == submission_state::failed) one.error = error;
  record(at, one);
  if (is_over(state)) count_end(at, tenant, state);
}

/// Compares with the row: somebody may have been there first.
void come_to(connection const& at, std::string const& tenant, std::string const& id, int attempt, submission_state state,
             std::optional<error_info> const& error) {
  std::string const name(to_string(state));
  int const over = is_over(state) ? 1 : 0;
  bool const is_news =
      at.change("UPDATE rubrica_submissions SET state = :state, ended_at = CASE WHEN :over = 1 THEN {now} ELSE NULL "
                "END WHERE tenant = :tenant AND id = :id AND attempt = :attempt AND state <> :state2",
                use(name, "state"), use(over, "over"), use(tenant, "tenant"), use(id, "id"), use(attempt, "attempt"),
                use(name, "state2")) > 0;
  if (is_news) tell_state(at, tenant, id, attempt, state, error);
}

} // namespace

result<std::optional<claim>> claim_next(database const& at, clock const& time, lease_terms const& terms) {
  auto due = at.read([](connection& open) -> result<bool> { return may_be_due(open); });
  if (!due) return std::move(due).error();
  if (!*due) return std::optional<claim>();
  constexpr int most_tenants = 8; // what is locked is passed over; the rest of a turn comes with the next call
  for (int i = 0; i < most_tenants; ++i) {
    bool more = false;
    auto const begin = time.now();
    auto claimed = at.write([&](connection& open) -> result<std::optional<claim>> {
      if (i == 0) notice_new(open);
      return claim_in(open, terms, more);
    });
    if (!claimed) return claimed;
    if (*claimed) {
      (*claimed)->until = begin + ((*claimed)->state == submission_state::waiting ? terms.to_send : terms.to_ask);
      return claimed;
    }
    if (!more) break;
  }
  return std::optional<claim>();
}

bool conclude(connection const& at, claim const& held, conclusion const& how) {
  long long const number = held.number;
  long long const due_in = how.due_in ? how.due_in->count() : 0;
  int const is_due = how.due_in ? 1 : 0;
  int const failures = how.failed ? held.failures + 1 : how.keeps_failures ? held.failures : 0;
  int const keeps = how.keeps_failures ? 1 : 0;
  int const ends_action = how.ends_action ? 1 : 0;
  std::string const error = how.last_error ? to_json(*how.last_error) : std::string();
  auto has_error = how.last_error ? soci::i_ok : soci::i_null;
  // MariaDB and MySQL assign from left to right: `due_at` sees the former `wake`.
  bool const is_still_ours =
      at.change(
          "UPDATE rubrica_submissions SET lease_until = 0, due_at = CASE WHEN wake = 1 THEN {now} WHEN :is_due = 1 THEN {now} + "
          ":due_in ELSE NULL END, wake = 0, failures = :failures, last_error = CASE WHEN :keeps = 1 THEN last_error ELSE :error "
          "END, wanted = CASE WHEN :ends_action = 1 THEN NULL ELSE wanted END WHERE tenant = :tenant AND id = :id AND "
          "lease_number = :number AND lease_until > 0",
          use(is_due, "is_due"), use(due_in, "due_in"), use(failures, "failures"), use(keeps, "keeps"),
          use(error, has_error, "error"), use(ends_action, "ends_action"), use(held.tenant, "tenant"), use(held.id, "id"),
          use(number, "number")) > 0;
  if (!is_still_ours) return false;
  auto const set = [&](std::string const& column, std::string const& value) {
    at.change("UPDATE rubrica_submissions SET " + column + " = :value WHERE tenant = :tenant AND id = :id", use(value, "value"),
              use(held.tenant, "tenant"), use(held.id, "id"));
  };
  if (how.sending) set("sending", *how.sending);
  if (how.sent) set("sent", *how.sent);
  if (how.state) come_to(at, held.tenant, held.id, held.attempt, *how.state, how.last_error);
  long long due = 0;
  soci::indicator has_due = soci::i_null;
  at.sql() << "SELECT due_at FROM rubrica_submissions WHERE tenant = :tenant AND id = :id", use(held.tenant, "tenant"),
      use(held.id, "id"), into(due, has_due);
  if (has_due == soci::i_ok) lower_due(at, held.tenant, due);
  return true;
}

bool is_held(connection const& at, claim const& held) {
  long long const number = held.number;
  int found = 0;
  at.sql() << at.text(
      "SELECT attempt FROM rubrica_submissions WHERE tenant = :tenant AND id = :id AND lease_number = :number AND "
      "lease_until > 0 {for_update}"),
      use(held.tenant, "tenant"), use(held.id, "id"), use(number, "number"), into(found);
  return at.sql().got_data();
}

error_info taken_over() {
  return make_error(errc::not_ready, "another worker has taken the submission over", outcome::not_sent);
}

void wake(connection const& at, std::string const& tenant, std::string const& id) {
  // Under a lease, also one whose worker died, it stays due at the lease's end, and once more afterwards.
  at.change(
      "UPDATE rubrica_submissions SET wake = CASE WHEN lease_until > 0 THEN 1 ELSE 0 END, due_at = CASE WHEN lease_until > 0 "
      "THEN due_at ELSE {now} END WHERE tenant = :tenant AND id = :id",
      use(tenant, "tenant"), use(id, "id"));
  lower_due(at, tenant, at.now());
}

void reach(connection const& at, std::string const& tenant, std::string const& id, int attempt, submission_state state) {
  come_to(at, tenant, id, attempt, state, std::nullopt);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
