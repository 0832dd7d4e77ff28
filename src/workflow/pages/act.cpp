#include "workflow/engine_state.hpp"
#include "workflow/pages/actions.hpp"
#include "workflow/queue/claim.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::use;

result<void> check(stored_submission const& one, action what) {
  if (one.wanted)
    return make_error(errc::not_ready, "another action of the submission is to be carried out first", outcome::not_sent);
  auto const all = actions_of(one);
  auto const found = std::find_if(all.begin(), all.end(), [&](allowed_action const& each) { return each.action == what; });
  if (found == all.end()) return make_error(errc::invalid_argument, "there is no such action", outcome::not_sent);
  if (found->allowed) return {};
  error_info why = make_error(errc::rule_refused, found->why_not, outcome::not_sent);
  why.rule = found->rule;
  return why;
}

} // namespace

result<void> engine::act(std::string const& tenant, std::string const& id, action wanted) {
  auto on = state_->database();
  if (!on) return std::move(on).error();
  if (wanted == action::download && state_->options().files == nullptr)
    return make_error(errc::invalid_argument, "the engine has no file store", outcome::not_sent);
  return (*on)->write([&](connection& at) -> result<void> {
    auto const known = read_submission(at, tenant, id, true);
    if (!known) return known.error();
    if (auto may = check(*known, wanted); !may) return may;
    std::string const name(to_string(wanted));
    // The error of the former action would look like this one's.
    at.change(
        "UPDATE rubrica_submissions SET wanted = :wanted, failures = 0, last_error = NULL WHERE tenant = :tenant AND id = :id",
        use(name, "wanted"), use(tenant, "tenant"), use(id, "id"));
    wake(at, tenant, id);
    return {};
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
