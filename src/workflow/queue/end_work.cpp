#include "workflow/queue/end_work.hpp"

#include "workflow/later.hpp"
#include "workflow/queue/claimed_row.hpp"

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

result<work_note> end_work(engine::state const& of, claim const& held, std::string_view what,
                           std::function<result<conclusion>(connection const&)> const& done) {
  auto const on = of.database();
  if (!on) return on.error();
  return (*on)->write([&](connection& at) -> result<work_note> {
    if (!is_held(at, held)) return taken_over();
    auto const how = done(at);
    if (!how) return how.error();
    if (!conclude(at, held, *how)) return taken_over();
    work_note note{held.tenant, held.id, std::string(what), std::string(to_string(state_now(at, held))), {}};
    if (how->last_error) note.error = to_string(*how->last_error);
    return note;
  });
}

result<work_note> try_later(engine::state const& of, claim const& held, std::string_view what, error_info const& why) {
  return end_work(of, held, what, [&](connection const&) -> result<conclusion> {
    conclusion how;
    how.due_in = pause_after(held.failures, why, of.options());
    how.last_error = why;
    how.failed = true;
    return how;
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
