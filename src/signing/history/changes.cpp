#include "signing/history/index.hpp"

#include <initializer_list>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// Joins texts so that no two different lists give the same result.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (std::string_view const part : parts) out.append(std::to_string(part.size())).append(1, ':').append(part);
  return out;
}

personal name_of(topic_index const& index, std::string_view signer, fact const* said) {
  if (personal const* const known = index.name_of(signer); known != nullptr) return *known;
  return said != nullptr ? said->person : personal();
}

} // namespace

std::vector<change> changes_of(topic const& about, topic_index const& index, findings const& found) {
  document_state const& document = index.document();
  std::string const& provider = std::get<0>(about);
  std::string const& subject = std::get<2>(about);
  std::vector<change> out;
  out.reserve(found.size());
  for (auto const& [name, finding] : found) {
    auto const& [place, signer, extra] = name;
    change_kind::known const kind = change_names::all[place];
    change& one = out.emplace_back();
    one.kind = change_kind(kind);
    one.key = hash_of(joined({provider, kind.text, document.document.text(), subject, signer, extra}));
    one.envelope = document.envelope;
    one.document = document.document;
    one.signer = key_of<signer_key>(document.document.provider(), signer);
    one.subject = subject;
    one.who = name_of(index, signer, finding.said);
    one.when = finding.when;
    if (finding.said != nullptr) one.note = shown_note(*finding.said);
  }
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
