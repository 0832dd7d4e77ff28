#include <rubrica/signing/history.hpp>

#include "signing/history_facts.hpp"
#include "signing/history_state.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace signing {

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

void history::expect(envelope_id const& envelope, std::vector<document_id> const& documents,
                     std::vector<signer_id> const& signers) {
  std::vector<fact> facts;
  for (document_id const& document : documents) {
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
  static_cast<void>(learn(std::move(facts))); // the caller knows it already
}

std::vector<struct change> history::merge(history const& other) {
  std::vector<fact> facts;
  for (auto const& [about, known] : other.facts_) {
    for (auto const& [key, one] : known) facts.push_back(one);
  }
  return learn(std::move(facts));
}

std::vector<struct change> history::learn(std::vector<fact> facts) {
  std::set<topic> grown;
  for (fact& one : facts) {
    topic about{std::string(provider_of(one)), one.document, one.subject};
    if (insert(std::move(one), about)) grown.insert(std::move(about));
  }
  std::vector<change> out;
  for (topic const& about : grown) {
    auto told = new_changes(facts_[about], told_);
    std::move(told.begin(), told.end(), std::back_inserter(out));
  }
  return out;
}

bool history::insert(fact one, topic const& about) {
  std::string key = key_of(one);
  if (key.empty()) return false; // as if its callback had been lost: a later one heals that
  auto& known = facts_[about];
  auto const found = known.find(key);
  if (found != known.end()) return join(found->second, one), false;
  return known.emplace(std::move(key), std::move(one)), true;
}

std::vector<document_state> history::documents() const {
  std::vector<document_state> out;
  for (auto const& [about, known] : facts_) {
    if (!std::get<1>(about).empty()) out.push_back(state_of(known));
  }
  return out;
}

document_state history::document(document_id const& id) const {
  for (auto const& [about, known] : facts_) {
    if (std::get<1>(about) == id.text()) return state_of(known);
  }
  document_state unheard_of;
  unheard_of.document = id;
  return unheard_of;
}

timeline_lines history::timeline() const {
  timeline_lines lines;
  for (auto const& [about, known] : facts_) add_lines(known, lines);
  std::sort(lines.begin(), lines.end(), [](timeline_line const& a, timeline_line const& b) {
    auto const at = a.when.at().value_or(instant::max());
    auto const bt = b.when.at().value_or(instant::max());
    return at != bt ? at < bt : a.key < b.key;
  });
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

}}} // namespace rubrica::v0_1::signing
