// What exists at ClickSign, and how it differs from what was asked for.
#include "signing/duties.hpp"
#include "signing/new_signer.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/machine.hpp"

#include <rubrica/signing/origin.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

/// Whether the record is or may be gone: then everything is read again.
bool may_be_gone(result<void> const& removed) {
  return removed || removed.error().outcome == outcome::ambiguous || removed.error().code == errc::not_found;
}

bool is_older(timestamp const& a, timestamp const& b) {
  return a.at() && b.at() && *a.at() < *b.at();
}

} // namespace

/// A list could not be read.
void machine::cannot_read(error_info why) {
  cannot_read_ = true;
  if (last_doubt_) return fail(*std::exchange(last_doubt_, std::nullopt));
  if (has_touched_nothing()) why.outcome = outcome::not_sent; // only lists were read
  fail(std::move(why));
}

// ---- envelopes ----

void machine::answered(calls::list_envelopes const&, result<std::vector<clicksign::envelope>> answer) {
  --in_flight_;
  if (stage_ == stage::clearing) return found_strays(std::move(answer));
  if (!answer) return cannot_read(std::move(answer).error());
  std::vector<clicksign::envelope> found = std::move(*answer);
  auto const is_another = [&](clicksign::envelope const& one) { return one.name != value_.plan.envelope.name; };
  found.erase(std::remove_if(found.begin(), found.end(), is_another), found.end());
  for (clicksign::envelope const& one : found) {
    if (whose_ == ownership::sole) known_.insert(one.id.text());
  }
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
  enter(stage::collecting);
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
    pause(std::clamp<milliseconds>(value_.quiescence / 8, milliseconds(500), seconds(5)), wait_reason::other_sender);
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

// ---- what is in the envelope ----

void machine::begin_comparison() {
  surplus_.clear();
  gap_.clear();
  if (possible_ > 1 || resumed_) ask(calls::list_envelopes{});
  ask(calls::list_documents{});
  ask(calls::list_signers{});
  if (!watchers_.empty()) ask(calls::list_watchers{});
}

namespace {

/// Keeps the ids of the wanted records that exist, finds those whose id is not known, and notes what is too much. Returns whether one
/// that certainly was created is missing.
template <class Id, class Record, class IsWanted, class Removal>
bool take_stock(std::vector<Id>& ours, std::vector<Record> found, IsWanted is_wanted, Removal removal,
                std::vector<calls::any>& surplus) {
  bool lacks = false;
  auto const take = [&](auto is_it) {
    auto const one = std::find_if(found.begin(), found.end(), is_it);
    if (one == found.end()) return Id();
    Id id = one->id;
    found.erase(one);
    return id;
  };
  for (Id& id : ours) {
    if (id.empty()) continue;
    if (take([&](Record const& one) { return one.id == id; }).empty()) lacks = true;
  }
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i].empty()) ours[i] = take([&](Record const& one) { return is_wanted(one, i); });
  }
  for (Record const& one : found) surplus.emplace_back(removal(one.id));
  return lacks;
}

} // namespace

void machine::lacks_what_was_created() {
  fail(make_error(errc::protocol, "something that was created is not there any more", outcome::rejected));
}

bool machine::is_ours(clicksign::document const& found, std::size_t index) const {
  auto const origin = origin_of(found);
  return origin && origin->key == value_.key && origin->file == index && origin->digest == value_.digest;
}

void machine::answered(calls::list_documents const&, result<std::vector<clicksign::document>> answer) {
  --in_flight_;
  if (!answer) return cannot_read(std::move(answer).error());
  if (stage_ == stage::collecting) return collected(*answer);
  auto const lacks = take_stock(
      documents_, *std::move(answer), [&](auto const& one, std::size_t i) { return is_ours(one, i); },
      [](document_id const& id) { return calls::remove_document{id}; }, surplus_);
  if (lacks) lacks_what_was_created();
}

void machine::answered(calls::list_signers const&, result<std::vector<clicksign::signer>> answer) {
  --in_flight_;
  if (!answer) return cannot_read(std::move(answer).error());
  if (stage_ == stage::collecting) return collected(*std::move(answer));
  auto const lacks = take_stock(
      signers_, *std::move(answer), [&](auto const& one, std::size_t i) { return is_same_person(one, value_.plan.signers[i]); },
      [](signer_id const& id) { return calls::remove_signer{id}; }, surplus_);
  if (lacks) lacks_what_was_created();
}

void machine::answered(calls::list_watchers const&, result<std::vector<clicksign::watcher>> answer) {
  --in_flight_;
  if (!answer) return cannot_read(std::move(answer).error());
  auto const lacks = take_stock(
      watchers_, *std::move(answer), [&](auto const& one, std::size_t i) { return one.email == value_.plan.watchers[i].email; },
      [](watcher_id const& id) { return calls::remove_watcher{id}; }, surplus_);
  if (lacks) lacks_what_was_created();
}

