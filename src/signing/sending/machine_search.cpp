// Which envelopes of the planned name exist, whose they are, and what follows for this sending.
#include "signing/sending/belonging.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/machine.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

bool is_older(timestamp const& a, timestamp const& b) {
  return a.at() && b.at() && *a.at() < *b.at();
}

} // namespace

void machine::answered(calls::list_envelopes const&, result<std::vector<clicksign::envelope>> answer) {
  --in_flight_;
  if (!answer && stage_ == stage::clearing) return cannot_clear();
  if (!answer) return cannot_read(std::move(answer).error());
  namesakes_ = *std::move(answer);
  auto const is_another = [&](clicksign::envelope const& one) { return one.name != value_.plan.envelope.name; };
  namesakes_.erase(std::remove_if(namesakes_.begin(), namesakes_.end(), is_another), namesakes_.end());
  contents_.clear();
  looks_ = 0;
  for (clicksign::envelope const& one : namesakes_) {
    std::string const& id = one.id.text();
    bool const is_told = one.id == envelope_ || keyed_.count(id) > 0 || foreign_.count(id) > 0;
    if (is_told) continue;
    ++looks_;
    ask(calls::look_into{one.id});
  }
  if (looks_ == 0) told_apart();
}

void machine::answered(calls::look_into const& asked, result<std::vector<clicksign::document>> answer) {
  --in_flight_;
  if (answer) {
    contents_[asked.envelope.text()] = *std::move(answer);
  } else {
    bool const is_left = !is_gone(answer.error());
    if (is_left && stage_ != stage::clearing) return cannot_read(std::move(answer).error()); // it stays unknown whose it is
    if (is_left) cannot_clear();
    auto const is_it = [&](clicksign::envelope const& one) { return one.id == asked.envelope; };
    namesakes_.erase(std::remove_if(namesakes_.begin(), namesakes_.end(), is_it), namesakes_.end());
  }
  if (--looks_ == 0) told_apart();
}

/// It is known whose the envelopes of this name are; those of strangers do not exist for this sending.
void machine::told_apart() {
  for (clicksign::envelope const& one : namesakes_) {
    auto const seen = contents_.find(one.id.text());
    if (seen == contents_.end()) continue;
    auto const whose = belonging_of(one, seen->second, value_.key);
    if (whose == belonging::ours) keyed_.insert(one.id.text());
    if (whose == belonging::strangers) foreign_.insert(one.id.text());
  }
  std::vector<clicksign::envelope> found = std::exchange(namesakes_, {});
  auto const is_foreign = [&](clicksign::envelope const& one) { return foreign_.count(one.id.text()) > 0; };
  found.erase(std::remove_if(found.begin(), found.end(), is_foreign), found.end());
  for (std::string const& id : foreign_) known_.erase(id);
  for (clicksign::envelope const& one : found) {
    if (whose_ == ownership::sole) known_.insert(one.id.text());
  }
  if (stage_ == stage::clearing) return found_strays(found);
  if (stage_ == stage::competing) return weigh_competitors(found);
  if (stage_ == stage::comparing) return compare_envelopes(found);
  found_envelopes(std::move(found));
}

void machine::found_envelopes(std::vector<clicksign::envelope> found) {
  if (resumed_) possible_ = known_.size(); // what an earlier run asked for has arrived or died by now
  auto const running = std::find_if(found.begin(), found.end(), [](auto const& one) { return was_activated(one.status); });
  if (running != found.end()) return collect(*running);
  if (gives_up_) return remove_found(found);
  if (whose_ == ownership::shared) return found_strangers(found);
  if (found.empty()) {
    repeats_creation_ = possible_ > 0;
    repeated_ = repeated_ || repeats_creation_;
    if (!repeated_) doubtful_ = false; // nothing of it exists yet
    return enter(stage::creating);
  }
  auto const oldest = std::min_element(found.begin(), found.end(),
                                       [](auto const& a, auto const& b) { return is_older(a.created_at, b.created_at); });
  adopt(*oldest);
  report(step::envelope_created, 0, envelope_.text());
  enter(stage::comparing);
}

void machine::adopt(clicksign::envelope const& found) {
  envelope_ = found.id;
  created_at_ = found.created_at;
  lost_.envelope_left_behind = envelope_.text();
  last_doubt_.reset();
}

