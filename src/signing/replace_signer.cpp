#include <rubrica/signing/replace_signer.hpp>

#include "signing/duties.hpp"
#include "signing/new_signer.hpp"
#include "signing/notified.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/time_left.hpp"

#include <rubrica/signing/rules.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::new_requirement;

constexpr std::chrono::milliseconds longest_call = std::chrono::seconds(30);

/// One replacement: what is known of the envelope, and what was done.
class replacing {
public:
  replacing(clicksign::client const& client, envelope_id const& envelope, signer_id const& old_signer,
            replace_options const& options)
      : client_(client), envelope_(envelope), old_(old_signer), options_(options),
        time_(client.clock(), options.timeout, options.cancelled) {}

  result<replaced_signer> run(signer const& replacement) {
    auto done = carry_out(replacement);
    if (!done) return with_state(std::move(done).error());
    return finish();
  }

private:
  enum class knowledge { no, yes, unknown };

  result<void> carry_out(signer const& replacement);
  result<void> look_for(signer who);
  result<void> settle_on_one(std::vector<signer_id> const& candidates);
  result<void> read_duties(envelope_progress const& now);
  result<void> check_person(signer const& replacement);
  result<void> add();
  result<void> require();
  result<void> remove_strays();
  result<void> remove_old();
  result<replaced_signer> finish();

  result<std::vector<new_requirement>> requirements_of(signer_id const& who) const;
  result<std::vector<signer_id>> same_people();
  result<bool> is_there(signer_id const& who);
  result<void> remove(signer_id const& who);
  result<bool> has_duties(signer_id const& who) const;
  error_info undone(error_info why);
  error_info with_state(error_info error) const;
  [[nodiscard]] clicksign::call_options limits() const { return time_.limits(longest_call); }

  clicksign::client const& client_;
  envelope_id const& envelope_;
  signer_id const& old_;
  replace_options const& options_;
  time_left time_;

  clicksign::new_signer wanted_;
  std::vector<document_id> documents_;  ///< those in which the old one has something to do
  std::vector<new_requirement> duties_; ///< the old one's, without a signer

  signer_id new_;
  bool created_ = false;  ///< by this call, so it may be removed again
  bool repeated_ = false; ///< the creation was, and the first request may still arrive
  knowledge added_ = knowledge::no;
  knowledge old_there_ = knowledge::unknown;
};

result<void> replacing::carry_out(signer const& replacement) {
  if (auto looked = look_for(replacement); !looked) return looked;
  if (old_there_ == knowledge::no) {
    if (added_ == knowledge::yes) return {}; // an earlier call got that far
    return make_error(errc::not_found, "the envelope has neither the old signer nor the new one");
  }
  auto now = fetch_progress(client_, envelope_, limits());
  if (!now) return std::move(now).error();
  if (auto allowed = may_replace(*now, old_); !allowed) return allowed;
  if (auto read = read_duties(*now); !read) return read;
  if (auto checked = check_person(replacement); !checked) return checked;
  for (auto part : {&replacing::add, &replacing::require, &replacing::remove_strays, &replacing::remove_old}) {
    if (auto done = (this->*part)(); !done) return done;
  }
  return {};
}

/// Finds out who of the two is in the envelope.
result<void> replacing::look_for(signer who) {
  // Only the spelling matters yet: what the authentications need is not known before the old one's are.
  static_cast<void>(signing::check_person(who, calendar_of(client_)));
  wanted_ = signer_to_create(who);
  auto candidates = same_people();
  if (!candidates) return std::move(candidates).error();
  return candidates->empty() ? result<void>() : settle_on_one(*candidates);
}

/// Of several, as after a creation that arrived late, the one that has something to do; the others have not, and go.
result<void> replacing::settle_on_one(std::vector<signer_id> const& candidates) {
  new_ = candidates.front();
  added_ = knowledge::yes;
  if (candidates.size() == 1 && old_there_ == knowledge::yes) return {};
  std::vector<signer_id> idle;
  bool found = false;
  for (signer_id const& one : candidates) {
    auto busy = has_duties(one);
    if (!busy) return std::move(busy).error();
    if (!*busy) {
      idle.push_back(one);
    } else if (!found) {
      new_ = one;
      found = true;
    }
  }
  if (!found && old_there_ == knowledge::no) {
    return make_error(errc::not_found, "the old signer is gone, and the new one has nothing to sign", outcome::rejected);
  }
  for (signer_id const& one : idle) {
    if (one == new_) continue;
    if (auto removed = remove(one); !removed) return removed;
  }
  return {};
}

