#include "signing/duties.hpp"
#include "signing/new_signer.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/sending.hpp"

#include <rubrica/signing/origin.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::status;

bool is_marked(clicksign::document const& document, std::string const& key, std::size_t index) {
  auto const origin = origin_of(document);
  return origin && origin->key == key && origin->file == index;
}

/// Whether the record is or may be gone: then it is searched again.
bool may_be_gone(result<void> const& removed) {
  return removed || removed.error().outcome == outcome::ambiguous || removed.error().code == errc::not_found;
}

/// Removes records beyond those that were asked for. Returns whether there were any; an error when one of those asked for is
/// missing.
template <class Resource, class Calls, class Id>
result<bool> keep_only(std::vector<Id> const& ours, Calls const& calls, envelope_id const& envelope,
                       clicksign::call_options const& limits) {
  auto found = calls.list(envelope, {}, limits).all();
  if (!found) return std::move(found).error();
  std::size_t seen = 0;
  bool changed = false;
  for (Resource const& one : *found) {
    if (std::find(ours.begin(), ours.end(), one.id) != ours.end()) {
      ++seen;
      continue;
    }
    changed = true;
    if (auto removed = calls.remove(envelope, one.id, limits); !may_be_gone(removed)) return std::move(removed).error();
  }
  if (seen == ours.size()) return changed;
  return make_error(errc::protocol, "something that was created is not there any more", outcome::rejected);
}

} // namespace

result<std::vector<clicksign::envelope>> sending::drafts_by_name(clicksign::call_options const& within) {
  clicksign::envelope_query query;
  query.name = plan_.envelope.name;
  auto found = client_.envelopes().list(query, within).all();
  if (!found) return std::move(found).error();
  std::vector<clicksign::envelope> drafts;
  for (clicksign::envelope& one : *found) {
    if (one.name != plan_.envelope.name) continue;
    known_.insert(one.id.text());
    if (one.status == status::draft) drafts.push_back(std::move(one));
  }
  return drafts;
}

result<std::optional<clicksign::envelope>> sending::find_envelope() {
  auto drafts = drafts_by_name(time_.limits(longest_call));
  if (!drafts) return std::move(drafts).error();
  auto const oldest = std::min_element(drafts->begin(), drafts->end(),
                                       [](auto const& a, auto const& b) { return a.created_at.at() < b.created_at.at(); });
  if (oldest == drafts->end()) return std::optional<clicksign::envelope>();
  return std::optional(std::move(*oldest));
}

result<std::optional<clicksign::document>> sending::find_document(std::size_t index) {
  auto found = client_.documents().list(envelope_, {}, time_.limits(longest_call)).all();
  if (!found) return std::move(found).error();
  for (clicksign::document& one : *found) {
    if (is_marked(one, plan_.key, index)) return std::optional(std::move(one));
  }
  return std::optional<clicksign::document>();
}

result<std::optional<clicksign::signer>> sending::find_signer(std::size_t index) {
  auto found = client_.signers().list(envelope_, {}, time_.limits(longest_call)).all();
  if (!found) return std::move(found).error();
  for (clicksign::signer& one : *found) {
    if (is_same_person(one, plan_.signers[index])) return std::optional(std::move(one));
  }
  return std::optional<clicksign::signer>();
}

result<std::optional<clicksign::watcher>> sending::find_watcher(std::size_t index) {
  auto found = client_.watchers().list(envelope_, {}, time_.limits(longest_call)).all();
  if (!found) return std::move(found).error();
  for (clicksign::watcher& one : *found) {
    if (one.email == plan_.watchers[index].email) return std::optional(std::move(one));
  }
  return std::optional<clicksign::watcher>();
}

result<requirement_gap> sending::compare_requirements() {
  requirement_gap gap;
  auto const& all = plan_.requirements;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].document == all[begin].document && all[end].signer == all[begin].signer) ++end;
    // The answer does not say to whom a requirement belongs (clicksign-rest §8.4), so each pair is listed separately.
    clicksign::requirement_query const pair{documents_[all[begin].document], signers_[all[begin].signer], {}};
    auto found = client_.requirements().list(envelope_, pair, time_.limits(longest_call)).all();
    if (!found) return std::move(found).error();
    for (std::size_t i = begin; i < end; ++i) {
      auto const there = std::find_if(found->begin(), found->end(), [&](auto const& one) {
        return is_same_duty(copy_of(one, {}), all[i].requirement); // neither names its document
      });
      if (there == found->end())
        gap.missing.push_back(i);
      else
        found->erase(there);
    }
    for (clicksign::requirement const& one : *found) gap.surplus.push_back(one.id);
  }
  return gap;
}

/// Makes ClickSign's state equal to the request after answers with an unknown effect.
result<void> sending::settle() {
  if (!doubtful_) return {};
  // The first of two requests may arrive later than the wait allows for. A second wait makes the reading reliable, if there is
  // time.
  if (repeated_ && time_.allows(options_.quiescence)) {
    if (auto waited = time_.pause(options_.quiescence); !waited) return waited;
  }
  for (int round = 0; round <= most_rounds; ++round) {
    if (auto going = time_.may_go_on(); !going) return going;
    auto changed = mend();
    if (!changed) return std::move(changed).error();
    if (!*changed) return {};
  }
  return make_error(errc::protocol, "what ClickSign holds does not become equal to what was asked for", outcome::rejected);
}

/// Reads everything back. True when something had to be corrected, so that it must be read again.
result<bool> sending::mend() {
  bool changed = false;
  for (auto part : {&sending::mend_envelopes, &sending::mend_documents, &sending::mend_signers, &sending::mend_watchers,
                    &sending::mend_requirements}) {
    auto done = (this->*part)();
    if (!done) return done;
    changed = changed || *done;
  }
  return changed;
}

result<bool> sending::mend_envelopes() {
  if (possible_ == 1) return false;
  auto drafts = drafts_by_name(time_.limits(longest_call));
  if (!drafts) return std::move(drafts).error();
  bool changed = false;
  for (clicksign::envelope const& one : *drafts) {
    if (one.id == envelope_) continue;
    changed = true;
    auto removed = client_.envelopes().remove(one.id, time_.limits(longest_call));
    if (!may_be_gone(removed)) return std::move(removed).error();
  }
  return changed;
}

result<bool> sending::mend_documents() {
  return keep_only<clicksign::document>(documents_, client_.documents(), envelope_, time_.limits(longest_call));
}

result<bool> sending::mend_signers() {
  return keep_only<clicksign::signer>(signers_, client_.signers(), envelope_, time_.limits(longest_call));
}

result<bool> sending::mend_watchers() {
  if (watchers_.empty()) return false;
  return keep_only<clicksign::watcher>(watchers_, client_.watchers(), envelope_, time_.limits(longest_call));
}

result<bool> sending::mend_requirements() {
  auto gap = compare_requirements();
  if (!gap) return std::move(gap).error();
  for (requirement_id const& one : gap->surplus) {
    auto removed = client_.requirements().remove(envelope_, one, time_.limits(longest_call));
    if (!may_be_gone(removed)) return std::move(removed).error();
  }
  bool const changed = !gap->surplus.empty() || !gap->missing.empty();
  if (auto set = require(std::move(gap->missing)); !set) return std::move(set).error();
  return changed;
}

} // namespace signing
RUBRICA_END_NAMESPACE
