#include "workflow/engine_state.hpp"
#include "workflow/inbox/delivery_text.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

using soci::into;
using soci::use;

result<callbacks::delivery> engine::delivery(std::string const& tenant, std::string const& key) const {
  auto on = state_->database();
  if (!on) return std::move(on).error();
  auto text = (*on)->read([&](connection& at) -> result<std::string> {
    std::string found;
    at.sql() << "SELECT delivery FROM rubrica_deliveries WHERE tenant = :tenant AND delivery_key = :key", use(tenant, "tenant"),
        use(key, "key"), into(found);
    return with_rest(at, tenant, key, std::move(found));
  });
  if (!text) return std::move(text).error();
  if (text->empty()) return make_error(errc::not_found, "the tenant has no such callback", outcome::not_sent);
  return callbacks::delivery::from_json(*text);
}

result<int> engine::replay(std::string const& tenant, std::string const& key) {
  auto on = state_->database();
  if (!on) return std::move(on).error();
  return (*on)->write([&](connection& at) -> result<int> {
    std::string statement = "UPDATE rubrica_deliveries SET state = 'new' WHERE tenant = :tenant AND state IN "
                            "('quarantine', 'unreadable', 'stuck') AND delivery <> ''";
    if (key.empty()) return static_cast<int>(at.change(statement, use(tenant, "tenant")));
    statement += " AND delivery_key = :key";
    return static_cast<int>(at.change(statement, use(tenant, "tenant"), use(key, "key")));
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
