#include "signing/history/index.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

static_assert(std::size(change_names::all) <= told_kinds().size());

std::size_t place_of(change_kind::known kind) {
  auto const* const found = std::find(std::begin(change_names::all), std::end(change_names::all), kind);
  return static_cast<std::size_t>(found - std::begin(change_names::all));
}

void keep_latest(std::optional<instant>& latest, std::optional<instant> at) {
  if (at && (!latest || *at > *latest)) latest = at;
}

/// Keeps the latest text; of several at one moment the greatest, so that their order does not matter.
void keep_last(personal& shown, std::optional<instant>& since, personal const& heard, std::optional<instant> at) {
  if (heard.empty() || std::tie(at, heard.reveal()) <= std::tie(since, shown.reveal())) return;
  shown = heard;
  since = at;
}

/// Keeps the earliest moment, in the greatest of its spellings.
void keep_earliest(timestamp& earliest, timestamp const& at) {
  auto const old = earliest.at().value_or(instant::max());
  auto const other = at.at().value_or(instant::max());
  if (other < old || (other == old && earliest.text() < at.text())) earliest = at;
}

void keep_last(std::optional<failed_invitation>& last, fact const& one) {
  failed_invitation heard = failure_told_by(one);
  auto const order = [](failed_invitation const& each) {
    return std::make_tuple(each.when.at(), std::string_view(each.status), std::string_view(each.bounce_type),
                           std::string_view(each.channel), std::string_view(each.kind), std::string_view(each.details.reveal()),
                           std::string_view(each.when.text()));
  };
  if (!last || order(*last) < order(heard)) last = std::move(heard);
}

bool is_own_act(bool signer_state::*flag) {
  return flag == &signer_state::viewed || flag == &signer_state::started || flag == &signer_state::refused ||
         flag == &signer_state::has_signed;
}

/// Whether anything shows that the signer was reached after the failed message.
bool was_reached(signer_record const& record) {
  if (record.state.has_signed || record.acted_once) return true;
  auto const& since = record.failure->when.at();
  if (!since) return record.acted.has_value();
  return (record.acted && *record.acted >= *since) || (record.added && *record.added > *since);
}

signer_state finished(callbacks::provider provider, std::string const& key, signer_record const& record) {
  signer_state state = record.state;
  state.signer = key_of<signer_key>(provider, key);
  auto const back = std::max(record.added, record.acted);
  if (back && record.removed && *back >= *record.removed) state.removed = false;
  state.invitation_failed = record.failure && !was_reached(record);
  if (state.invitation_failed) state.failure = *record.failure;
  return state;
}

} // namespace

void topic_index::learn(std::string const& key, fact const& one, findings& found) {
  learn_about_document(one);
  signer_record* const who = names_signer(one) ? &signers_[one.signer] : nullptr;
  learn_spelling(one);
  for (fact_rule const& rule : rules_of_facts::all) {
    if (!meets(one, rule)) continue;
    obey(rule, one, who);
    bool const is_about_something = !one.document.empty() || !one.subject.empty();
    if (!rule.tells.text.empty() && is_about_something) tell(rule, key, one, who, found);
  }
  if (one.source == fact_source::clicksign_document && one.name == seen::roster && !document_.all_signed) {
    auto keys = lines_of(one.detail);
    if (keys.empty()) return;
    rosters_.push_back({std::move(keys)});
    go_on(rosters_.size() - 1);
  }
}

void topic_index::learn_about_document(fact const& one) {
  if (document_.document.empty()) document_.document = key_of<document_key>(provider_of(one), one.document);
  if (one.source != fact_source::caller) document_.heard_of = true;
  std::string_view const envelope = envelope_told_by(one);
  if (document_.envelope.text() < envelope) document_.envelope = envelope_id(envelope);
}

void topic_index::learn_spelling(fact const& one) {
  auto const found = signers_.find(one.signer);
  if (found == signers_.end() || !names_signer(one)) return;
  signer_record& who = found->second;
  auto const at = one.at.at();
  keep_last(who.state.name, who.named, one.person, at);
  keep_last(who.state.email, who.written, one.email, at);
  if (sets(one, &signer_state::has_signed)) keep_earliest(who.state.signed_at, one.at);
  if (is_failed_invitation(one)) keep_last(who.failure, one);
}

