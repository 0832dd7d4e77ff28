#include "signing/sending/belonging.hpp"

#include <rubrica/signing/origin.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

belonging belonging_of(clicksign::envelope const& one, std::vector<clicksign::document> const& documents, std::string_view key) {
  auto const has_key = [&](auto const& record) {
    auto const origin = origin_of(record);
    return origin && origin->key == key;
  };
  if (has_key(one.metadata)) return belonging::ours; // so it is after a bulk creation
  if (documents.empty()) return belonging::unsaid;
  return std::any_of(documents.begin(), documents.end(), has_key) ? belonging::ours : belonging::strangers;
}

} // namespace signing
RUBRICA_END_NAMESPACE
