#include "workflow/changes/error_json.hpp"
#include "workflow/later.hpp"
#include "workflow/pages/answers.hpp"
#include "workflow/pages/next_due.hpp"
#include "workflow/queue/action_change.hpp"
#include "workflow/queue/claimed_row.hpp"
#include "workflow/queue/end_work.hpp"
#include "workflow/queue/prepared.hpp"
#include "workflow/sending/former.hpp"
#include "workflow/sending/sent_json.hpp"
#include "workflow/steps.hpp"

#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/withdrawal.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;
using std::chrono::milliseconds;

/// Marks in `last_error` that a reminder was about to leave: whoever finds it does not send another one.
constexpr char once[] = "remind_at_most_once";

error_info perhaps_reminded() {
  error_info out =
      make_error(errc::interrupted, "the worker ended while it asked ClickSign to remind: the signers may have been called",
                 outcome::ambiguous);
  out.rule = once;
  return out;
}

/// One action of one submission.
class acting {
public:
  acting(engine::state const& of, claim const& held, work_options const& options) : of_(of), held_(held), options_(options) {}

  result<work_note> run() {
    if (*held_.wanted == action::download) return download();
    auto const client = of_.client_of(held_.tenant);
    if (!client) return again(client.error());
    auto const how = call_within(of_, held_, options_, http::priority::interactive);
    if (!how) return again(how.error());
    if (*held_.wanted == action::send_again) return send_again(*client, *how);
    auto const sent = sent_from_json(held_.sent);
    if (!sent) return finish(damaged_sent());
    switch (*held_.wanted) {
    case action::remind: return remind(*client, *sent, *how);
    case action::cancel: return ended(*client, *sent, *how, signing::cancel(*client, sent->envelope, *how));
    case action::remove: return removed(signing::remove(*client, sent->envelope, *how));
    default: return ended(*client, *sent, *how, signing::withdraw(*client, sent->envelope, *how));
    }
  }

private:
  using also = std::function<result<void>(connection const&)>;

  result<work_note> again(error_info const& why) { return try_later(of_, held_, to_string(*held_.wanted), why); }

  /// The action is done, or cannot be.
  result<work_note> finish(std::optional<error_info> const& why, also const& more = {}) {
    return end_work(of_, held_, to_string(*held_.wanted), [&](connection const& at) -> result<conclusion> {
      if (more) {
        if (auto done = more(at); !done) return std::move(done).error();
      }
      record_action(at, held_, why);
      conclusion out;
      out.ends_action = true;
      out.last_error = why;
      out.due_in = next_due(of_, at, held_);
      // What the tables know did not fit: ClickSign is asked.
      if (why && state_now(at, held_) == submission_state::running) out.due_in = milliseconds(0);
      return out;
    });
  }

  result<work_note> download() {
    return finish({}, [&](connection const& at) -> result<void> {
      at.change("UPDATE rubrica_documents SET file_state = 'wanted' WHERE tenant = :tenant AND id = :id AND attempt = :attempt",
                use(held_.tenant, "tenant"), use(held_.id, "id"), use(held_.attempt, "attempt"));
      return {};
    });
  }

  /// Cancelled or withdrawn: what became of it is asked and recorded with the action.
  result<work_note> ended(clicksign::client const& client, signing::sent const& sent, clicksign::call_options const& how,
                          result<signing::withdrawal> const& done) {
    bool const is_gone = !done && done.error().code == errc::not_found;
    if (!done && !is_gone) return is_passing(done.error()) ? again(done.error()) : finish(done.error());
    std::optional<error_info> why;
    if (done && done->left_complete) {
      why = make_error(errc::rule_refused, "everybody has signed: it stays as it is", outcome::rejected);
      why->rule = signing::process_rule::signed_is_final.text;
    }
    auto const found = is_gone ? result<answers>(answers{true, {}, {}}) : ask(client, sent, how);
    return finish(why, [&](connection const& at) -> result<void> {
      if (found) learn_from(at, held_, *found);
      bool const is_undone = !why && state_now(at, held_) == submission_state::running;
      if (is_undone) reach(at, held_.tenant, held_.id, held_.attempt, submission_state::cancelled);
      return {};
    });
  }

  /// ClickSign keeps what is cancelled, and does not say that this is an error.
  result<work_note> removed(result<signing::withdrawal> const& done) {
    if (done || done.error().code == errc::not_found) return finish({});
    return is_passing(done.error()) ? again(done.error()) : finish(done.error());
  }

