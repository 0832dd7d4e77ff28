#include "workflow/pages/actions.hpp"

#include <rubrica/signing/rules.hpp>

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using clicksign::status;
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

allowed_action refused(action what, std::string_view why, std::string_view rule = {}) {
  allowed_action out = named(what);
  out.why_not = why;
  out.rule = rule;
  return out;
}

allowed_action by_rule(action what, result<void> const& may) {
  if (may) return allowed(what);
  return refused(what, may.error().message, may.error().rule);
}

allowed_action remind(stored_submission const& one) {
  auto const what = action::remind;
  if (one.state == state::waiting) return refused(what, "It was not sent yet.");
  if (one.state != state::running) return refused(what, "It is over: nobody is waited for.");
  if (progress_of(one).everybody_signed()) return refused(what, "Everybody has signed.");
  return allowed(what);
}

allowed_action cancel(stored_submission const& one) {
  auto const what = action::cancel;
  constexpr std::string_view rule = "cancel_only_unsigned";
  switch (one.state) {
  case state::waiting: return allowed(what);
  case state::running: return by_rule(what, signing::may_cancel(progress_of(one)));
  case state::finished: return refused(what, "Everybody has signed.", rule);
  case state::ended: return refused(what, "It has ended already.", rule);
  case state::cancelled: return refused(what, "It is cancelled already.");
  default: return refused(what, "It could not be sent: there is nothing to cancel.");
  }
}

allowed_action remove(stored_submission const& one) {
  auto const what = action::remove;
  if (one.state == state::waiting) return refused(what, "It was not sent yet: cancel it.", "delete_only_cancelled");
  if (one.state == state::failed) return refused(what, "It could not be sent: there is nothing to delete.");
  if (!one.sent) return refused(what, "Nothing of it is at ClickSign.");
  return by_rule(what, signing::may_delete(progress_of(one)));
}

allowed_action withdraw(stored_submission const& one) {
  auto const what = action::withdraw;
  switch (one.state) {
  case state::waiting:
  case state::running: return allowed(what);
  case state::finished: return refused(what, "Everybody has signed: it stays as it is.", "signed_is_final");
  case state::ended: return refused(what, "It has ended already.");
  case state::cancelled: return refused(what, "It is cancelled already.");
  default: return refused(what, "It could not be sent: there is nothing to withdraw.");
  }
}

allowed_action send_again(stored_submission const& one) {
  auto const what = action::send_again;
  constexpr std::string_view rule = "send_again_only_ended";
  if (one.is_forgotten || !one.sending) return refused(what, "Its data was erased.");
  switch (one.state) {
  case state::waiting: return refused(what, "It is to be sent already.", rule);
  case state::running: return refused(what, "The former envelope is neither cancelled nor ended.", rule);
  case state::finished: return refused(what, "Everybody has signed the former envelope.", rule);
  default: return allowed(what);
  }
}

allowed_action download(stored_submission const& one) {
  auto const what = action::download;
  if (one.is_forgotten) return refused(what, "Its data was erased.");
  auto const has_file = [&](stored_document const& document) {
    return document.file != file_state::none || one.history.document(document.id).file_ready;
  };
  bool const any = std::any_of(one.documents.begin(), one.documents.end(), has_file);
  bool const complete = one.state == state::finished;
  if (!any && !complete) return refused(what, "There is no signed file yet.", "file_only_complete");
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
