#include "workflow/changes/change_log.hpp"

#include "crypto/hmac.hpp"
#include "workflow/changes/change_json.hpp"
#include "workflow/engine_state.hpp"

#include <numeric>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;

constexpr std::size_t most_numbered = 1'000;

/// The changes that were committed and have no position yet, in the order of their numbers.
std::vector<long long> without_position(connection const& at) {
  std::vector<long long> found(most_numbered);
  at.sql() << "SELECT number FROM rubrica_changes WHERE position IS NULL ORDER BY position, number LIMIT 1000", into(found);
  return found;
}

/// Gives them positions. Whoever does it holds the row of the last position until its commit: a reader therefore sees a position only
/// when it sees all that are less. A change that is committed later gets a greater one. Returns how many.
result<std::size_t> number_committed(database const& on) {
  auto waiting = on.read([](connection& at) -> result<bool> { return !without_position(at).empty(); });
  if (!waiting) return std::move(waiting).error();
  if (!*waiting) return std::size_t{0};
  return on.write([](connection& at) -> result<std::size_t> {
    long long last = 0;
    at.sql() << at.text("SELECT last_position FROM rubrica_positions WHERE name = 'changes' {for_update}"), into(last);
    std::vector<long long> const found = without_position(at);
    if (found.empty()) return std::size_t{0};
    std::vector<long long> positions(found.size());
    std::iota(positions.begin(), positions.end(), last + 1);
    at.sql() << "UPDATE rubrica_changes SET position = :position WHERE number = :number", use(positions, "position"),
        use(found, "number");
    at.change("UPDATE rubrica_positions SET last_position = :position WHERE name = 'changes'", use(positions.back(), "position"));
    return found.size();
  });
}

change change_of(soci::row const& row) {
  change out;
  out.position = row.get<long long>(0);
  out.tenant = row.get<std::string>(1);
  out.id = row.get<std::string>(2);
  out.key = row.get<std::string>(3);
  out.at = instant(std::chrono::milliseconds(row.get<long long>(4)));
  if (auto read = read_told(row.get<std::string>(5), out); !read) out.error = std::move(read).error();
  return out;
}

result<std::vector<change>> numbered(database const& on, changes_query const& query) {
  return on.read([&](connection& at) -> result<std::vector<change>> {
    constexpr std::string_view columns = "SELECT position, tenant, id, change_key, recorded_at, told FROM rubrica_changes WHERE ";
    constexpr std::string_view order = " ORDER BY position LIMIT ";
    std::string const text = std::string(columns) + (query.tenant.empty() ? "" : "tenant = :tenant AND ") + "position > :after" +
                             std::string(order) + std::to_string(query.limit);
    long long const after = query.after;
    std::vector<change> out;
    if (query.tenant.empty()) {
      soci::rowset<soci::row> const rows = (at.sql().prepare << text, use(after, "after"));
      for (soci::row const& row : rows) out.push_back(change_of(row));
    } else {
      soci::rowset<soci::row> const rows = (at.sql().prepare << text, use(query.tenant, "tenant"), use(after, "after"));
      for (soci::row const& row : rows) out.push_back(change_of(row));
    }
    return out;
  });
}

} // namespace

std::string change_key(std::initializer_list<std::string_view> parts) {
  std::string joined; // each with its length, so that no two lists give one text
  for (std::string_view part : parts) joined.append(std::to_string(part.size())).append(":").append(part);
  return detail::sha256_hex(joined);
}

void record(connection const& at, change const& one) {
  std::string const told = told_json(one);
  at.change("{insert_new} rubrica_changes (tenant, change_key, id, recorded_at, told) VALUES (:tenant, :key, :id, {now}, :told) "
            "{if_absent}",
            use(one.tenant, "tenant"), use(one.key, "key"), use(one.id, "id"), use(told, "told"));
}

result<std::vector<change>> read_changes(database const& at, changes_query const& query) {
  if (query.limit < 1 || query.limit > 1'000)
    return make_error(errc::invalid_argument, "the limit of changes must be 1 to 1,000", outcome::not_sent);
  while (true) {
    auto found = number_committed(at);
    if (!found) return std::move(found).error();
    auto out = numbered(at, query);
    bool const is_complete = *found < most_numbered || !out || out->size() == static_cast<std::size_t>(query.limit);
    if (is_complete) return out;
  }
}

result<std::vector<change>> engine::changes(changes_query const& query) const {
  auto at = state_->database();
  if (!at) return std::move(at).error();
  return read_changes(**at, query);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
