#include "signing/sending/bulk.hpp"

#include "signing/new_signer.hpp"
#include "signing/sending/belonging.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/new_sending.hpp"
#include "signing/sending/reference.hpp"
#include "signing/sending/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest_call = std::chrono::seconds(120); // with an upload in it

clicksign::new_envelope_bulk_creation creation_of(plan const& plan) {
  clicksign::new_envelope_bulk_creation out;
  out.source = "rubrica";
  out.envelope = plan.envelope;
  out.envelope_metadata = plan.documents.front().metadata;
  out.document = plan.documents.front();
  out.notification = plan.notification;
  for (std::size_t i = 0; i < plan.signers.size(); ++i) {
    clicksign::bulk_signer& added = out.signers.emplace_back();
    added.who = plan.signers[i];
    added.roles.clear();
    added.authentications.clear();
    for (planned_requirement const& one : plan.requirements) {
      if (one.signer != i) continue;
      if (one.requirement.action == clicksign::requirement_action::agree)
        added.roles.push_back(one.requirement.role);
      else if (one.requirement.action == clicksign::requirement_action::provide_evidence)
        added.authentications.push_back(one.requirement.auth);
      else
        added.rubrics.push_back(
            {one.requirement.pages, one.requirement.rubric_field, one.requirement.positions, one.requirement.kind});
    }
  }
  return out;
}

error_info not_there_yet() {
  return make_error(errc::not_ready, "the envelope of the bulk creation is not there yet, or not complete");
}

result<std::vector<signer_id>> signers_of(clicksign::client const& client, plan const& plan, envelope_id const& envelope,
                                          clicksign::call_options const& options) {
  auto found = client.signers().list(envelope, {}, options).all();
  if (!found) return std::move(found).error();
  std::vector<signer_id> out;
  for (clicksign::new_signer const& wanted : plan.signers) {
    auto const one = std::find_if(found->begin(), found->end(), [&](auto const& each) { return is_same_person(each, wanted); });
    if (one == found->end()) return not_there_yet();
    out.push_back(one->id);
    found->erase(one);
  }
  return out;
}

/// What stands in the envelope that the creation made.
result<sent> made_in_bulk(clicksign::client const& client, plan const& plan, clicksign::envelope const& made,
                          std::vector<clicksign::document> const& documents, clicksign::call_options const& options) {
  if (documents.size() != plan.documents.size()) return not_there_yet();
  sent out = begun(plan);
  out.notified = plan.notification.has_value();
  out.envelope = made.id;
  if (!made.deadline.text().empty()) out.deadline = made.deadline;
  for (clicksign::document const& one : documents) out.documents.push_back(one.id);
  auto signers = signers_of(client, plan, made.id, options);
  if (!signers) return std::move(signers).error();
  out.signers = *std::move(signers);
  out.pairs = pairs_of(plan, out.documents, out.signers);
  return out;
}

result<sent> look_after_lost_answer(clicksign::client const& client, plan const& plan, send_options const& options,
                                    error_info why) {
  auto const clock = client.clock();
  // Looking too early would miss it. A raised flag or the end of the time does not make the answer known.
  auto const until = clock->now() + std::min(options.quiescence, options.timeout);
  clock->wait(until, options.cancelled.get());
  auto found = find_bulk(client, plan, {longest_call, nullptr, {}});
  if (found) return found;
  why.outcome = outcome::ambiguous;
  why.message +=
      fmt::format(" An envelope with the reference {} in its name may exist, or may still be created.", reference_of(plan.key));
  return why;
}

} // namespace

result<sent> send_in_bulk(clicksign::client const& client, plan const& plan, send_options const& options) {
  auto made = client.envelope_bulk_creations().create(creation_of(plan),
                                                      {std::min(options.timeout, longest_call), options.cancelled, {}});
  if (!made && made.error().outcome == outcome::ambiguous)
    return look_after_lost_answer(client, plan, options, std::move(made).error());
  if (!made) return about_bulk(std::move(made).error(), plan);
  sent out = begun(plan);
  out.notified = plan.notification.has_value();
  out.job = made->job;
  out.envelope = made->envelope;
  return out;
}

bool is_without_bulk(error_info const& error) {
  if (error.outcome == outcome::ambiguous) return false;
  switch (error.code) {
  case errc::not_found:
  case errc::forbidden:
  case errc::forbidden_plan:
  case errc::service_unavailable: return true; // a 503 that is not `ambiguous` says that the function is off
  default: return false;
  }
}

result<sent> find_bulk(clicksign::client const& client, plan const& plan, clicksign::call_options const& options) {
  clicksign::envelope_query query;
  query.name = plan.envelope.name;
  auto envelopes = client.envelopes().list(query, options).all();
  if (!envelopes) return std::move(envelopes).error();
  for (clicksign::envelope const& one : *envelopes) {
    if (one.name != plan.envelope.name || !was_activated(one.status)) continue;
    auto documents = client.documents().list(one.id, {}, options).all();
    if (!documents) return std::move(documents).error();
    if (belonging_of(one, *documents, plan.key) == belonging::ours) return made_in_bulk(client, plan, one, *documents, options);
  }
  return not_there_yet();
}

} // namespace signing
RUBRICA_END_NAMESPACE