result<void> replacing::read_duties(envelope_progress const& now) {
  for (document_standing const& one : now.documents) {
    if (!one.ended()) documents_.push_back(one.id);
  }
  auto read = requirements_of(old_);
  if (!read) return std::move(read).error();
  duties_ = *std::move(read);
  auto const has_some = [&](document_id const& document) {
    return std::any_of(duties_.begin(), duties_.end(), [&](auto const& one) { return one.document == document; });
  };
  documents_.erase(std::remove_if(documents_.begin(), documents_.end(), [&](auto const& one) { return !has_some(one); }),
                   documents_.end());
  if (!documents_.empty()) return {};
  error_info error = make_error(errc::rule_refused, "the signer has nothing to sign any more");
  error.rule = process_rule::replace_only_unsigned.text;
  return error;
}

result<void> replacing::check_person(signer const& replacement) {
  auto const now = calendar_of(client_);
  bool is_first = true;
  for (document_id const& document : documents_) {
    signer who = with_duties(replacement, duties_, document);
    if (auto checked = signing::check_person(who, now); !checked) return checked;
    if (std::exchange(is_first, false)) wanted_ = signer_to_create(who);
  }
  auto old = client_.signers().get(envelope_, old_, limits());
  if (!old) return std::move(old).error();
  if (old->group != 1) wanted_.group = old->group;
  return {};
}

result<void> replacing::add() {
  if (added_ == knowledge::yes) return {};
  for (int round = 1;; ++round) {
    if (auto going = time_.may_go_on(); !going) return going;
    auto made = client_.signers().create(envelope_, wanted_, limits());
    if (made) {
      new_ = made->id;
      created_ = true;
      added_ = knowledge::yes;
      return {};
    }
    if (made.error().outcome != outcome::ambiguous) return std::move(made).error();
    added_ = knowledge::unknown;
    // The request may still be on its way; looking too early would miss the signer, who would be created a second time.
    if (auto waited = time_.pause(options_.quiescence); !waited) return std::move(made).error();
    auto found = same_people();
    if (!found) return std::move(made).error();
    if (!found->empty()) {
      new_ = found->front();
      created_ = true;
      added_ = knowledge::yes;
      return {};
    }
    if (round == most_rounds) return std::move(made).error();
    repeated_ = true;
  }
}

/// Gives the new one what is missing of the old one's part.
result<void> replacing::require() {
  for (int doubts = 0;;) {
    if (auto going = time_.may_go_on(); !going) return going;
    auto there = requirements_of(new_);
    if (!there) return std::move(there).error();
    std::vector<clicksign::bulk_operation> missing;
    for (new_requirement one : duties_) {
      bool const has = std::any_of(there->begin(), there->end(), [&](auto const& each) { return is_same_duty(each, one); });
      if (has) continue;
      one.signer = new_;
      missing.emplace_back(std::move(one));
    }
    if (missing.empty()) return {};
    auto answer = client_.bulk_requirements().apply(envelope_, missing, limits());
    if (!answer && answer.error().outcome == outcome::ambiguous) {
      if (++doubts > most_rounds) return std::move(answer).error();
      // A success in an unknown form has taken effect or never will; any other request may still be on its way.
      bool const over = answer.error().http_status >= 200 && answer.error().http_status < 300;
      if (auto waited = over ? result<void>() : time_.pause(options_.quiescence); !waited) return std::move(answer).error();
      continue;
    }
    if (!answer) return undone(std::move(answer).error());
    for (auto& one : *answer) {
      if (!one) return undone(std::move(one).error());
    }
    return {};
  }
}

/// After a creation that was repeated, the first one may have arrived as well.
result<void> replacing::remove_strays() {
  if (!repeated_) return {};
  if (auto waited = time_.pause(options_.quiescence); !waited) return waited;
  auto found = same_people();
  if (!found) return std::move(found).error();
  for (signer_id const& one : *found) {
    if (one == new_) continue;
    auto busy = has_duties(one);
    if (!busy) return std::move(busy).error();
    if (*busy) continue;
    if (auto removed = remove(one); !removed) return removed;
  }
  return {};
}

