#include "workflow/engine_state.hpp"
#include "workflow/pages/actions.hpp"

#include <rubrica/signing/origin.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

/// The name as it was given: `usual_name_form` adds the reference.
std::string without_reference(std::string const& name) {
  constexpr std::string_view begins = " (ref. ";
  auto const at = name.rfind(begins);
  bool const has_it = at != std::string::npos && !name.empty() && name.back() == ')';
  return has_it ? name.substr(0, at) : name;
}

std::string name_of(stored_submission const& one, std::size_t number) {
  if (!one.sending || number >= one.sending->plan.documents.size()) return {};
  auto const& planned = one.sending->plan.documents[number];
  auto const origin = signing::origin_of(planned.metadata);
  return origin && !origin->name.empty() ? origin->name : planned.filename;
}

document_view document_of(stored_submission const& one, std::size_t number) {
  document_view out;
  out.name = name_of(one, number);
  if (one.sending && number < one.sending->plan.documents.size()) {
    if (auto const origin = signing::origin_of(one.sending->plan.documents[number].metadata)) {
      out.type = origin->type;
      out.description = origin->description;
    }
  }
  return out;
}

void fill(document_view& out, stored_submission const& one, stored_document const& known) {
  out.id = known.id;
  out.state = one.history.document(known.id);
  out.file = known.file;
  out.reference = known.reference;
  out.sha256 = known.sha256;
  out.verdict = known.verdict;
  out.file_error = known.file_error;
}

void fill_documents(view& out, stored_submission const& one) {
  if (one.documents.empty() && one.sending) {
    for (std::size_t i = 0; i < one.sending->plan.documents.size(); ++i) out.documents.push_back(document_of(one, i));
  }
  for (stored_document const& known : one.documents) {
    fill(out.documents.emplace_back(document_of(one, static_cast<std::size_t>(known.number))), one, known);
  }
}

/// What the signer at this place of the plan is asked for first.
void fill_requirements(signer_view& out, std::size_t place, signing::plan const& plan) {
  for (signing::planned_requirement const& one : plan.requirements) {
    if (one.signer != place) continue;
    if (out.role.empty()) out.role = one.requirement.role;
    if (out.authentication.empty()) out.authentication = one.requirement.auth;
  }
}

void fill_request(view& out, signing::sending const& asked) {
  auto const& envelope = asked.plan.envelope;
  out.name = without_reference(envelope.name);
  out.message = envelope.message.value_or(std::string());
  if (envelope.deadline) out.deadline = *envelope.deadline;
  if (!asked.plan.documents.empty()) {
    if (auto const origin = signing::origin_of(asked.plan.documents.front().metadata)) out.record = origin->record;
  }
  for (clicksign::new_signer const& one : asked.plan.signers) {
    signer_view shown;
    shown.name = one.name;
    shown.email = one.email;
    shown.mobile = one.phone_number;
    fill_requirements(shown, out.signers.size(), asked.plan);
    shown.group = one.group.value_or(1);
    out.signers.push_back(std::move(shown));
  }
}

void fill_sent(view& out, signing::sent const& sent) {
  out.envelope = sent.envelope;
  if (!sent.deadline.empty()) out.deadline = sent.deadline;
  out.notification_error = sent.notification_error;
  for (std::size_t i = 0; i < sent.signers.size() && i < out.signers.size(); ++i) out.signers[i].id = sent.signers[i];
}

instant instant_of(std::int64_t milliseconds) {
  return instant(std::chrono::milliseconds(milliseconds));
}

view view_of(stored_submission const& one) {
  view out;
  out.tenant = one.tenant;
  out.id = one.id;
  out.attempt = one.attempt;
  out.state = one.state;
  if (one.sending) fill_request(out, *one.sending);
  if (one.sent) fill_sent(out, *one.sent);
  fill_documents(out, one);
  out.timeline = one.history.timeline();
  out.actions = actions_of(one);
  out.under_way = one.wanted;
  out.last_error = one.last_error;
  out.submitted_at = instant_of(one.submitted_at);
  out.next_work_at = instant_of(one.due_at);
  return out;
}

} // namespace

result<view> engine::find(std::string const& tenant, std::string const& id) const {
  auto on = state_->database();
  if (!on) return std::move(on).error();
  auto found = (*on)->read([&](connection& at) { return read_submission(at, tenant, id, false); });
  if (!found) return std::move(found).error();
  return view_of(*found);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
