#include "signing/history_state.hpp"

#include "detail/hmac.hpp"
#include "signing/history_rules.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <tuple>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

std::size_t place_of(change_kind::known kind) {
  auto const* const found = std::find(std::begin(change_names::all), std::end(change_names::all), kind);
  return static_cast<std::size_t>(found - std::begin(change_names::all));
}

/// A change that is true, before it is known whether it was told.
struct finding {
  change_kind::known kind{};
  std::string_view signer{};
  std::string_view extra{}; ///< tells apart what may happen each time
  personal const* person = nullptr;
  timestamp when{};
};

bool is_same(finding const& a, finding const& b) {
  return a.kind == b.kind && a.signer == b.signer && a.extra == b.extra;
}

/// Each change once, in the order of kinds and then of signers.
using findings = std::vector<finding>;

finding& add(findings& all, finding const& one) {
  auto const known = std::find_if(all.begin(), all.end(), [&](finding const& each) { return is_same(each, one); });
  return known != all.end() ? *known : all.emplace_back(one);
}

void put_in_order(findings& all) {
  std::sort(all.begin(), all.end(), [](finding const& a, finding const& b) {
    return std::make_tuple(place_of(a.kind), a.signer, a.extra) < std::make_tuple(place_of(b.kind), b.signer, b.extra);
  });
}

bool is_earlier(timestamp const& a, timestamp const& b) {
  return a.at() && (!b.at() || *a.at() < *b.at());
}

void conclude(document_state const& state, findings& all) {
  if (state.document.empty()) return;
  if (state.all_signed) {
    finding& found = add(all, {change_names::all_signed});
    for (signer_state const& one : state.signers) {
      if (found.when.empty() || is_earlier(found.when, one.signed_at)) found.when = one.signed_at;
    }
  }
  if (state.conflict()) add(all, {change_names::conflict});
}

findings findings_in(facts_by_key const& facts, document_state const& state) {
  findings all;
  for (auto const& [key, one] : facts) {
    if (one.document.empty() && one.subject.empty()) continue; // nobody knows what it is about
    for (fact_rule const& rule : rules_of_facts::all) {
      if (rule.tells.text.empty() || !meets(one, rule)) continue;
      std::string_view const extra = rule.each_time ? std::string_view(key) : std::string_view();
      finding& found = add(all, {rule.tells, one.signer, extra, &one.person});
      if (found.when.empty() || is_earlier(one.at, found.when)) found.when = one.at;
    }
  }
  conclude(state, all);
  put_in_order(all);
  return all;
}

/// Texts in a row, so that no two rows make the same one.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (std::string_view const part : parts) out.append(std::to_string(part.size())).append(1, ':').append(part);
  return out;
}

personal name_of(finding const& found, document_state const& state) {
  for (signer_state const& one : state.signers) {
    if (one.signer.text() == found.signer) return one.name.empty() ? one.email : one.name;
  }
  return found.person != nullptr ? *found.person : personal();
}

} // namespace

std::vector<change> new_changes(facts_by_key const& facts, std::set<std::string>& told) {
  document_state const state = state_of(facts);
  std::string const& subject = facts.begin()->second.subject;
  std::vector<change> out;
  for (finding const& found : findings_in(facts, state)) {
    std::string id = joined({state.provider, found.kind.text, state.document.text(), subject, found.signer, found.extra});
    if (told.count(id) > 0) continue;
    std::string key = detail::sha256_hex(id);
    if (key.empty()) continue; // it is told with the next callback that can be hashed
    change& one = out.emplace_back();
    one.kind = change_kind(found.kind);
    one.key = std::move(key);
    one.envelope = state.envelope;
    one.document = state.document;
    one.signer = signer_id(found.signer);
    one.subject = subject;
    one.who = name_of(found, state);
    one.when = found.when;
    told.insert(std::move(id));
  }
  return out;
}

}}} // namespace rubrica::v0_1::signing
