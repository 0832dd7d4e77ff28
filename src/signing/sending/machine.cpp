#include "signing/sending/machine.hpp"

#include "signing/sending/doubt.hpp"
#include "signing/sending/new_sending.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using std::chrono::milliseconds;
using std::chrono::seconds;

machine::machine(sending wanted, run_limits limits, ownership whose, bool recorded)
    : value_(std::move(wanted)), limits_(limits), whose_(whose), recorded_(recorded),
      stage_(recorded ? stage::recording : stage::to_begin), ending_until_(limits.licence),
      documents_(value_.plan.documents.size()), signers_(value_.plan.signers.size()), watchers_(value_.plan.watchers.size()),
      missing_(every_requirement()), sent_(begun(value_.plan)), lost_(what_may_exist(sent_.reference)) {}

machine::machine(sending found, run_limits limits, time_point quiet_at, bool recorded)
    : machine(std::move(found), limits, ownership::sole, recorded) {
  resumed_ = true;
  doubtful_ = true;
  gives_up_ = value_.state == sending_state::giving_up;
  quiet_at_ = quiet_at;
}

void machine::take_over(sending found, time_point quiet_at) {
  *this = machine(std::move(found), limits_, quiet_at, recorded_);
}

// ---- what comes next ----

machine::decision machine::next(time_point now) {
  now_ = now;
  if (stage_ != stage::over && now >= limits_.licence) {
    queue_.clear();
    if (in_flight_ > 0) return idle{}; // their time is over too
    lapse();
  }
  if (!is_ending() && !activated_ && now >= limits_.deadline) fail(out_of_time());
  for (;;) {
    if (!progress_.empty()) return tell{};
    if (stage_ == stage::over) return end{};
    if (saving_) return idle{};
    bool const hurries = failure_ && !is_ending();
    bool const pauses = now < pause_until_ && !hurries;
    if (!queue_.empty() && !pauses) {
      if (in_flight_ >= std::max(limits_.parallel, 1)) return idle{};
      start out = to_start(std::move(queue_.front()));
      queue_.pop_front();
      ++in_flight_;
      return out;
    }
    if (in_flight_ > 0) return idle{};
    if (pauses) return wait{pause_until_, pause_reason_};
    if (auto out = advance()) return *std::move(out);
  }
}

machine::start machine::to_start(calls::any call) {
  bool const uploads = std::holds_alternative<calls::create_document>(call);
  time_point const until = std::min(is_ending() ? ending_until_ : limits_.deadline, limits_.licence);
  auto const left = std::chrono::duration_cast<milliseconds>(until - now_);
  if (std::holds_alternative<calls::create_envelope>(call)) ++possible_; // counted before: after an exception it may have left
  return {std::move(call), std::clamp(left, milliseconds(1), uploads ? limits_.longest_upload : limits_.longest_call),
          !is_ending()};
}

/// The calls of a stage were answered, and its pause is over.
std::optional<machine::decision> machine::advance() {
  if (is_ending()) return advance_ending();
  if (failure_) return give_up();
  if (doubt_) {
    after_doubt();
    return std::nullopt;
  }
  switch (stage_) {
  case stage::recording: saving_ = true; return save{};
  case stage::to_begin: enter(resumed_ || whose_ == ownership::shared ? stage::searching : stage::creating); break;
  case stage::searching: // its answer chose the next stage, unless there is another process to wait for
    ask(calls::list_envelopes{});
    break;
  case stage::making_way: enter(stage::searching); break;
  case stage::creating:
    report(step::envelope_created, 0, envelope_.text());
    enter(stage::filling);
    break;
  case stage::filling: enter(stage::requiring); break;
  case stage::requiring:
    if (!missing_.empty()) {
      ask(calls::create_requirements{missing_});
      break;
    }
    if (!std::exchange(requirements_reported_, true)) report(step::requirements_set);
    prove();
    break;
  case stage::comparing: enter(stage::comparing_duties); break;
  case stage::comparing_duties: conclude_comparison(); break;
  case stage::mending: enter(stage::filling); break;
  case stage::competing: ask(calls::list_envelopes{}); break;
  case stage::yielding:
    forget_ids();
    pause(between_attempts(), wait_reason::other_sender);
    enter(stage::searching);
    break;
  case stage::activating: ask(calls::activate_envelope{}); break;
  case stage::confirming: ask(calls::get_envelope{}); break;
  case stage::collecting: end_collected(); break;
  case stage::notifying: over(sending_state::sent); break;
  default: break;
  }
  return std::nullopt;
}

/// Begins a stage with its calls.
void machine::enter(stage next) {
  stage_ = next;
  switch (next) {
  case stage::creating: ask(calls::create_envelope{}); break;
  case stage::filling: ask_for_missing(); break;
  case stage::comparing: begin_comparison(); break;
  case stage::comparing_duties: compare_duties(); break;
  case stage::collecting:
    ask(calls::list_documents{});
    ask(calls::list_signers{});
    break;
  case stage::notifying:
    if (value_.plan.notification) notify();
    break;
  default: break;
  }
}

void machine::ask_for_missing() {
  auto const each = [&](auto const& ids, auto call) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids[i].empty()) ask(decltype(call){i});
    }
  };
  each(documents_, calls::create_document{});
  each(signers_, calls::create_signer{});
  each(watchers_, calls::create_watcher{});
}