  result<work_note> remind(clicksign::client const& client, signing::sent const& sent, clicksign::call_options const& how) {
    auto const before = last_error();
    if (!before) return before.error();
    if (*before && (*before)->rule == once) return finish(*before);
    if (auto intended = write_error(perhaps_reminded()); !intended) return intended.error();
    auto const called = client.notifications().notify(sent.envelope, {}, how);
    if (called) return finish({});
    error_info const& why = called.error();
    bool const left = why.outcome == outcome::ambiguous || why.outcome == outcome::done;
    return !left && is_passing(why) ? again(why) : finish(why);
  }

  [[nodiscard]] result<std::optional<error_info>> last_error() const {
    auto const on = of_.database();
    if (!on) return on.error();
    return (*on)->read([&](connection& at) -> result<std::optional<error_info>> { return last_error_of(at, held_); });
  }

  [[nodiscard]] result<void> write_error(error_info const& why) const {
    auto const on = of_.database();
    if (!on) return on.error();
    std::string const text = to_json(why);
    return (*on)->write([&](connection& at) -> result<void> {
      if (!is_held(at, held_)) return taken_over();
      at.change("UPDATE rubrica_submissions SET last_error = :error WHERE tenant = :tenant AND id = :id", use(text, "error"),
                use(held_.tenant, "tenant"), use(held_.id, "id"));
      return {};
    });
  }

  result<work_note> send_again(clicksign::client const& client, clicksign::call_options const& how) {
    if (!held_.sent.empty()) {
      auto const former = sent_from_json(held_.sent);
      if (!former) return finish(damaged_sent());
      auto const now = look_at_former(client, former->envelope, how);
      if (!now) return is_passing(now.error()) ? again(now.error()) : finish(now.error());
      if (auto may = signing::may_send_again(*now ? &**now : nullptr); !may) return finish(may.error());
    }
    auto former = signing::sending::from_json(held_.sending);
    if (!former) return finish(former.error());
    int const attempt = held_.attempt + 1;
    auto const next = signing::with_key(*std::move(former), sending_key(held_.tenant, held_.id, attempt));
    return end_work(of_, held_, to_string(action::send_again), [&](connection const& at) -> result<conclusion> {
      record_action(at, held_, {});
      begin_again(at, attempt, next.key);
      conclusion out;
      out.ends_action = true;
      out.due_in = milliseconds(0);
      out.sending = with_time(next, at).to_json();
      return out;
    });
  }

  /// A deadline that is over, or nearly, is moved: as long after now as it was after the submission.
  [[nodiscard]] signing::sending with_time(signing::sending next, connection const& at) const {
    constexpr milliseconds least = std::chrono::hours(24);
    constexpr milliseconds most = std::chrono::hours(24 * 89);
    auto& deadline = next.plan.envelope.deadline;
    auto const moment = deadline ? deadline->at() : std::nullopt;
    if (!moment) return next;
    auto const now = milliseconds(at.now());
    auto const ends = std::chrono::duration_cast<milliseconds>(moment->time_since_epoch());
    if (ends - now > least) return next;
    long long submitted = 0;
    at.sql() << "SELECT submitted_at FROM rubrica_submissions WHERE tenant = :tenant AND id = :id", use(held_.tenant, "tenant"),
        use(held_.id, "id"), into(submitted);
    auto const period = std::max(least, std::min(ends - milliseconds(submitted), most));
    deadline = timestamp(instant(now + period));
    return next;
  }

  /// A row of its own attempt, that was never sent. It does not count as ended any more.
  void begin_again(connection const& at, int attempt, std::string const& key) const {
    std::string const former(to_string(state_now(at, held_)));
    at.change("UPDATE rubrica_counts SET many = many - 1 WHERE tenant = :tenant AND state = :state", use(held_.tenant, "tenant"),
              use(former, "state"));
    at.change(
        "UPDATE rubrica_submissions SET attempt = :attempt, sending_key = :key, state = 'waiting', sent = NULL, ended_at = NULL "
        "WHERE tenant = :tenant AND id = :id",
        use(attempt, "attempt"), use(key, "key"), use(held_.tenant, "tenant"), use(held_.id, "id"));
  }

  engine::state const& of_;
  claim const& held_;
  work_options const& options_;
};

} // namespace

result<work_note> act_on(engine::state const& of, claim const& held, work_options const& options) {
  return acting(of, held, options).run();
}

} // namespace workflow
RUBRICA_END_NAMESPACE
