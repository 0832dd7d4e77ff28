#include "workflow/inbox/delivery_text.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::use;

constexpr std::size_t longest_letter = 4; // of UTF-8, in bytes

/// At most so many bytes of the text, without a part of a letter at the end.
std::size_t whole_letters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while ((static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return most;
}

} // namespace

std::vector<std::string> in_parts(std::string_view text) {
  std::vector<std::string> out;
  for (std::string_view rest = text; !rest.empty() || out.empty();) {
    std::size_t const size = whole_letters(rest, delivery_part_bytes);
    out.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  return out;
}

void store_rest(connection const& at, std::string const& tenant, std::string const& key, std::vector<std::string> const& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    int const part = static_cast<int>(i);
    at.change("INSERT INTO rubrica_delivery_parts (tenant, delivery_key, part, content) VALUES (:tenant, :key, :part, :content)",
              use(tenant, "tenant"), use(key, "key"), use(part, "part"), use(parts[i], "content"));
  }
}

std::string with_rest(connection const& at, std::string const& tenant, std::string const& key, std::string first) {
  if (first.size() + longest_letter <= delivery_part_bytes) return first;
  soci::rowset<std::string> const rows =
      (at.sql().prepare
           << "SELECT content FROM rubrica_delivery_parts WHERE tenant = :tenant AND delivery_key = :key ORDER BY part",
       use(tenant, "tenant"), use(key, "key"));
  for (std::string const& one : rows) first += one;
  return first;
}

void drop_rest(connection const& at, std::string const& tenant, long long number) {
  at.change("DELETE FROM rubrica_delivery_parts WHERE tenant = :tenant AND delivery_key IN (SELECT delivery_key FROM "
            "rubrica_deliveries WHERE tenant = :tenant_again AND number = :number)",
            use(tenant, "tenant"), use(tenant, "tenant_again"), use(number, "number"));
}

void drop_rest(connection const& at, std::string const& tenant, std::string const& id) {
  at.change("DELETE FROM rubrica_delivery_parts WHERE tenant = :tenant AND delivery_key IN (SELECT delivery_key FROM "
            "rubrica_deliveries WHERE tenant = :tenant_again AND id = :id)",
            use(tenant, "tenant"), use(tenant, "tenant_again"), use(id, "id"));
}

} // namespace workflow
RUBRICA_END_NAMESPACE
