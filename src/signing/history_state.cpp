#include "signing/history_state.hpp"

#include "signing/history_rules.hpp"

#include <algorithm>
#include <optional>

namespace rubrica { inline namespace v0_1 { namespace signing {

std::string_view name(signer_status value) noexcept {
  constexpr std::string_view names[] = {"waiting", "viewed", "started", "refused", "delegated", "removed", "has_signed"};
  return names[static_cast<std::size_t>(value)];
}

std::string_view name(document_status value) noexcept {
  constexpr std::string_view names[] = {"unknown",   "running",     "deadline_reached", "closed",
                                        "cancelled", "invalidated", "conflict"};
  return names[static_cast<std::size_t>(value)];
}

signer_status signer_state::status() const noexcept {
  if (has_signed) return signer_status::has_signed;
  if (removed) return signer_status::removed;
  if (delegated) return signer_status::delegated;
  if (refused) return signer_status::refused;
  if (started) return signer_status::started;
  return viewed ? signer_status::viewed : signer_status::waiting;
}

bool document_state::conflict() const noexcept {
  int const endings = int(closed) + int(cancelled) + int(invalidated);
  return endings > 1;
}

bool document_state::anybody_signed() const noexcept {
  return all_signed || std::any_of(signers.begin(), signers.end(), [](auto const& one) { return one.has_signed; });
}

document_status document_state::status() const noexcept {
  if (conflict()) return document_status::conflict;
  if (invalidated) return document_status::invalidated;
  if (cancelled) return document_status::cancelled;
  if (closed) return document_status::closed;
  // ClickSign closes what has a signature when the deadline comes, unless the envelope was made otherwise; then a later
  // callback shows it cancelled.
  if (deadline_reached) return anybody_signed() ? document_status::closed : document_status::deadline_reached;
  return heard_of ? document_status::running : document_status::unknown;
}

namespace {

/// A signer's state with what is only needed to work it out.
struct signer_draft {
  signer_state state{};
  bool ever_removed = false;
  std::optional<instant> added{};
  std::optional<instant> removed{};
  std::optional<instant> named{};
  std::optional<instant> written{};
};

void keep_latest(std::optional<instant>& latest, std::optional<instant> at) {
  if (at && (!latest || *at > *latest)) latest = at;
}

void keep_earliest(timestamp& earliest, timestamp const& at) {
  bool const earlier = at.at() && (!earliest.at() || *at.at() < *earliest.at());
  if (earlier || earliest.empty()) earliest = at;
}

/// The name heard last; of several at one moment that of the greatest key, because facts come in the order of keys.
void keep_last(personal& shown, std::optional<instant>& since, personal const& heard, std::optional<instant> at) {
  if (heard.empty()) return;
  if (!shown.empty() && since && (!at || *at < *since)) return;
  shown = heard;
  since = at;
}

void learn_about_signer(signer_draft& draft, fact const& one) {
  auto const at = one.at.at();
  keep_last(draft.state.name, draft.named, one.person, at);
  keep_last(draft.state.email, draft.written, one.email, at);
  for (fact_rule const& rule : rules_of_facts::all) {
    if (rule.signer == nullptr || !meets(one, rule)) continue;
    draft.state.*rule.signer = true;
    if (rule.signer == &signer_state::has_signed) keep_earliest(draft.state.signed_at, one.at);
    if (rule.signer == &signer_state::removed) keep_latest(draft.removed, at);
  }
  if (one.source == fact_source::clicksign && one.name == "add_signer") keep_latest(draft.added, at);
}

signer_state finished(signer_draft const& draft) {
  signer_state state = draft.state;
  if (draft.added && draft.removed && *draft.added > *draft.removed) state.removed = false;
  return state;
}

bool have_signed(std::vector<std::string> const& keys, std::vector<signer_state> const& signers) {
  return !keys.empty() && std::all_of(keys.begin(), keys.end(), [&](std::string const& key) {
    return std::any_of(signers.begin(), signers.end(),
                       [&](signer_state const& one) { return one.has_signed && one.signer.text() == key; });
  });
}

void learn_about_document(document_state& state, fact const& one) {
  state.provider = provider_of(one);
  if (state.document.empty()) state.document = document_id(one.document);
  if (one.source != fact_source::caller) state.heard_of = true;
  if (one.source == fact_source::caller && one.name == seen::envelope && state.envelope.text() < one.detail) {
    state.envelope = envelope_id(one.detail);
  }
  for (fact_rule const& rule : rules_of_facts::all) {
    if (rule.document != nullptr && meets(one, rule)) state.*rule.document = true;
  }
}

} // namespace

document_state state_of(facts_by_key const& facts) {
  document_state state;
  std::map<std::string, signer_draft> signers;
  for (auto const& [key, one] : facts) {
    learn_about_document(state, one);
    if (names_signer(one)) learn_about_signer(signers[one.signer], one);
  }
  for (auto const& [key, draft] : signers) {
    state.signers.push_back(finished(draft));
    state.signers.back().signer = signer_id(key);
  }
  for (auto const& [key, one] : facts) {
    bool const is_roster = one.source == fact_source::clicksign_document && one.name == seen::roster;
    if (is_roster && have_signed(roster_keys(one.detail), state.signers)) state.all_signed = true;
  }
  return state;
}

}}} // namespace rubrica::v0_1::signing
