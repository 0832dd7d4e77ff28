#include "workflow/pages/answers.hpp"

#include "workflow/histories/history_table.hpp"
#include "workflow/queue/claimed_row.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

submission_state answers::state() const {
  if (is_gone) return submission_state::cancelled;
  auto const& all = progress.documents;
  bool const by_deadline = std::any_of(all.begin(), all.end(), [](auto const& one) { return one.deadline_reached; });
  if (progress.cancelled()) return by_deadline ? submission_state::ended : submission_state::cancelled;
  if (!progress.ended()) return submission_state::running;
  return progress.everybody_signed() ? submission_state::finished : submission_state::ended;
}

result<answers> ask(clicksign::client const& client, signing::sent const& about, clicksign::call_options const& how) {
  answers out;
  auto progress = signing::fetch_progress(client, about.envelope, how);
  if (!progress && progress.error().code != errc::not_found) return std::move(progress).error();
  out.is_gone = !progress;
  if (out.is_gone) return out;
  out.progress = *std::move(progress);
  for (signing::document_standing const& one : out.progress.documents) {
    auto events = client.documents().events(about.envelope, one.id, {}, how).all();
    if (!events) return std::move(events).error();
    out.events.emplace_back(one.id, *std::move(events));
  }
  return out;
}

void learn_from(connection const& at, claim const& held, answers const& from) {
  history_subject const whose{held.tenant, held.id, held.attempt, {}, {}};
  // A history that cannot be read is shown as empty; what ClickSign says counts all the same.
  static_cast<void>(learn(at, whose, {}, [&](signing::history& known) {
    std::vector<signing::change> news;
    for (auto const& [document, events] : from.events) {
      auto more = known.apply_list(document, events);
      news.insert(news.end(), more.begin(), more.end());
    }
    return news;
  }));
  for (signing::document_standing const& one : from.progress.documents) {
    if (!one.file_ready || !one.ended() || one.cancelled()) continue;
    want_file(at, held.tenant, one.id.text());
  }
  bool const moves = state_now(at, held) == submission_state::running && from.state() != submission_state::running;
  if (moves) reach(at, held.tenant, held.id, held.attempt, from.state());
}

} // namespace workflow
RUBRICA_END_NAMESPACE
