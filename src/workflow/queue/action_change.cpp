#include "workflow/queue/action_change.hpp"

#include "workflow/changes/change_log.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

void record_action(connection const& at, claim const& held, std::optional<error_info> error) {
  if (!held.wanted) return;
  change one;
  one.tenant = held.tenant;
  one.id = held.id;
  one.kind = change_kind::action;
  // The same action may be wanted many times: the number of the claim tells them apart.
  one.key = change_key({"action", held.id, std::to_string(held.attempt), to_string(*held.wanted), std::to_string(held.number)});
  one.action = held.wanted;
  one.error = std::move(error);
  record(at, one);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
