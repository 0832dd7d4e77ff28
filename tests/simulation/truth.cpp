#include "simulation/truth.hpp"

#include "simulation/requests.hpp"

#include <rubrica/signing/origin.hpp>

#include <algorithm>
#include <set>

namespace simulation {

using namespace rubrica;

namespace {

/// What one order has at ClickSign.
struct found {
  std::vector<sandbox::envelope const*> running;
  std::vector<sandbox::envelope const*> drafts;
};

found of_order(office& of, order const& one) {
  std::set<std::string> names;
  for (std::string const& key : one.keys) names.insert(name_of_envelope(one, key));
  found out;
  for (auto const& each : of.clicksign.account().envelopes.all()) {
    if (names.count(each->name) == 0 || of.clicksign.foreign().count(each->id) != 0) continue;
    (each->draft() ? out.drafts : out.running).push_back(each.get());
  }
  return out;
}

std::string duty(std::string_view document, std::string_view signer, std::string_view action, std::string_view value) {
  std::string out("duty ");
  for (std::string_view const part : {document, signer, action, value}) out.append(part).append(" ");
  return out;
}

/// Documents, signers, watchers and requirements, each as a text that says all that counts.
std::multiset<std::string> wanted_parts(signing::plan const& plan) {
  std::multiset<std::string> out;
  for (auto const& one : plan.documents) out.insert("document " + one.filename + ' ' + one.bytes);
  for (auto const& one : plan.signers)
    out.insert("signer " + std::string(one.email.reveal()) + ' ' + std::string(one.documentation.reveal()));
  for (auto const& one : plan.watchers) out.insert("watcher " + std::string(one.email.reveal()));
  for (auto const& one : plan.requirements) {
    auto const& what = one.requirement;
    std::string_view const value = what.role.text().empty() ? what.auth.text() : what.role.text();
    out.insert(duty(plan.documents[one.document].filename, plan.signers[one.signer].email.reveal(), what.action.text(), value));
  }
  return out;
}

std::multiset<std::string> actual_parts(sandbox::envelope const& one) {
  std::multiset<std::string> out;
  for (auto const& each : one.documents) out.insert("document " + each->filename + ' ' + *each->original);
  for (auto const& each : one.signers) out.insert("signer " + each->email.value_or("") + ' ' + each->documentation.value_or(""));
  for (auto const& each : one.watchers) out.insert("watcher " + each->email);
  for (auto const& each : one.requirements) {
    auto const* document = find_by_id(one.documents, each->document_id);
    auto const* signer = find_by_id(one.signers, each->signer_id);
    out.insert(duty(document == nullptr ? "-" : document->filename, signer == nullptr ? "-" : signer->email.value_or(""),
                    each->action, each->value));
  }
  return out;
}

void check_told(office& of, order const& one, report const& what, found const& truth) {
  bool const alone = of.how.keeps != keeping::contest;
  if (what.told) {
    bool const exists = truth.running.size() == 1 && truth.running.front()->id == what.told->envelope.text();
    if (!exists) of.all.violation("an order was told as sent, but its envelope does not run");
    return;
  }
  error_info const& error = what.told.error();
  bool const last = &what == &one.reports.back();
  bool const claims_nothing = error.outcome == outcome::not_sent || error.outcome == outcome::rejected;
  if (!claims_nothing || !alone || !last) return;
  if (!truth.running.empty()) of.all.violation("an error says that nothing was sent, but an envelope runs");
  if (!truth.drafts.empty()) of.all.violation("an error says that nothing is left, but a draft is");
}

void check_order(office& of, order const& one) {
  found const truth = of_order(of, one);
  if (truth.running.size() > 1) return of.all.violation("two envelopes of one order run");
  if (of.how.keeps != keeping::nothing && !one.done) of.all.violation("an order has not ended");
  for (report const& each : one.reports) check_told(of, one, each, truth);
  for (sandbox::envelope const* each : truth.running) {
    auto const plan = signing::make_plan(*one.request, one.keys.front());
    if (actual_parts(*each) != wanted_parts(plan)) of.all.violation("a running envelope is not what was asked for");
  }
}

} // namespace

void check_truth(office& of) {
  for (auto const& one : of.orders()) check_order(of, *one);
}

} // namespace simulation
