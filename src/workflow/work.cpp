#include "workflow/queue/claimed_row.hpp"
#include "workflow/steps.hpp"

#include <algorithm>
#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds lease_to_ask = std::chrono::seconds(180);

lease_terms terms_of(engine_options const& options) {
  return {options.send_timeout + send_grace, lease_to_ask, options.quiescence, options.at_once};
}

/// There was nothing to do after all, as when a submission ended while it waited for its turn.
result<work_note> rest(database const& at, claim const& held) {
  auto done = at.write([&](connection& open) -> result<void> {
    static_cast<void>(conclude(open, held, {}));
    return {};
  });
  if (!done) return std::move(done).error();
  return work_note{held.tenant, held.id, "rest", std::string(to_string(held.state)), {}};
}

/// One call of `work`.
class shift {
public:
  shift(engine::state const& of, database const& at, work_options const& options)
      : of_(of), at_(at), options_(options), until_(of.clock().now() + options.for_at_most) {}

  result<work_done> run() {
    std::optional<error_info> away;
    for (bool first = true; !is_over(); first = false) {
      auto did = one_round();
      if (!did && first) return std::move(did).error();
      away = did ? std::nullopt : std::optional(std::move(did).error());
      if (did && *did) continue;
      if (did && options_.until_idle) break;
      rest_a_little();
    }
    if (away) return *std::move(away);
    return done_;
  }

private:
  [[nodiscard]] bool is_over() const {
    bool const is_cancelled = options_.cancelled != nullptr && options_.cancelled->load();
    return is_cancelled || of_.clock().now() >= until_;
  }

  void rest_a_little() {
    auto const now = of_.clock().now();
    of_.clock().wait(std::min(until_, now + options_.poll_every), options_.cancelled.get());
  }

  /// Callbacks first, because they need no network; then a submission. False: there was neither. An error: the database is away.
  result<bool> one_round() {
    constexpr int most_callbacks = 20;
    bool any = false;
    for (int i = 0; i < most_callbacks && !is_over(); ++i) {
      auto note = understand_next(of_);
      if (!note) return std::move(note).error();
      if (!*note) break;
      any = true;
      count(**note, done_.callbacks);
    }
    if (is_over()) return any;
    auto claimed = claim_next(at_, of_.clock(), terms_of(of_.options()));
    if (!claimed) return std::move(claimed).error();
    if (!*claimed) return any;
    work_on(**claimed);
    return true;
  }

  void work_on(claim const& held) {
    auto [note, counter] = step(held);
    if (!note) note = work_note{held.tenant, held.id, "claim", std::string(to_string(held.state)), to_string(note.error())};
    count(*note, *counter);
  }

  std::pair<result<work_note>, int*> step(claim const& held) {
    if (held.state == submission_state::waiting) {
      auto note = send(of_, held, options_);
      bool const runs = note && note->state == to_string(submission_state::running);
      return {std::move(note), runs ? &done_.sent : &unused_};
    }
    if (held.wanted) return {act_on(of_, held, options_), &done_.acted};
    auto const has_files = wants_files(held);
    if (!has_files) return {has_files.error(), &unused_};
    if (*has_files) return {fetch_files(of_, held, options_), &done_.kept};
    if (held.state == submission_state::running) return {look(of_, held, options_), &done_.looked};
    return {workflow::rest(at_, held), &unused_};
  }

  [[nodiscard]] result<bool> wants_files(claim const& held) const {
    if (of_.options().files == nullptr) return false;
    return at_.read([&](connection& open) -> result<bool> { return wants_file(open, held); });
  }

  void count(work_note const& note, int& counter) {
    ++(note.error.empty() ? counter : done_.failed);
    if (options_.on_work) options_.on_work(note);
  }

  engine::state const& of_;
  database const& at_;
  work_options const& options_;
  std::chrono::steady_clock::time_point until_;
  work_done done_;
  int unused_ = 0;
};

} // namespace

result<work_done> engine::work(work_options const& options) {
  auto const at = state_->database();
  if (!at) return at.error();
  return shift(*state_, **at, options).run();
}

} // namespace workflow
RUBRICA_END_NAMESPACE
