// Ends a sending that cannot go on: nothing of it is left, or the envelope runs after all, or the error names what is left.
#include "signing/sending/doubt.hpp"
#include "signing/sending/machine.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// Whether trying again later cannot help.
bool is_final(error_info const& why) {
  switch (why.code) {
  case errc::invalid_argument:
  case errc::invalid_request:
  case errc::rule_refused:
  case errc::file_error:
  case errc::forbidden_plan:
  case errc::not_draft:
  case errc::already_signed:
  case errc::not_found:
  case errc::invalid:
  case errc::taken:
  case errc::protocol:
  case errc::conflict:
  case errc::interrupted: return true;
  default: return false;
  }
}

} // namespace

bool machine::has_touched_nothing() const {
  return possible_ == 0 && envelope_.empty() && !resumed_ && !may_have_another();
}

std::optional<machine::decision> machine::give_up() {
  if (activated_) {
    end_activated(*std::exchange(failure_, std::nullopt));
    return std::nullopt;
  }
  if (stage_ == stage::collecting) {
    leave_running();
    return std::nullopt;
  }
  bool const leaves_nothing = possible_ == 0 && envelope_.empty() && !resumed_;
  if (leaves_nothing) {
    if (may_have_another()) failure_->outcome = outcome::ambiguous; // another process sends under this key
    over(sending_state::given_up);
    return std::nullopt;
  }
  if (resumed_ && (cannot_read_ || !is_final(*failure_))) { // a later run goes on
    stay_open();
    return std::nullopt;
  }
  ending_until_ = std::min(now_ + run_limits::grace, limits_.licence);
  pause_until_ = now_;
  stage_ = stage::resigning;
  value_.state = sending_state::giving_up;
  value_.reason = failure_->message;
  if (!is_recorded_) {
    remove_draft();
    return std::nullopt;
  }
  saving_ = true;
  return save{};
}

/// The envelope runs; only its signers may not have been called.
void machine::end_activated(error_info why) {
  bool const unsaid = value_.plan.notification && !sent_.notified && !sent_.notification_error;
  if (unsaid) sent_.notification_error = std::move(why);
  over(sending_state::sent);
}

/// It runs, perhaps by another process, and only its records could not be read: whoever asks again with this key learns them.
void machine::leave_running() {
  failure_->outcome = outcome::ambiguous;
  failure_->envelope_left_behind = envelope_.text();
  failure_->message += " The envelope of this key runs; the same key again tells its records.";
  over(value_.state);
}

void machine::stay_open() {
  failure_->outcome = outcome::ambiguous;
  if (!gone_ && !envelope_.empty()) failure_->envelope_left_behind = envelope_.text();
  name_draft(*failure_, sent_.reference);
  over(value_.state);
}

void machine::remove_draft() {
  stage_ = stage::removing;
  rounds_ = 0;
  if (envelope_.empty()) {
    gone_ = true;
    return;
  }
  ask(calls::remove_envelope{envelope_});
}

/// Of a sending that an earlier run gave up.
void machine::remove_found(std::vector<clicksign::envelope> const& drafts) {
  failure_ = make_error(errc::interrupted, value_.reason, outcome::rejected);
  stage_ = stage::sweeping;
  gone_ = true;
  ending_until_ = std::min(now_ + run_limits::grace, limits_.licence);
  for (clicksign::envelope const& one : drafts) ask(calls::remove_envelope{one.id});
}

void machine::removed_draft(result<void> answer) {
  ++rounds_;
  if (answer || is_gone(answer.error())) {
    gone_ = true;
    return;
  }
  if (answer.error().code == errc::not_draft) return it_runs();
  stage_ = stage::asking;
  ask(calls::get_envelope{});
}

void machine::told_what_is_left(result<clicksign::envelope> const& answer) {
  stage_ = stage::removing;
  if (!answer && is_gone(answer.error())) {
    gone_ = true;
    return;
  }
  if (answer && was_activated(answer->status)) return it_runs();
  if (rounds_ < most_rounds && now_ < ending_until_) ask(calls::remove_envelope{envelope_});
}

void machine::removed_stray(envelope_id const& draft, result<void> const& answer) {
  if (answer || is_gone(answer.error())) return;
  failure_->envelope_left_behind = draft.text();
  strays_left_ = true;
}

/// ClickSign does not delete what runs. When we asked for that, the sending has succeeded.
void machine::it_runs() {
  if (may_run_) return succeed();
  failure_->envelope_left_behind = envelope_.text();
  strays_left_ = true;
}

/// The calls of a stage of the ending were answered.
std::optional<machine::decision> machine::advance_ending() {
  bool const no_other = possible_ <= known_.size() && known_.size() <= 1 && !resumed_;
  switch (stage_) {
  case stage::removing:
    if (no_other) {
      conclude_ending();
      break;
    }
    stage_ = stage::clearing;
    ask(calls::list_envelopes{});
    break;
  case stage::clearing: stage_ = stage::sweeping; break;
  default: conclude_ending(); break;
  }
  return std::nullopt;
}

/// It stays unknown what else is left.
void machine::cannot_clear() {
  strays_left_ = true;
}

/// Further envelopes that requests with an unknown effect created.
void machine::found_strays(std::vector<clicksign::envelope> const& found) {
  stage_ = stage::sweeping;
  for (clicksign::envelope const& one : found) {
    bool const is_ours = whose_ == ownership::sole || known_.count(one.id.text()) > 0;
    if (!is_ours) continue;
    known_.insert(one.id.text());
    if (one.id == envelope_) continue;
    if (was_activated(one.status)) { // a later run finds it
      failure_->envelope_left_behind = one.id.text();
      strays_left_ = true;
    } else {
      ask(calls::remove_envelope{one.id});
    }
  }
}

/// The licence has ended, by a stall or because finding out took too long.
void machine::lapse() {
  if (activated_) return end_activated(out_of_time());
  if (!failure_) failure_ = out_of_time();
  // What the journal has, another process may have taken over.
  if (has_touched_nothing() && !is_recorded_) return over(sending_state::given_up);
  stay_open();
}

void machine::abandon(error_info why) {
  queue_.clear();
  if (stage_ == stage::over) return;
  if (!failure_) failure_ = std::move(why);
  lapse();
}

void machine::conclude_ending() {
  bool const clean = gone_ && !strays_left_ && knows_every_envelope();
  if (clean) {
    failure_->outcome = outcome::rejected; // an envelope was created, and nothing of it is left
    return over(sending_state::given_up);
  }
  if (!gone_) failure_->envelope_left_behind = envelope_.text();
  failure_->outcome = outcome::ambiguous;
  name_draft(*failure_, sent_.reference);
  over(value_.state);
}

} // namespace signing
RUBRICA_END_NAMESPACE
