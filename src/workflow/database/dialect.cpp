#include "workflow/database/dialect.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

dialect const* const built_with[] = {
    &sqlite_dialect,
#ifdef RUBRICA_WORKFLOW_POSTGRESQL
    &postgresql_dialect,
#endif
#ifdef RUBRICA_WORKFLOW_MYSQL
    &mysql_dialect,
#endif
};

constexpr std::string_view separator = "://";

} // namespace

dialect const* dialect_of(std::string_view& address) {
  auto const end = address.find(separator);
  if (end == std::string_view::npos) return nullptr;
  auto const* const found = dialect_of_backend(address.substr(0, end));
  if (found == nullptr) return nullptr;
  // libpq reads its URLs itself: `USER@HOST/NAME?sslmode=require`, and not `host=HOST dbname=NAME`.
  std::string_view const rest = address.substr(end + separator.size());
  auto const word = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
  bool const is_url = found->reads_urls && (word == std::string_view::npos || rest[word] != '=');
  if (!is_url) address.remove_prefix(end + separator.size());
  return found;
}

dialect const* dialect_of_backend(std::string_view name) {
  for (dialect const* one : built_with) {
    if (one->scheme == name) return one;
  }
  return nullptr;
}

std::string known_schemes() {
  std::string out;
  for (dialect const* one : built_with) {
    if (!out.empty()) out += " or ";
    out.append(one->scheme).append(separator);
  }
  return out;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
