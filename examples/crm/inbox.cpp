#include "inbox.hpp"

#include <chrono>

namespace crm {

using soci::use;

void note_delivery(soci::session& at, std::string const& tenant, std::string const& delivery, rubrica::instant when) {
  auto const seconds = static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count());
  at << "INSERT OR IGNORE INTO crm_inbox (tenant, delivery, at) VALUES (:tenant, :delivery, :at)", use(tenant), use(delivery),
      use(seconds);
}

std::vector<received> inbox_of(soci::session& at, std::string const& tenant, int at_most) {
  std::vector<received> out;
  soci::rowset<soci::row> const rows =
      (at.prepare << "SELECT delivery, at FROM crm_inbox WHERE tenant = :tenant ORDER BY number DESC LIMIT :most", use(tenant),
       use(at_most));
  for (auto const& row : rows)
    out.push_back({row.get<std::string>(0), rubrica::instant(std::chrono::seconds(row.get<long long>(1)))});
  return out;
}

} // namespace crm
