#include "detail/json_shapes.hpp"
#include "signing/sending.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace signing { namespace {

/// What the plan wrote into a document's metadata to know it again.
struct mark {
  std::string key;
  std::int64_t file = -1;
};

}}}} // namespace rubrica::v0_1::signing

namespace rubrica { inline namespace v0_1 { namespace detail {

struct mark_table {
  using owner = signing::mark;
  static constexpr json_member list[] = {{"rubrica_key", at<&owner::key>}, {"rubrica_file", at<&owner::file>}};
};
template <> struct table_of<signing::mark> { using type = mark_table; };

}}} // namespace rubrica::v0_1::detail

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

using clicksign::status;

bool is_marked(clicksign::document const& document, std::string const& key, std::size_t index) {
  mark found;
  return detail::read_json(document.metadata, detail::slot_for(found)) && found.key == key &&
         found.file == static_cast<std::int64_t>(index);
}

bool is_person(clicksign::signer const& found, clicksign::new_signer const& wanted) {
  return found.name == wanted.name && found.email == wanted.email && found.phone_number == wanted.phone_number;
}

bool satisfies(clicksign::requirement const& found, clicksign::new_requirement const& wanted) {
  return found.action == wanted.action && found.role == wanted.role && found.auth == wanted.auth;
}

template <class Id> bool contains(std::vector<Id> const& ids, Id const& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

result<std::optional<clicksign::envelope>> sending::find_envelope() {
  clicksign::envelope_query query;
  query.name = plan_.envelope.name;
  auto found = client_.envelopes().list(query, limits(longest_call)).all();
  if (!found) return std::move(found).error();
  std::optional<clicksign::envelope> oldest;
  for (clicksign::envelope& one : *found) {
    bool const ours = one.name == plan_.envelope.name && one.status == status::draft;
    if (ours && (!oldest || one.created.at() < oldest->created.at())) oldest = std::move(one);
  }
  return oldest;
}

result<std::optional<clicksign::document>> sending::find_document(std::size_t index) {
  auto found = client_.documents().list(envelope_, {}, limits(longest_call)).all();
  if (!found) return std::move(found).error();
  for (clicksign::document& one : *found) {
    if (is_marked(one, plan_.key, index)) return std::optional(std::move(one));
  }
  return std::optional<clicksign::document>();
}

result<std::optional<clicksign::signer>> sending::find_signer(std::size_t index) {
  auto found = client_.signers().list(envelope_, {}, limits(longest_call)).all();
  if (!found) return std::move(found).error();
  for (clicksign::signer& one : *found) {
    if (is_person(one, plan_.signers[index])) return std::optional(std::move(one));
  }
  return std::optional<clicksign::signer>();
}

result<std::vector<clicksign::new_requirement>> sending::missing_requirements() {
  std::vector<clicksign::new_requirement> missing;
  for (document_id const& document : documents_) {
    for (signer_id const& signer : signers_) {
      // The answer does not say whose requirement it is (clicksign-v3 §8.4), so each pair is asked for.
      auto found = client_.requirements().list(envelope_, {document, signer, {}}, limits(longest_call)).all();
      if (!found) return std::move(found).error();
      for (clicksign::new_requirement& wanted : requirements_for(plan_, {document}, signers_)) {
        if (wanted.signer != signer) continue;
        bool const there = std::any_of(found->begin(), found->end(), [&](auto const& one) { return satisfies(one, wanted); });
        if (!there) missing.push_back(std::move(wanted));
      }
    }
  }
  return missing;
}

result<void> sending::remove_strays() {
  if (!doubtful_) return {};
  auto documents = client_.documents().list(envelope_, {}, limits(longest_call)).all();
  if (!documents) return std::move(documents).error();
  for (auto const& one : *documents) {
    if (contains(documents_, one.id)) continue;
    if (auto removed = client_.documents().remove(envelope_, one.id, limits(longest_call)); !removed) return removed;
  }
  auto signers = client_.signers().list(envelope_, {}, limits(longest_call)).all();
  if (!signers) return std::move(signers).error();
  for (auto const& one : *signers) {
    if (contains(signers_, one.id)) continue;
    if (auto removed = client_.signers().remove(envelope_, one.id, limits(longest_call)); !removed) return removed;
  }
  clicksign::envelope_query query;
  query.name = plan_.envelope.name;
  auto envelopes = client_.envelopes().list(query, limits(longest_call)).all();
  if (!envelopes) return std::move(envelopes).error();
  for (auto const& one : *envelopes) {
    if (one.name != plan_.envelope.name || one.id == envelope_ || one.status != status::draft) continue;
    if (auto removed = client_.envelopes().remove(one.id, limits(longest_call)); !removed) return removed;
  }
  return {};
}

}}} // namespace rubrica::v0_1::signing
