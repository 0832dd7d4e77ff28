// What exists in the envelope, and how it differs from what was asked for; which envelopes exist is in machine_search.cpp.
#include "signing/duties.hpp"
#include "signing/new_signer.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/machine.hpp"

#include <rubrica/signing/origin.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

namespace {

/// Whether the record is or may be gone: then everything is read again.
bool may_be_gone(result<void> const& removed) {
  return removed || removed.error().outcome == outcome::ambiguous || removed.error().code == errc::not_found;
}

} // namespace

/// A list could not be read.
void machine::cannot_read(error_info why) {
  cannot_read_ = true;
  if (last_doubt_) return fail(*std::exchange(last_doubt_, std::nullopt));
  if (has_touched_nothing()) why.outcome = outcome::not_sent; // only lists were read
  fail(std::move(why));
}

// ---- what is in the envelope ----

void machine::begin_comparison() {
  surplus_.clear();
  gap_.clear();
  lags_ = false;
  if (possible_ > 1 || resumed_) ask(calls::list_envelopes{});
  ask(calls::list_documents{});
  ask(calls::list_signers{});
  if (!watchers_.empty()) ask(calls::list_watchers{});
}

namespace {

/// Keeps the ids of the wanted records that exist, finds those whose id is not known, and notes what is too much. Returns whether one
/// that certainly was created is not listed.
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

bool machine::is_ours(clicksign::document const& found, std::size_t index) const {
  auto const origin = origin_of(found);
  return origin && origin->key == value_.key && origin->file == index && origin->digest == value_.digest;
}

void machine::answered(calls::list_documents const&, result<std::vector<clicksign::document>> answer) {
  --in_flight_;
  if (!answer) return cannot_read(std::move(answer).error());
  if (stage_ == stage::collecting) return collected(*answer);
  bool const lags = take_stock(
      documents_, *std::move(answer), [&](auto const& one, std::size_t i) { return is_ours(one, i); },
      [](document_id const& id) { return calls::remove_document{id}; }, surplus_);
  lags_ = lags_ || lags;
}

void machine::answered(calls::list_signers const&, result<std::vector<clicksign::signer>> answer) {
  --in_flight_;
  if (!answer) return cannot_read(std::move(answer).error());
  if (stage_ == stage::collecting) return collected(*std::move(answer));
  bool const lags = take_stock(
      signers_, *std::move(answer), [&](auto const& one, std::size_t i) { return is_same_person(one, value_.plan.signers[i]); },
      [](signer_id const& id) { return calls::remove_signer{id}; }, surplus_);
  lags_ = lags_ || lags;
}

void machine::answered(calls::list_watchers const&, result<std::vector<clicksign::watcher>> answer) {
  --in_flight_;
  if (!answer) return cannot_read(std::move(answer).error());
  bool const lags = take_stock(
      watchers_, *std::move(answer), [&](auto const& one, std::size_t i) { return one.email == value_.plan.watchers[i].email; },
      [](watcher_id const& id) { return calls::remove_watcher{id}; }, surplus_);
  lags_ = lags_ || lags;
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
    if (there != answer->end())
      answer->erase(there);
    else if (agreed_.count(i) > 0)
      lags_ = true;
    else
      gap_.push_back(i);
  }
  for (clicksign::requirement const& one : *answer) surplus_.emplace_back(calls::remove_requirement{one.id});
}

/// Activates when ClickSign's state is equal to the request; else asks for the difference and compares again.
void machine::conclude_comparison() {
  if (ran_already_) return enter(stage::collecting);
  if (lags_) return look_again();
  lags_since_.reset();
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

/// Creating again what a list does not show yet would double it. After the quiescence the list is right, and somebody removed it.
void machine::look_again() {
  if (!lags_since_) lags_since_ = now_;
  if (now_ - *lags_since_ >= value_.quiescence)
    return fail(make_error(errc::protocol, "something that was created is not there any more", outcome::rejected));
  pause(between_looks(), wait_reason::list_behind);
  enter(stage::comparing);
}

/// Of a record that is too much.
void machine::removed(result<void> const& answer) {
  if (!may_be_gone(answer)) fail(answer.error());
}

void machine::answered(calls::remove_document const&, result<void> const& answer) {
  --in_flight_;
  removed(answer);
}
void machine::answered(calls::remove_signer const&, result<void> const& answer) {
  --in_flight_;
  removed(answer);
}
void machine::answered(calls::remove_watcher const&, result<void> const& answer) {
  --in_flight_;
  removed(answer);
}
void machine::answered(calls::remove_requirement const&, result<void> const& answer) {
  --in_flight_;
  removed(answer);
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