void topic_index::obey(fact_rule const& rule, fact const& one, signer_record* who) {
  if (rule.document != nullptr) document_.*rule.document = true;
  if (who == nullptr) return;
  auto const at = one.at.at();
  if (one.source == fact_source::clicksign && one.name == "add_signer") keep_latest(who->added, at);
  if (rule.signer == nullptr) return;
  bool const is_first = !(who->state.*rule.signer);
  who->state.*rule.signer = true;
  if (rule.signer == &signer_state::removed) keep_latest(who->removed, at);
  if (is_own_act(rule.signer)) {
    keep_latest(who->acted, at);
    if (!at) who->acted_once = true;
  }
  if (rule.signer == &signer_state::has_signed && is_first) has_signed(one.signer);
}

void topic_index::tell(fact_rule const& rule, std::string const& key, fact const& one, signer_record* who, findings& found) {
  bool const is_of_signer = who != nullptr && rule.document == nullptr;
  std::string_view const signer = is_of_signer ? std::string_view(one.signer) : std::string_view();
  std::string_view const extra = rule.each_time ? std::string_view(key) : std::string_view();
  add({&one, one.at}, place_of(rule.tells), signer, extra, is_of_signer ? who->told : told_, found);
}

/// Adds a finding that was not reported yet; of several facts that say the same, the earliest gives the time.
void topic_index::add(finding const& one, std::size_t place, std::string_view signer, std::string_view extra, told_kinds& told,
                      findings& found) {
  std::tuple const name(place, signer, extra);
  auto const known = found.find(name);
  if (known != found.end()) return keep_earliest(known->second.when, one.when);
  if (extra.empty() && told.test(place)) return; // a repeatable change is new when its fact is new
  found.emplace(name, one);
  told.set(place);
}

void topic_index::conclude(findings& found) {
  if (document_.document.empty()) return;
  std::size_t const place = place_of(change_names::all_signed);
  if (document_.all_signed) add({}, place, {}, {}, told_, found);
  if (auto const news = found.find({place, {}, {}}); news != found.end()) {
    timestamp& last = news->second.when;
    for (auto const& [key, who] : signers_) {
      if (who.state.signed_at.at() > last.at()) last = who.state.signed_at;
    }
  }
  if (document_.conflict()) add({}, place_of(change_names::conflict), {}, {}, told_, found);
}

void topic_index::has_signed(std::string const& signer) {
  auto const waiting = waiting_.find(signer);
  if (waiting == waiting_.end()) return;
  std::vector<std::size_t> const rosters = std::move(waiting->second);
  waiting_.erase(waiting);
  for (std::size_t const which : rosters) go_on(which);
}

void topic_index::go_on(std::size_t which) {
  roster& list = rosters_[which];
  for (; list.next < list.keys.size(); ++list.next) {
    std::string const& key = list.keys[list.next];
    auto const who = signers_.find(key);
    if (who != signers_.end() && who->second.state.has_signed) continue;
    waiting_[key].push_back(which);
    return;
  }
  document_.all_signed = true;
}

document_state topic_index::state() const {
  document_state state = document_;
  state.signers.reserve(signers_.size());
  for (auto const& [key, record] : signers_) state.signers.push_back(finished(document_.document.provider(), key, record));
  return state;
}

personal const* topic_index::name_of(std::string_view signer) const {
  auto const found = signers_.find(signer);
  if (found == signers_.end()) return nullptr;
  signer_state const& who = found->second.state;
  return who.name.empty() ? &who.email : &who.name;
}

topic_index index_of(facts_by_key const& facts) {
  topic_index index;
  findings found;
  for (auto const& [key, one] : facts) index.learn(key, one, found);
  index.conclude(found);
  return index;
}

history_index index_of(facts_by_topic const& facts) {
  history_index index;
  for (auto const& [about, known] : facts) index.topics.emplace(about, index_of(known));
  return index;
}

} // namespace signing
RUBRICA_END_NAMESPACE
