#include "workflow/histories/history_table.hpp"
#include "workflow/later.hpp"
#include "workflow/queue/action_change.hpp"
#include "workflow/queue/claimed_row.hpp"
#include "workflow/queue/end_work.hpp"
#include "workflow/queue/submit.hpp"
#include "workflow/sending/former.hpp"
#include "workflow/sending/row_journal.hpp"
#include "workflow/sending/sent_json.hpp"
#include "workflow/steps.hpp"

#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/sender.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::use;
using std::chrono::milliseconds;

constexpr milliseconds for_a_later_version = std::chrono::hours(1);

/// A sending whose first attempt has not begun: nothing of it can exist at ClickSign, unless an earlier database knew more.
bool was_never_begun(signing::sending const& one) {
  return one.holder.empty() && one.held_until == instant{} && one.state == signing::sending_state::open;
}

/// The request was refused, or never left. Of a first attempt that is only told when no answer before it was lost.
bool left_nothing(error_info const& why) {
  bool const is_refused = why.http_status >= 400 && why.http_status < 500;
  return is_refused || make_error(why.code).outcome == outcome::not_sent;
}

/// One attempt to send a submission.
class attempt {
public:
  attempt(engine::state const& of, database const& at, claim const& held, work_options const& options)
      : of_(of), at_(at), held_(held), options_(options) {}

  result<work_note> run() {
    auto read = signing::sending::from_json(held_.sending);
    if (!read) return later(read.error(), for_a_later_version);
    if (was_never_begun(*read) && is_to_be_cancelled()) return cancelled();
    if (auto const wait = time_until_quiet(*read); wait > milliseconds(0)) return rest(wait);
    auto client = of_.client_of(held_.tenant);
    if (!client) return keep_on(client.error()); // whatever it is, the tenant's settings may be mended
    if (was_never_begun(*read) && !read->plan.replaces.empty()) {
      if (auto hindered = wait_for_former(*client, read->plan.replaces)) return *std::move(hindered);
    }
    if (is_to_be_cancelled()) read->state = signing::sending_state::giving_up;
    read->quiescence = of_.options().quiescence;
    auto contained = with_contents(*read);
    if (!contained) return failed(contained.error());
    return carry_out(*client, *read, *std::move(contained));
  }

private:
  [[nodiscard]] bool is_to_be_cancelled() const {
    return held_.wanted == action::cancel || held_.wanted == action::withdraw || held_.wanted == action::remove;
  }

  /// Requests of a former attempt may arrive until then. It is waited for in the database, not on the worker's thread. Where the
  /// database's clock has jumped, a former worker may even be at work: its own calendar says until when.
  [[nodiscard]] milliseconds time_until_quiet(signing::sending const& one) const {
    if (was_never_begun(one)) return milliseconds(0);
    auto const now = std::chrono::time_point_cast<instant::duration>(of_.clock().calendar());
    return std::chrono::ceil<milliseconds>(one.held_until + one.quiescence - now);
  }

  /// Nothing: the former envelope has ended. One that runs may be about to be withdrawn; one that everybody signed stays for ever.
  std::optional<result<work_note>> wait_for_former(clicksign::client const& client, envelope_id const& former) {
    auto const how = call_within(of_, held_, options_, http::priority::interactive);
    auto const now = how ? look_at_former(client, former, *how) : how.error();
    if (!now) return keep_on(now.error());
    auto const may = signing::may_send_again(*now ? &**now : nullptr);
    if (may) return std::nullopt;
    return (*now)->ended() ? failed(may.error()) : keep_on(may.error());
  }

  [[nodiscard]] result<signing::sending> with_contents(signing::sending one) const {
    auto parts = at_.read(
        [&](connection& open) -> result<std::vector<content_part>> { return load_contents(open, held_.tenant, held_.id); });
    if (!parts) return std::move(parts).error();
    if (auto put = put_contents(one, *parts); !put) return std::move(put).error();
    return one;
  }

  /// `begun` is the sending as it was stored, without the bytes of its files.
  result<work_note> carry_out(clicksign::client const& client, signing::sending const& begun, signing::sending contained) {
    bool const gave_up_before = begun.state == signing::sending_state::giving_up;
    signing::send_options how;
    auto const left = std::chrono::duration_cast<milliseconds>(held_.until - of_.clock().now()) - send_grace;
    how.timeout = std::max(milliseconds(1), left);
    how.cancelled = options_.cancelled;
    auto const journal = std::make_shared<row_journal>(at_, held_, std::move(contained));
    auto ended = signing::sender(client, journal).resume(how);
    if (!ended) return failed(ended.error());
    signing::resumed const& only = ended->front();
    if (only.sent) return sent(begun, *only.sent);
    error_info const why = only.error ? *only.error : make_error(errc::interrupted);
    // When every request was answered, the next try need not wait for any of this one.
    bool const all_answered =
        why.outcome != outcome::ambiguous || (was_never_begun(begun) && left_nothing(why) && only.envelope.empty());
    if (only.state != signing::sending_state::given_up)
      return keep_on(why, all_answered ? std::optional(begun.to_json()) : std::nullopt);
    if (is_to_be_cancelled()) return cancelled();
    return nothing_left(begun, gave_up_before ? reason_before(why) : why);
  }

