#include "workflow/pages/actions.hpp"

#include <rubrica/signing/rules.hpp>
#include <rubrica/workflow/label.hpp>

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using clicksign::status;
using signing::process_rule;
using state = submission_state;

clicksign::status status_of(submission_state of) {
  switch (of) {
  case state::running: return clicksign::status(status::running);
  case state::finished:
  case state::ended: return clicksign::status(status::closed);
  case state::cancelled: return clicksign::status(status::cancelled);
  default: return clicksign::status(status::draft);
  }
}

signing::document_standing standing_of(signing::document_state const& known, document_id const& id, submission_state of) {
  signing::document_standing out;
  out.id = id;
  out.status = status_of(of);
  if (known.cancelled)
    out.status = status::cancelled;
  else if (known.closed || known.all_signed)
    out.status = status::closed;
  out.file_ready = known.file_ready;
  out.deadline_reached = known.deadline_reached;
  for (signing::signer_state const& one : known.signers) {
    if (one.has_signed && one.signer.clicksign() != nullptr) out.signed_by.push_back(*one.signer.clicksign());
  }
  return out;
}

allowed_action named(action what) {
  allowed_action out;
  out.action = what;
  out.name = std::string(to_string(what));
  return out;
}

allowed_action allowed(action what) {
  allowed_action out = named(what);
  out.allowed = true;
  return out;
}

allowed_action refused(action what, obstacle why, process_rule::known rule = {}) {
  allowed_action out = named(what);
  out.obstacle = why;
  out.why_not = label(why, language::english);
  out.rule = rule.text;
  return out;
}

/// How it ended, for what can be done only before.
obstacle end_of(stored_submission const& one) {
  switch (one.state) {
  case state::finished: return obstacle::everybody_signed;
  case state::ended: return obstacle::ended;
  case state::cancelled: return obstacle::cancelled;
  default: return obstacle::nothing_at_clicksign;
  }
}

allowed_action remind(stored_submission const& one) {
  auto const what = action::remind;
  if (one.state == state::waiting) return refused(what, obstacle::not_sent_yet);
  if (is_over(one.state)) return refused(what, end_of(one));
  return progress_of(one).everybody_signed() ? refused(what, obstacle::everybody_signed) : allowed(what);
}

allowed_action cancel(stored_submission const& one) {
  auto const what = action::cancel;
  constexpr auto rule = process_rule::cancel_only_unsigned;
  if (one.state == state::waiting) return allowed(what);
  if (one.state == state::finished || one.state == state::ended) return refused(what, end_of(one), rule);
  if (is_over(one.state)) return refused(what, end_of(one));
  return signing::may_cancel(progress_of(one)) ? allowed(what) : refused(what, obstacle::somebody_signed, rule);
}

allowed_action remove(stored_submission const& one) {
  auto const what = action::remove;
  constexpr auto rule = process_rule::delete_only_cancelled;
  if (one.state == state::waiting) return refused(what, obstacle::to_be_sent, rule);
  if (one.state == state::failed || !one.sent) return refused(what, obstacle::nothing_at_clicksign);
  if (signing::may_delete(progress_of(one))) return allowed(what);
  if (one.state == state::running) return refused(what, obstacle::still_running, rule);
  return refused(what, end_of(one), rule);
}

allowed_action withdraw(stored_submission const& one) {
  auto const what = action::withdraw;
  if (!is_over(one.state)) return allowed(what);
  if (one.state == state::finished) return refused(what, end_of(one), process_rule::signed_is_final);
  return refused(what, end_of(one));
}

allowed_action send_again(stored_submission const& one) {
  auto const what = action::send_again;
  constexpr auto rule = process_rule::send_again_only_ended;
  if (one.is_forgotten || !one.sending) return refused(what, obstacle::erased);
  switch (one.state) {
  case state::waiting: return refused(what, obstacle::to_be_sent, rule);
  case state::running: return refused(what, obstacle::still_running, rule);
  case state::finished: return refused(what, obstacle::everybody_signed, rule);
  default: return allowed(what);
  }
}

allowed_action download(stored_submission const& one) {
  auto const what = action::download;
  if (one.is_forgotten) return refused(what, obstacle::erased);
  auto const has_file = [&](stored_document const& document) {
    return document.file != file_state::none || one.history.document(document.id).file_ready;
  };
  bool const any = std::any_of(one.documents.begin(), one.documents.end(), has_file);
  bool const complete = one.state == state::finished;
  if (!any && !complete) return refused(what, obstacle::no_signed_file, process_rule::file_only_complete);
  return allowed(what);
}

} // namespace

signing::envelope_progress progress_of(stored_submission const& one) {
  signing::envelope_progress out;
  out.status = status_of(one.state);
  if (one.sent) {
    out.envelope = one.sent->envelope;
    out.signers = one.sent->signers;
  }
  for (stored_document const& document : one.documents) {
    auto standing = standing_of(one.history.document(document.id), document.id, one.state);
    if (one.sent) {
      for (signing::signing_pair const& pair : one.sent->pairs) {
        if (pair.document == document.id) standing.signers.push_back(pair.signer);
      }
    }
    out.documents.push_back(std::move(standing));
  }
  return out;
}

std::vector<allowed_action> actions_of(stored_submission const& one) {
  return {remind(one), cancel(one), remove(one), withdraw(one), send_again(one), download(one)};
}

} // namespace workflow
RUBRICA_END_NAMESPACE
