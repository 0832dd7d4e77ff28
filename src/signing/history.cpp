#include <rubrica/signing/history.hpp>

#include <rubrica/signing/sender.hpp>

#include "signing/history/facts.hpp"
#include "signing/history/index.hpp"
#include "signing/history/timeline.hpp"
#include "signing/history/update.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// What the sender knows of one document.
void add_expected(std::vector<fact>& facts, envelope_id const& envelope, document_id const& document,
                  std::vector<signer_id> const& signers) {
  fact one;
  one.source = fact_source::caller;
  one.document = tidy(document.text(), longest_id);
  one.name = seen::envelope;
  one.detail = tidy(envelope.text(), longest_id);
  facts.push_back(one);
  one.name = seen::signer;
  one.detail.clear();
  for (signer_id const& signer : signers) {
    one.signer = tidy(signer.text(), longest_id);
    facts.push_back(one);
  }
}

} // namespace

history::history() = default;
history::history(history const& other) : facts_(other.facts_) {}
history::history(history&& other) noexcept = default;
history& history::operator=(history&& other) noexcept = default;
history::~history() = default;

history& history::operator=(history const& other) {
  return *this = history(other);
}

std::vector<struct change> history::apply(clicksign::webhook::event const& event) {
  return learn(facts_of(event));
}

std::vector<struct change> history::apply(assinebem::callback const& callback) {
  return learn(facts_of(callback));
}

std::vector<struct change> history::apply(callbacks::delivery const& delivery) {
  if (delivery.verdict != callbacks::verdict::accept) return {};
  if (auto const* event = delivery.clicksign()) return apply(*event);
  if (auto const* callback = delivery.assinebem()) return apply(*callback);
  return {};
}

std::vector<struct change> history::apply_list(document_id const& document,
                                               std::vector<clicksign::webhook::event> const& events) {
  clicksign::webhook::event all;
  auto& shown = all.document.emplace();
  shown.key = document;
  for (auto const& one : events) shown.events.push_back({one.name, one.occurred_at, one.data});
  return learn(facts_of(all));
}

void history::expect(signing::sent const& sent) {
  std::vector<fact> facts;
  for (document_id const& document : sent.documents) {
    std::vector<signer_id> signers;
    for (signing_pair const& one : sent.pairs) {
      if (one.document == document) signers.push_back(one.signer);
    }
    add_expected(facts, sent.envelope, document, sent.pairs.empty() ? sent.signers : signers);
  }
  learn(std::move(facts), nullptr); // the caller knows these changes already
}

void history::expect(envelope_id const& envelope, std::vector<document_id> const& documents,
                     std::vector<signer_id> const& signers) {
  std::vector<fact> facts;
  for (document_id const& document : documents) add_expected(facts, envelope, document, signers);
  learn(std::move(facts), nullptr);
}

std::vector<struct change> history::merge(history const& other) {
  std::vector<fact> facts;
  for (auto const& [about, known] : other.facts_) {
    for (auto const& [key, one] : known) facts.push_back(one);
  }
  return learn(std::move(facts));
}

std::vector<struct change> history::learn(std::vector<fact> facts) {
  std::vector<change> changes;
  learn(std::move(facts), &changes);
  return changes;
}

void history::learn(std::vector<fact> facts, std::vector<change>* tell) {
  // An exception on the way loses only the index, not the facts: the next call rebuilds it.
  auto index = std::exchange(index_, nullptr);
  if (index == nullptr) index = std::make_unique<history_index>(index_of(facts_));
  history_update update(facts_, std::move(facts));
  for (auto const& [place, one] : update.better()) index->topics[topic_of(one)].learn_spelling(one);
  for (auto const& [about, fresh] : update.fresh()) {
    topic_index& one = index->topics[about];
    findings found;
    for (auto const& [key, each] : fresh) one.learn(key, each, found);
    one.conclude(found);
    if (tell == nullptr) continue;
    auto changes = changes_of(about, one, found);
    std::move(changes.begin(), changes.end(), std::back_inserter(*tell));
  }
  update.commit();
  index_ = std::move(index);
}

document_state history::state_of(topic const& about, facts_by_key const& known) const {
  if (index_ != nullptr) return index_->topics.at(about).state();
  return index_of(known).state();
}

std::vector<document_state> history::documents() const {
  std::vector<document_state> out;
  for (auto const& [about, known] : facts_) {
    if (!std::get<1>(about).empty()) out.push_back(state_of(about, known));
  }
  return out;
}

document_state history::document(document_key const& key) const {
  std::string const provider(to_string(key.provider()));
  auto const found = facts_.lower_bound({provider, key.text(), {}});
  if (found != facts_.end() && !key.empty()) {
    auto const& [about, known] = *found;
    if (std::get<0>(about) == provider && std::get<1>(about) == key.text()) return state_of(about, known);
  }
  document_state unheard_of;
  unheard_of.document = key;
  return unheard_of;
}

timeline_lines history::timeline() const {
  timeline_lines lines;
  for (auto const& [about, known] : facts_) add_lines(known, state_of(about, known), lines);
  put_in_order(lines);
  return lines;
}

std::size_t history::size() const noexcept {
  std::size_t count = 0;
  for (auto const& [about, known] : facts_) count += known.size();
  return count;
}

bool operator==(history const& a, history const& b) {
  auto const shown = [](fact const& one) {
    return std::tie(one.at.text(), one.actor.reveal(), one.person.reveal(), one.email.reveal(), one.note.reveal());
  };
  auto const same = [&](auto const& x, auto const& y) { return x.first == y.first && shown(x.second) == shown(y.second); };
  auto const same_topic = [&](auto const& x, auto const& y) {
    return x.first == y.first && std::equal(x.second.begin(), x.second.end(), y.second.begin(), y.second.end(), same);
  };
  return std::equal(a.facts_.begin(), a.facts_.end(), b.facts_.begin(), b.facts_.end(), same_topic);
}

} // namespace signing
RUBRICA_END_NAMESPACE