  /// What ended it, when only the removal of its draft was left.
  [[nodiscard]] error_info reason_before(error_info const& now) const {
    auto const stored =
        at_.read([&](connection& open) -> result<std::optional<error_info>> { return last_error_of(open, held_); });
    return stored && *stored ? **stored : now;
  }

  result<work_note> end(conclusion const& how, std::string_view what = "send") {
    return end_work(of_, held_, what, [&](connection const&) -> result<conclusion> { return how; });
  }

  /// The row stays as it is, but for its error.
  result<work_note> later(error_info const& why, milliseconds pause, std::optional<std::string> sending = {}) {
    conclusion how;
    how.sending = std::move(sending);
    how.due_in = pause;
    how.last_error = why;
    how.failed = true;
    return end(how);
  }
  /// What there is at ClickSign is not known, or not removed yet: the journal has recorded that.
  result<work_note> keep_on(error_info const& why, std::optional<std::string> sending = {}) {
    return later(why, pause_after(held_.failures, why, of_.options()), std::move(sending));
  }
  /// Nothing was tried: how it stands, and how often it failed, stays as it is.
  result<work_note> rest(milliseconds pause) {
    conclusion how;
    how.due_in = pause;
    how.keeps_failures = true;
    return end(how, "wait");
  }

  /// Nothing of it is left at ClickSign, and every request was answered: the next try is like the first.
  result<work_note> nothing_left(signing::sending begun, error_info const& why) {
    begun.state = signing::sending_state::open;
    begun.reason = {};
    bool const is_known = why.outcome != outcome::ambiguous;
    if (is_known) {
      begun.holder = {};
      begun.held_until = {};
    }
    return failed(why, is_known || begun.holder.empty() ? std::optional(begun.to_json()) : std::nullopt);
  }
  result<work_note> failed(error_info const& why, std::optional<std::string> sending = {}) {
    conclusion how;
    how.last_error = why;
    how.failed = true;
    bool const tries_again = passes_by_itself(why) || why.outcome == outcome::ambiguous;
    if (tries_again)
      how.due_in = pause_after(held_.failures, why, of_.options());
    else
      how.state = submission_state::failed;
    if (tries_again) how.sending = std::move(sending);
    return end(how);
  }
  result<work_note> cancelled() {
    conclusion how;
    how.state = submission_state::cancelled;
    how.ends_action = true;
    return end_work(of_, held_, "send", [&](connection const& open) -> result<conclusion> {
      record_action(open, held_, std::nullopt);
      return how;
    });
  }

  result<work_note> sent(signing::sending begun, signing::sent const& envelope) {
    begun.state = signing::sending_state::sent;
    conclusion how;
    how.due_in = of_.options().look_after;
    if (is_to_be_cancelled()) how.due_in = milliseconds(0);
    how.sent = to_json(envelope);
    how.sending = begun.to_json();
    return end_work(of_, held_, "send", [&](connection const& open) -> result<conclusion> {
      // First: what follows from what was heard before is done for one that runs.
      reach(open, held_.tenant, held_.id, held_.attempt, submission_state::running);
      auto recorded = record_documents(open, envelope);
      return recorded ? result<conclusion>(how) : std::move(recorded).error();
    });
  }

  result<void> record_documents(connection const& open, signing::sent const& envelope) {
    for (std::size_t i = 0; i < envelope.documents.size(); ++i) {
      int const number = static_cast<int>(i);
      open.change("{insert_new} rubrica_documents (tenant, document, id, attempt, number, envelope, file_state) VALUES (:tenant, "
                  ":document, :id, :attempt, :number, :envelope, 'none') {if_absent}",
                  use(held_.tenant, "tenant"), use(envelope.documents[i].text(), "document"), use(held_.id, "id"),
                  use(held_.attempt, "attempt"), use(number, "number"), use(envelope.envelope.text(), "envelope"));
    }
    history_subject const whose{held_.tenant, held_.id, held_.attempt, {}, {}};
    auto learned = learn(open, whose, {}, [&](signing::history& known) {
      known.expect(envelope);
      return std::vector<signing::change>();
    });
    if (!learned) return learned;
    return adopt_histories(open, held_.tenant, held_.id, held_.attempt, envelope.documents);
  }

  engine::state const& of_;
  database const& at_;
  claim const& held_;
  work_options const& options_;
};

} // namespace

result<work_note> send(engine::state const& of, claim const& held, work_options const& options) {
  auto const at = of.database();
  if (!at) return at.error();
  return attempt(of, **at, held, options).run();
}

} // namespace workflow
RUBRICA_END_NAMESPACE
