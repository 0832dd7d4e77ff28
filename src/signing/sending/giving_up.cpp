// Ends a sending that cannot go on: nothing of it is left, or the envelope runs after all, or the error names what is left.
#include "signing/sending/doubt.hpp"
#include "signing/sending/sending.hpp"

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using clicksign::call_options;
using std::chrono::milliseconds;

error_info out_of_time() {
  return make_error(errc::timeout, "the time for sending was over", outcome::not_sent);
}

error_info ended_by_exception(outcome outcome) {
  return make_error(errc::cancelled, "memory ran out, or a function of the caller threw an exception", outcome);
}

error_info what_may_exist(std::string const& key) {
  error_info error = ended_by_exception(outcome::ambiguous);
  name_draft(error, key);
  return error;
}

bool was_activated(clicksign::status const& now) {
  return now.is_known() && now != clicksign::status::draft;
}

void name_draft(error_info& error, std::string const& key) {
  error.message += fmt::format(" A draft whose name ends in k={} may exist.", key);
}

bool is_gone(error_info const& error) {
  return error.code == errc::not_found && error.http_status == 404;
}

call_options sending::limits_until(local_time until) const {
  auto const left = std::chrono::duration_cast<milliseconds>(until - clock_->now());
  // A raised cancel flag must not prevent finding out what happened.
  return {std::max(left, milliseconds(1)), nullptr, {}};
}

sending::fate sending::end_draft(local_time until) {
  for (int round = 1; round <= most_rounds && clock_->now() < until; ++round) {
    auto removed = client_.envelopes().remove(envelope_, limits_until(until));
    if (removed || is_gone(removed.error())) return fate::gone;
    if (removed.error().code == errc::not_draft) return fate::runs;
    auto found = client_.envelopes().get(envelope_, limits_until(until));
    if (!found && is_gone(found.error())) return fate::gone;
    if (found && was_activated(found->status)) return fate::runs;
  }
  return fate::unknown;
}

/// Removes additional envelopes that requests with an unknown effect created. False when one still exists or may still appear.
bool sending::end_strays(local_time until, error_info& why) {
  bool const no_other = possible_ == 0 || (possible_ == 1 && !envelope_.empty());
  if (no_other) return true;
  auto drafts = drafts_by_name(limits_until(until));
  if (!drafts) return false;
  bool all_gone = every_envelope_is_known();
  for (clicksign::envelope const& one : *drafts) {
    if (one.id == envelope_) continue;
    auto removed = client_.envelopes().remove(one.id, limits_until(until));
    if (removed || is_gone(removed.error())) continue;
    why.envelope_left_behind = one.id.text();
    all_gone = false;
  }
  return all_gone;
}

result<sent> sending::give_up(error_info why) {
  auto const until = clock_->now() + grace;
  fate const end = envelope_.empty() ? fate::gone : end_draft(until);
  if (end == fate::runs && activating_) return finish();
  bool const clean = end_strays(until, why) && end == fate::gone;
  if (clean) {
    if (possible_ > 0) why.outcome = outcome::rejected; // an envelope was created, and nothing of it is left
    return why;
  }
  if (end != fate::gone) why.envelope_left_behind = envelope_.text();
  why.outcome = outcome::ambiguous;
  name_draft(why, plan_.key);
  return why;
}

result<sent> sending::give_up_after(std::exception_ptr const& thrown) {
  try {
    auto told = give_up(ended_by_exception(outcome::not_sent));
    if (told || told.error().outcome == outcome::ambiguous) return told;
  } catch (...) {
    return std::move(lost_);
  }
  std::rethrow_exception(thrown);
}

} // namespace signing
RUBRICA_END_NAMESPACE
