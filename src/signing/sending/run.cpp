#include "signing/sending/run.hpp"

#include "crypto/random.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/new_sending.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

run_limits limits_of(send_options const& options, steady_clock::time_point now, bool is_recorded) {
  run_limits out;
  out.deadline = now + options.timeout;
  // What no journal has nobody takes over.
  out.licence = is_recorded ? out.deadline + run_limits::grace : (steady_clock::time_point::max)();
  out.parallel = options.parallel;
  out.seed = static_cast<unsigned>(detail::random_bits());
  // Nobody waits for it, and it lets the others pass at the rate limit.
  if (options.priority == http::priority::bulk) out.longest_call = out.longest_upload;
  return out;
}

steady_clock::time_point quiet_after(sending const& found, clock const& time) {
  auto const now = std::chrono::time_point_cast<instant::duration>(time.calendar());
  auto const last = std::min(now, found.held_until);
  auto const left = std::chrono::ceil<milliseconds>(last + found.quiescence - now);
  return time.now() + std::max(left, milliseconds(0));
}

result<std::unique_ptr<run>> new_run(clicksign::client const& client, plan wanted, send_options const& options,
                                     std::shared_ptr<journal> const& journal) {
  sending value;
  bool const may_be_found_again = journal != nullptr || !options.key.empty();
  if (may_be_found_again) {
    auto made = make_sending(std::move(wanted));
    if (!made) return std::move(made).error();
    value = *std::move(made);
  } else {
    value.key = wanted.key;
    value.digests.resize(wanted.documents.size());
    value.plan = std::move(wanted);
  }
  value.quiescence = options.quiescence;
  auto const whose = options.key.empty() ? ownership::sole : ownership::shared;
  auto const clock = client.clock();
  machine course(std::move(value), limits_of(options, clock->now(), journal != nullptr), whose, journal != nullptr);
  return std::make_unique<run>(std::move(course), options, clock, journal);
}

std::unique_ptr<run> resumed_run(clicksign::client const& client, sending found, send_options const& options,
                                 std::shared_ptr<journal> const& journal) {
  auto const clock = client.clock();
  auto const now = clock->now();
  auto const quiet_at = quiet_after(found, *clock);
  auto limits = limits_of(options, now, true);
  limits.deadline += quiet_at - now; // the wait is not the time of the sending
  limits.licence += quiet_at - now;
  return std::make_unique<run>(machine(std::move(found), limits, quiet_at, true), options, clock, journal);
}

run::run(machine course, send_options options, std::shared_ptr<clock> clock, std::shared_ptr<signing::journal> journal)
    : course_(std::move(course)), options_(std::move(options)), clock_(std::move(clock)), journal_(std::move(journal)),
      holder_(journal_ != nullptr ? detail::random_id() : std::string()) {}

std::optional<machine::start> run::next() noexcept {
  std::optional<machine::start> call;
  turn now = turn::again;
  while (!ended_ && now == turn::again) {
    guarded([&] { now = step(call); });
  }
  return call;
}

run::turn run::step(std::optional<machine::start>& call) {
  bool const is_cancelled = options_.cancelled != nullptr && options_.cancelled->load();
  if (is_cancelled) course_.stop(make_error(errc::cancelled, {}, outcome::not_sent));
  wake_.reset();
  auto decision = course_.next(clock_->now());
  if (std::holds_alternative<machine::tell>(decision)) {
    for (progress const& one : course_.take_progress()) tell(one);
    return turn::again;
  }
  if (auto* start = std::get_if<machine::start>(&decision)) {
    call = std::move(*start);
    return turn::starts;
  }
  if (std::holds_alternative<machine::save>(decision)) {
    save();
    return turn::again;
  }
  if (auto const* pause = std::get_if<machine::wait>(&decision)) {
    wake_ = pause->until;
    if (std::exchange(told_wait_, pause->until) == pause->until) return turn::rests;
    tell_wait(*pause);
    return by_caller_ ? turn::again : turn::rests;
  }
  if (std::holds_alternative<machine::end>(decision)) conclude();
  return turn::rests;
}

/// The journal may have an interrupted sending of this key: then that one goes on here.
void run::save() {
  if (course_.may_take_over()) {
    auto found = journal_->load(course_.value().key);
    if (!found) return course_.saved(std::move(found).error());
    if (*found && (*found)->digest != course_.value().digest)
      return course_.saved(make_error(errc::conflict, "an unfinished sending of this key was made from another request"));
    if (*found) {
      auto const quiet_at = quiet_after(**found, *clock_);
      return course_.take_over(**std::move(found), quiet_at);
    }
  }
  sending& value = course_.value_to_save();
  bool const is_claimed = !course_.has_been_found() || value.holder == holder_;
  std::string const former = std::exchange(value.holder, holder_);
  auto const left = std::chrono::duration_cast<instant::duration>(course_.licence() - clock_->now());
  value.held_until = std::chrono::time_point_cast<instant::duration>(clock_->calendar()) + left;
  course_.saved(is_claimed ? journal_->save(value) : journal_->claim(value, former));
}

void run::tell(progress const& one) {
  if (!options_.on_progress || by_caller_) return;
  try {
    options_.on_progress(one);
  } catch (...) {
    if (!thrown_) thrown_ = std::current_exception();
    by_caller_ = true;
    if (!course_.has_activated()) course_.stop(ended_by_exception(outcome::not_sent)); // else its signers are still called
  }
}

void run::tell_wait(machine::wait const& pause) {
  auto const left = pause.until - clock_->now();
  progress one;
  one.step = step::waiting;
  one.reason = pause.reason;
  one.until = clock_->calendar() + std::chrono::duration_cast<std::chrono::system_clock::duration>(left);
  tell(one);
}

void run::uploading(std::size_t document, std::uint64_t bytes, std::uint64_t total) noexcept {
  guarded([&] {
    progress one;
    one.step = step::uploading;
    one.index = document;
    one.bytes = bytes;
    one.total = total;
    tell(one);
  });
}

result<void> run::check(calls::create_document const& one) const {
  if (!course_.has_been_found()) return {};
  return check_file(course_.value(), one.index);
}

void run::conclude() noexcept {
  ended_ = true;
  if (journal_ == nullptr || !course_.is_recorded()) return;
  guarded([&] {
    sending const& value = course_.value();
    bool const is_over = value.state == sending_state::sent || value.state == sending_state::given_up;
    if (is_over) {
      // When it cannot be forgotten, a later run finds out at ClickSign that it has ended.
      static_cast<void>(journal_->forget(value));
      return;
    }
    sending& released = course_.value_to_save();
    released.held_until = std::chrono::time_point_cast<instant::duration>(clock_->calendar());
    static_cast<void>(journal_->save(released)); // when it fails, it is free at the end of the licence
  });
}

result<sent> run::take_result() {
  auto out = course_.take_result();
  bool const says_all = out ? !by_caller_ : out.error().outcome == outcome::ambiguous;
  if (!thrown_ || says_all) return out;
  std::rethrow_exception(thrown_);
}

resumed resumed_of(run const& ended, result<sent> told) {
  resumed out;
  out.key = ended.course().value().key;
  out.state = ended.course().value().state;
  out.envelope = ended.course().envelope();
  if (told)
    out.sent = std::move(*told);
  else
    out.error = std::move(told).error();
  return out;
}

resumed not_resumed(error_info why) {
  resumed out;
  out.error = std::move(why);
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