result<void> replacing::remove_old() {
  auto removed = remove(old_);
  if (removed) {
    old_there_ = knowledge::no;
    return {};
  }
  error_info& why = removed.error();
  if (why.outcome == outcome::ambiguous) {
    old_there_ = knowledge::unknown;
    return std::move(why);
  }
  if (why.code == errc::already_signed) {
    why = make_error(errc::rule_refused, "the signer has begun to sign meanwhile", outcome::rejected);
    why.rule = process_rule::replace_only_unsigned.text;
  }
  return why.outcome == outcome::rejected ? undone(std::move(why)) : std::move(why);
}

result<replaced_signer> replacing::finish() {
  replaced_signer out;
  out.signer = new_;
  if (!options_.notify) return out;
  out.notification_error = why_nobody_was_notified(client_.notifications().notify(envelope_, new_, {}, limits()));
  out.notified = !out.notification_error;
  return out;
}

/// The requirements of a signer in the documents that run. The answers do not say whose they are, so each document is asked for.
result<std::vector<new_requirement>> replacing::requirements_of(signer_id const& who) const {
  std::vector<new_requirement> out;
  for (document_id const& document : documents_) {
    for (auto& one : client_.requirements().list(envelope_, {document, who, {}}, limits())) {
      if (!one) return std::move(one).error();
      out.push_back(copy_of(*one, document));
    }
  }
  return out;
}

/// Those in the envelope who are the new one by name and addresses. Notes also whether the old one is there.
result<std::vector<signer_id>> replacing::same_people() {
  auto found = client_.signers().list(envelope_, {}, limits()).all();
  if (!found) return std::move(found).error();
  std::vector<signer_id> out;
  old_there_ = knowledge::no;
  for (clicksign::signer const& one : *found) {
    if (one.id == old_)
      old_there_ = knowledge::yes;
    else if (is_same_person(one, wanted_))
      out.push_back(one.id);
  }
  return out;
}

result<bool> replacing::is_there(signer_id const& who) {
  auto found = client_.signers().list(envelope_, {}, limits()).all();
  if (!found) return std::move(found).error();
  return std::any_of(found->begin(), found->end(), [&](auto const& one) { return one.id == who; });
}

/// Removes a signer. After an unknown effect the list says whether it must be done again.
result<void> replacing::remove(signer_id const& who) {
  for (int round = 1;; ++round) {
    if (auto going = time_.may_go_on(); !going) return going;
    auto removed = client_.signers().remove(envelope_, who, limits());
    if (removed) return {};
    if (removed.error().outcome != outcome::ambiguous && !is_gone(removed.error())) return removed;
    auto there = is_there(who);
    if (!there) return removed;
    if (!*there) return {};
    if (round == most_rounds) return removed;
  }
}

result<bool> replacing::has_duties(signer_id const& who) const {
  auto found = client_.requirements().list(envelope_, {{}, who, {}}, limits()).all();
  if (!found) return std::move(found).error();
  return !found->empty();
}

/// The error after ClickSign refused to go on: a new signer of this call is removed again.
error_info replacing::undone(error_info why) {
  if (!created_ || !remove(new_)) return why;
  new_ = {};
  added_ = knowledge::no;
  return why;
}

/// Says what was done and what is left.
error_info replacing::with_state(error_info error) const {
  if (added_ == knowledge::no) return error;
  error.message += added_ == knowledge::yes ? fmt::format(" The new signer {} is in the envelope", new_.text())
                                            : std::string(" Whether the new signer was added is not known");
  error.message += old_there_ == knowledge::yes  ? "; the old one is still there."
                   : old_there_ == knowledge::no ? "; the old one is gone."
                                                 : "; whether the old one is still there is not known.";
  bool const is_final = error.code == errc::rule_refused || error.code == errc::invalid_request || error.code == errc::not_found;
  if (is_final) return error;
  error.message += " Call again with the same arguments to go on.";
  error.outcome = outcome::ambiguous;
  return error;
}

} // namespace

result<replaced_signer> replace_signer(clicksign::client const& client, envelope_id const& envelope, signer_id const& old_signer,
                                       signer const& replacement, replace_options const& options) {
  return replacing(client, envelope, old_signer, options).run(replacement);
}

} // namespace signing
RUBRICA_END_NAMESPACE