void machine::collect(clicksign::envelope const& running) {
  adopt(running);
  if (running.deadline.at()) sent_.deadline = running.deadline;
  auto const seen = contents_.find(running.id.text());
  if (seen == contents_.end()) return enter(stage::collecting);
  stage_ = stage::collecting;
  collected(seen->second);
  ask(calls::list_signers{});
}

/// Under a shared key a draft that is not ours belongs to another process, which may be at work on it. When nothing happens to it
/// for long enough, that process is gone, and its draft is removed: a removal stops also one that only stood still.
void machine::found_strangers(std::vector<clicksign::envelope> const& drafts) {
  if (drafts.empty()) {
    strangers_.clear();
    if (held_elsewhere_) {
      pause(seconds(1), wait_reason::other_sender);
      return enter(stage::recording);
    }
    return enter(stage::creating);
  }
  others_seen_ = true;
  std::string seen;
  for (clicksign::envelope const& one : drafts) seen += one.id.text() + one.updated_at.text() + ' ';
  if (seen != strangers_) {
    strangers_ = std::move(seen);
    strangers_since_ = now_;
  }
  auto const patience = std::max<milliseconds>(2 * value_.quiescence, seconds(3));
  if (now_ - strangers_since_ < patience || held_elsewhere_) {
    pause(between_looks(), wait_reason::other_sender);
    if (held_elsewhere_) enter(stage::recording);
    return;
  }
  stage_ = stage::making_way;
  for (clicksign::envelope const& one : drafts) ask(calls::remove_envelope{one.id});
}

/// Before the activation: at most one of several processes may go on. Each sees all drafts that were created before its own, so the
/// one whose draft is the oldest goes on, and at most one can find its own to be so.
void machine::weigh_competitors(std::vector<clicksign::envelope> const& found) {
  bool is_listed = false;
  bool must_yield = false;
  for (clicksign::envelope const& one : found) {
    if (one.id == envelope_)
      is_listed = true;
    else
      must_yield = must_yield || was_activated(one.status) || !is_older(created_at_, one.created_at);
  }
  if (must_yield) {
    others_seen_ = true;
    enter(stage::yielding);
    return ask(calls::remove_envelope{envelope_});
  }
  if (!is_listed) return ask(calls::get_envelope{}); // it was removed, or the list is behind
  competed_ = true;
  commit();
}

/// Another process removed our draft.
void machine::lose_draft() {
  queue_.clear();
  others_seen_ = true;
  possible_ = 0; // what we created is gone
  stage_ = stage::yielding;
}

void machine::compare_envelopes(std::vector<clicksign::envelope> const& found) {
  for (clicksign::envelope const& one : found) {
    if (one.id == envelope_ && was_activated(one.status)) ran_already_ = true;
    if (one.id != envelope_ && one.status == clicksign::status::draft) surplus_.emplace_back(calls::remove_envelope{one.id});
  }
}

void machine::answered(calls::remove_envelope const& asked, result<void> answer) {
  --in_flight_;
  if (stage_ == stage::removing) return removed_draft(std::move(answer));
  if (stage_ == stage::sweeping) return removed_stray(asked.envelope, answer);
  if (stage_ == stage::yielding) return yielded(asked.envelope, std::move(answer));
  if (stage_ == stage::making_way) return; // what became of it is seen in the list
  removed(answer);
}

/// A draft of ours is not left beside another's.
void machine::yielded(envelope_id const& draft, result<void> answer) {
  if (answer || is_gone(answer.error())) {
    possible_ = 0;
    known_.erase(draft.text());
  } else if (answer.error().code == errc::not_draft) {
    forget_ids();
    enter(stage::searching); // it runs: the search finds it
  } else {
    fail(std::move(answer).error());
  }
}

void machine::forget_ids() {
  envelope_ = envelope_id();
  created_at_ = timestamp();
  lost_.envelope_left_behind.clear();
  std::fill(documents_.begin(), documents_.end(), document_id());
  std::fill(signers_.begin(), signers_.end(), signer_id());
  std::fill(watchers_.begin(), watchers_.end(), watcher_id());
  missing_ = every_requirement();
  agreed_.clear();
  lags_since_.reset();
  competed_ = false;
  may_run_ = false; // that was the former draft
}

} // namespace signing
RUBRICA_END_NAMESPACE
