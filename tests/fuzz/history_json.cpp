// Saved histories, one after the other: each is read or refused with a reason. A history that was read is the same after saving
// and reading it again, and merging gives the same result in both directions.

#include "property.hpp"

#include <rubrica/signing/history.hpp>

using namespace rubrica_fuzz;
using rubrica::errc;
using rubrica::signing::history;

namespace {

void check_history(history const& read) {
  std::string const text = read.to_json();
  auto const again = history::from_json(text);
  require(again.has_value(), "what was saved can be read");
  require(*again == read && again->size() == read.size(), "it comes back as it was");
  require(again->to_json() == text, "and is saved in the same words");
  require(read.empty() == (read.size() == 0), "an empty history has no facts");

  history told = read;
  require(told.merge(*again).empty() && told == read, "a history learns nothing of itself");
  auto const documents = read.documents();
  for (auto const& one : documents) {
    require(!one.document.empty() && !to_string(one.status()).empty(), "a document has an id and a status");
    require(one.conflict() == (one.status() == rubrica::signing::document_status::conflict), "a conflict outweighs all else");
    for (auto const& signer : one.signers) {
      require(!to_string(signer.status()).empty(), "a signer has a status");
      require(signer.invitation_failed || signer.failure.status.empty(), "who was reached has no failure");
    }
    require(read.document(one.document).document == one.document, "a document is found by its id");
  }
}

void check_timeline(history const& read) {
  auto const lines = read.timeline();
  require(lines.size() <= read.size(), "each line is a fact");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto const& before = lines[i - 1].when;
    auto const& after = lines[i].when;
    require(!after.at() || (before.at() && *before.at() <= *after.at()), "lines come in the order of time");
  }
}

std::vector<std::string> keys_of(history const& one) {
  std::vector<std::string> keys;
  for (auto const& line : one.timeline()) keys.push_back(line.key);
  return keys;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  history forwards;
  history backwards;
  for (std::string_view const text : records_of(text_of(data, size), 3)) {
    auto const read = history::from_json(text);
    if (!read) {
      require_explained(read.error(), {errc::malformed, errc::limit_exceeded}, text);
      continue;
    }
    check_history(*read);
    check_timeline(*read);
    history other = *read;
    other.merge(backwards);
    backwards = other;
    forwards.merge(*read);
    require(forwards == backwards, "histories merge the same both ways");
    require(keys_of(forwards) == keys_of(backwards), "and show the same lines in the same order");
    history copy = forwards;
    require(copy == forwards && keys_of(copy) == keys_of(forwards), "a copy shows what the other one does");
  }
  return 0;
}
