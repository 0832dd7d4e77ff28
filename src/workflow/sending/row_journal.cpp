#include "workflow/sending/row_journal.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

using soci::use;

namespace {

/// As the row keeps it: the bytes of files are in a table of their own.
std::string without_contents(signing::sending one) {
  for (auto& document : one.plan.documents) document.bytes = {};
  return one.to_json();
}

} // namespace

row_journal::row_journal(database const& at, workflow::claim const& held, signing::sending contained)
    : at_(at), held_(held), contained_(std::move(contained)) {}

result<void> row_journal::save(signing::sending const& one) {
  std::string const text = without_contents(one);
  return at_.write([&](connection& open) -> result<void> {
    if (!is_held(open, held_)) return taken_over();
    open.change("UPDATE rubrica_submissions SET sending = :sending WHERE tenant = :tenant AND id = :id", use(text, "sending"),
                use(held_.tenant, "tenant"), use(held_.id, "id"));
    return {};
  });
}

result<void> row_journal::claim(signing::sending const& one, std::string const&) {
  return save(one);
}

result<std::optional<signing::sending>> row_journal::load(std::string const& key) {
  if (key != contained_.key) return std::optional<signing::sending>();
  return std::optional(contained_);
}

result<std::vector<result<signing::sending>>> row_journal::load_open() {
  std::vector<result<signing::sending>> out;
  out.emplace_back(contained_);
  return out;
}

result<void> row_journal::forget(signing::sending const&) {
  return {};
}

} // namespace workflow
RUBRICA_END_NAMESPACE
