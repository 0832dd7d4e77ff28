#include "signing/history_rules.hpp"
#include "signing/history_state.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

bool is_event(fact const& one) {
  return one.source == fact_source::clicksign || one.source == fact_source::assinebem;
}

/// The event that something seen of a document stands for.
std::string_view event_for(fact const& one) {
  if (one.source == fact_source::clicksign_document && one.name == seen::signature) return "sign";
  if (one.source == fact_source::assinebem_document && one.name == seen::signature) return "party_signed";
  if (one.source == fact_source::assinebem_document && one.name == seen::viewed) return "document_viewed";
  return {};
}

bool has_event(facts_by_key const& facts, std::string_view name, std::string const& signer) {
  return std::any_of(facts.begin(), facts.end(), [&](auto const& each) {
    return is_event(each.second) && each.second.name == name && each.second.signer == signer;
  });
}

/// The same event once without a time, and once with: a callback and its line in the embedded history.
bool has_twin_with_time(facts_by_key const& facts, fact const& one) {
  return std::any_of(facts.begin(), facts.end(), [&](auto const& each) {
    fact const& other = each.second;
    return other.source == one.source && other.name == one.name && other.signer == one.signer && other.at.at() &&
           (other.detail == one.detail || other.detail.empty());
  });
}

timestamp seen_at(facts_by_key const& facts, fact const& event) {
  for (auto const& [key, one] : facts) {
    if (event_for(one) == event.name && one.signer == event.signer && one.at.at()) return one.at;
  }
  return event.at;
}

personal shown_name(document_state const& state, fact const& one) {
  for (signer_state const& who : state.signers) {
    if (who.signer.text() == one.signer && names_signer(one)) return who.name.empty() ? who.email : who.name;
  }
  return one.person.empty() ? one.email : one.person;
}

/// Operators add and remove signers; everything else that names a signer is the signer's own doing.
bool is_done_to_signer(fact const& one) {
  return one.source == fact_source::clicksign && (one.name == "add_signer" || one.name == "remove_signer");
}

timeline_line line_of(document_state const& state, fact const& one, std::string const& key) {
  timeline_line line;
  line.when = one.at;
  line.what = one.name;
  (is_done_to_signer(one) ? line.whom : line.who) = shown_name(state, one);
  if (!one.actor.empty()) line.who = one.actor;
  line.note = one.note;
  line.provider = provider_of(one);
  line.envelope = state.envelope;
  line.document = document_id(one.document);
  line.signer = signer_id(one.signer);
  line.subject = one.subject;
  line.key = key;
  return line;
}

} // namespace

void add_lines(facts_by_key const& facts, timeline_lines& out) {
  document_state const state = state_of(facts);
  for (auto const& [key, one] : facts) {
    if (is_event(one)) {
      if (!one.at.at() && has_twin_with_time(facts, one)) continue;
      out.push_back(line_of(state, one, key));
      if (!one.at.at()) out.back().when = seen_at(facts, one);
    } else if (std::string_view const name = event_for(one); !name.empty() && !has_event(facts, name, one.signer)) {
      out.push_back(line_of(state, one, key));
      out.back().what = name;
    }
  }
}

}}} // namespace rubrica::v0_1::signing
