#include "workflow/later.hpp"
#include "workflow/pages/answers.hpp"
#include "workflow/pages/next_due.hpp"
#include "workflow/queue/end_work.hpp"
#include "workflow/sending/sent_json.hpp"
#include "workflow/steps.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

// The token of another account finds nothing either, and is put right sooner or later.
constexpr int failures_until_gone = 8;

} // namespace

result<work_note> look(engine::state const& of, claim const& held, work_options const& options) {
  constexpr std::string_view what = "look";
  auto const sent = sent_from_json(held.sent);
  if (!sent) return try_later(of, held, what, damaged_sent());
  auto const how = call_within(of, held, options, http::priority::bulk);
  if (!how) return try_later(of, held, what, how.error());
  auto const client = of.client_of(held.tenant);
  if (!client) return try_later(of, held, what, client.error());
  auto const found = ask(*client, *sent, *how);
  if (!found) return try_later(of, held, what, found.error());
  if (found->is_gone && held.failures < failures_until_gone) {
    auto const missing =
        make_error(errc::not_found, "ClickSign has no such envelope in this tenant's account", outcome::rejected);
    return try_later(of, held, what, missing);
  }
  return end_work(of, held, what, [&](connection const& at) -> result<conclusion> {
    learn_from(at, held, *found);
    conclusion out;
    out.due_in = next_due(of, at, held);
    return out;
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