/// Everything was asked for. What no answer left open needs no proof.
void machine::prove() {
  if (doubtful_) {
    // The first of two requests may arrive later than the wait allows for. A second wait makes the reading reliable, if there is
    // time for it.
    if (repeated_ && now_ + value_.quiescence < limits_.deadline) pause(value_.quiescence, wait_reason::lost_answer);
    repeated_ = false;
    return enter(stage::comparing);
  }
  commit();
}

void machine::commit() {
  if (whose_ == ownership::shared && !competed_) return enter(stage::competing);
  // From the first request on the envelope may run, and then nothing may fail any more: what will be told is prepared now.
  prepare_result();
  progress_.reserve(progress_.size() + 2);
  running_ = {step::activated, 0, envelope_.text()};
  may_run_ = true;
  enter(stage::activating);
}

void machine::prepare_result() {
  auto const is_unknown = [](auto const& id) { return id.empty(); };
  bool const knows_all = std::none_of(documents_.begin(), documents_.end(), is_unknown) &&
                         std::none_of(signers_.begin(), signers_.end(), is_unknown);
  sent_.envelope = envelope_;
  sent_.documents = documents_;
  sent_.signers = signers_;
  if (knows_all) sent_.pairs = pairs_of(value_.plan, documents_, signers_);
}

std::vector<std::size_t> machine::every_requirement() const {
  std::vector<std::size_t> all(value_.plan.requirements.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

void machine::pause(milliseconds time, wait_reason reason) {
  pause_until_ = now_ + time;
  pause_reason_ = reason;
}

milliseconds machine::between_attempts() {
  std::minstd_rand random(limits_.seed + static_cast<std::uint32_t>(++attempts_) * 7919u);
  return milliseconds(250 + random() % 1750);
}

/// At what others do, or at a list that is behind.
milliseconds machine::between_looks() const {
  return std::clamp<milliseconds>(value_.quiescence / 8, milliseconds(500), seconds(5));
}

void machine::report(step reached, std::size_t index, std::string id) {
  progress one;
  one.step = reached;
  one.index = index;
  one.id = std::move(id);
  progress_.push_back(std::move(one));
}

std::vector<progress> machine::take_progress() {
  return std::exchange(progress_, {});
}

// ---- what may go wrong ----

void machine::fail(error_info why) {
  queue_.clear();
  if (!failure_) failure_ = std::move(why);
}

void machine::stop(error_info why) {
  if (!is_ending()) fail(std::move(why));
}

/// An answer left its effect open: nothing more is asked for until it is known.
void machine::doubt(error_info why) {
  queue_.clear();
  doubtful_ = true;
  // A success in an unknown form has taken effect or never will; any other request may still be on its way.
  bool const has_arrived = why.http_status >= 200 && why.http_status < 300;
  may_arrive_late_ = may_arrive_late_ || !has_arrived;
  if (!doubt_) doubt_ = std::move(why);
}

/// Waits until the request has arrived or died, and then looks. Looking too early would miss the record and create it again.
void machine::after_doubt() {
  error_info why = *std::exchange(doubt_, std::nullopt);
  bool const waits = std::exchange(may_arrive_late_, false);
  if (++doubts_ > most_doubts) return fail(std::move(why));
  if (waits && now_ + value_.quiescence >= limits_.deadline) return fail(std::move(why));
  if (waits) pause(value_.quiescence, wait_reason::lost_answer);
  last_doubt_ = std::move(why);
  enter(envelope_.empty() ? stage::searching : stage::comparing);
}

void machine::saved(result<void> done) {
  saving_ = false;
  if (stage_ == stage::resigning) return remove_draft(); // what is left is removed, whether that was recorded or not
  if (done) {
    is_recorded_ = true;
    held_elsewhere_ = false;
    pause_until_ = quiet_at_;
    pause_reason_ = wait_reason::lost_answer;
    return enter(stage::to_begin);
  }
  if (done.error().code != errc::not_ready || resumed_) return fail(std::move(done).error());
  held_elsewhere_ = others_seen_ = true;
  enter(stage::searching);
}

void machine::break_off() noexcept {
  saving_ = false;
  queue_.clear();
  if (stage_ == stage::over) return;
  if (activated_) { // whether its signers were called is not known, unless the answer came
    if (!sent_.notified && !sent_.notification_error) sent_.notification_error.emplace().code = errc::out_of_memory;
    return over(sending_state::sent);
  }
  if (is_ending()) {
    failure_ = std::move(lost_);
    return over(value_.state);
  }
  if (failure_) return;
  failure_.emplace().code = errc::out_of_memory; // its sentence would need memory
  failure_->outcome = outcome::not_sent;
}

// ---- how it ends ----

void machine::succeed() {
  if (!std::exchange(activated_, true)) progress_.push_back(std::move(running_));
  enter(stage::notifying);
}

/// Called at most once: only by the run that saw its own activation succeed.
void machine::notify() {
  if (!failure_ && now_ >= limits_.deadline) failure_ = out_of_time();
  if (failure_)
    sent_.notification_error = std::exchange(failure_, std::nullopt);
  else
    ask(calls::notify{});
}

void machine::over(sending_state state) {
  value_.state = state;
  stage_ = stage::over;
}

result<sent> machine::take_result() {
  if (value_.state == sending_state::sent) return std::move(sent_);
  return *std::move(failure_);
}

} // namespace signing
RUBRICA_END_NAMESPACE