/// Each pair of a document and a signer that both exist is listed.
void machine::compare_duties() {
  auto const& all = value_.plan.requirements;
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool const is_new_pair = i == 0 || all[i].document != all[i - 1].document || all[i].signer != all[i - 1].signer;
    if (documents_[all[i].document].empty() || signers_[all[i].signer].empty())
      gap_.push_back(i);
    else if (is_new_pair)
      ask(calls::list_requirements{all[i].document, all[i].signer});
  }
}

void machine::answered(calls::list_requirements const& asked, result<std::vector<clicksign::requirement>> answer) {
  --in_flight_;
  if (!answer) return cannot_read(std::move(answer).error());
  auto const& all = value_.plan.requirements;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].document != asked.document || all[i].signer != asked.signer) continue;
    auto const there = std::find_if(answer->begin(), answer->end(), [&](auto const& one) {
      return is_same_duty(copy_of(one, {}), all[i].requirement); // neither names its document
    });
    if (there == answer->end())
      gap_.push_back(i);
    else
      answer->erase(there);
  }
  for (clicksign::requirement const& one : *answer) surplus_.emplace_back(calls::remove_requirement{one.id});
}

/// Activates when ClickSign's state is equal to the request; else asks for the difference and compares again.
void machine::conclude_comparison() {
  if (ran_already_) return enter(stage::collecting);
  std::sort(gap_.begin(), gap_.end());
  auto const is_missing = [](auto const& id) { return id.empty(); };
  bool const lacks_records = std::any_of(documents_.begin(), documents_.end(), is_missing) ||
                             std::any_of(signers_.begin(), signers_.end(), is_missing) ||
                             std::any_of(watchers_.begin(), watchers_.end(), is_missing);
  missing_ = std::move(gap_);
  if (surplus_.empty() && missing_.empty() && !lacks_records) {
    if (!std::exchange(requirements_reported_, true)) report(step::requirements_set);
    doubtful_ = false;
    return commit();
  }
  if (++rounds_ > most_rounds) {
    return fail(
        make_error(errc::protocol, "what ClickSign holds does not become equal to what was asked for", outcome::rejected));
  }
  // What was asked for once is asked for again.
  if (last_doubt_ && (lacks_records || !missing_.empty())) repeated_ = true;
  last_doubt_.reset();
  stage_ = stage::mending;
  for (calls::any& one : surplus_) ask(std::move(one));
  surplus_.clear();
}

/// Of a record that is too much.
void machine::removed(result<void> const& answer) {
  if (!may_be_gone(answer)) fail(answer.error());
}

void machine::answered(calls::remove_document const&, result<void> answer) {
  --in_flight_;
  removed(answer);
}
void machine::answered(calls::remove_signer const&, result<void> answer) {
  --in_flight_;
  removed(answer);
}
void machine::answered(calls::remove_watcher const&, result<void> answer) {
  --in_flight_;
  removed(answer);
}
void machine::answered(calls::remove_requirement const&, result<void> answer) {
  --in_flight_;
  removed(answer);
}

void machine::forget_ids() {
  envelope_ = envelope_id();
  created_at_ = timestamp();
  lost_.envelope_left_behind.clear();
  std::fill(documents_.begin(), documents_.end(), document_id());
  std::fill(signers_.begin(), signers_.end(), signer_id());
  std::fill(watchers_.begin(), watchers_.end(), watcher_id());
  missing_ = every_requirement();
  competed_ = false;
}

// ---- an envelope that runs ----

void machine::collected(std::vector<clicksign::document> const& found) {
  for (clicksign::document const& one : found) {
    auto const origin = origin_of(one);
    bool const is_of_key = origin && origin->key == value_.key && origin->file && *origin->file < documents_.size();
    if (is_of_key) documents_[*origin->file] = one.id;
    if (origin && origin->key == value_.key && origin->digest != value_.digest) other_request_ = true;
  }
}

void machine::collected(std::vector<clicksign::signer> found) {
  for (std::size_t i = 0; i < signers_.size(); ++i) {
    auto const one =
        std::find_if(found.begin(), found.end(), [&](auto const& each) { return is_same_person(each, value_.plan.signers[i]); });
    if (one == found.end()) continue;
    signers_[i] = one->id;
    found.erase(one);
  }
}

void machine::end_collected() {
  if (other_request_) {
    failure_ = make_error(errc::conflict, "the envelope of this key was made from another request");
    return over(sending_state::given_up);
  }
  failure_.reset(); // it runs, as it was asked to
  prepare_result();
  // The run that activated it may have called its signers, or may have ended before.
  if (value_.plan.notification)
    sent_.notification_error = make_error(errc::interrupted, "whether its signers were called is not known");
  activated_ = true;
  over(sending_state::sent);
}

} // namespace signing
RUBRICA_END_NAMESPACE
