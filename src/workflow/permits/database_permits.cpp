#include "workflow/permits/database_permits.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

using soci::into;
using soci::use;

result<http::permits> database_permits::reserve(std::int64_t window, int wanted, int limit) {
  constexpr long long kept_windows = 60;
  long long const number = window;
  return at_->write([&](connection& at) -> result<http::permits> {
    bool const is_new = at.change("{insert_new} rubrica_permits (account, window_number, used) VALUES (:account, :number, 0) "
                                  "{if_absent}",
                                  use(account_, "account"), use(number, "number")) > 0;
    int used = 0;
    at.sql() << at.text("SELECT used FROM rubrica_permits WHERE account = :account AND window_number = :number {for_update}"),
        use(account_, "account"), use(number, "number"), into(used);
    int const granted = std::clamp(limit - used, 0, std::max(wanted, 0));
    used += granted;
    if (granted > 0)
      at.change("UPDATE rubrica_permits SET used = :used WHERE account = :account AND window_number = :number", use(used, "used"),
                use(account_, "account"), use(number, "number"));
    long long const old = number - kept_windows;
    if (is_new)
      at.change("DELETE FROM rubrica_permits WHERE account = :account AND window_number < :old", use(account_, "account"),
                use(old, "old"));
    return http::permits{granted, std::max(0, limit - used)};
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
