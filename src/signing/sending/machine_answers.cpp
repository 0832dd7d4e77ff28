// What the answers to changes mean; those to lists are in machine_look.cpp.
#include "signing/sending/machine.hpp"

#include "clicksign/protocol/setup_advice.hpp"
#include "signing/notified.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/refusal.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using std::chrono::seconds;

namespace {

/// The reply to a call of this kind.
template <class Reply> result<Reply> reply_in(result<calls::any_reply>&& answer) {
  if (!answer) return std::move(answer).error();
  if constexpr (std::is_void_v<Reply>)
    return {};
  else
    return std::move(*std::get_if<Reply>(&*answer));
}

} // namespace

void machine::answered(calls::any const& asked, result<calls::any_reply> answer) {
  auto const take = [&](auto const& call) {
    answered(call, reply_in<typename std::decay_t<decltype(call)>::reply>(std::move(answer)));
  };
  std::visit(take, asked);
}

void machine::answered(calls::create_envelope const&, result<clicksign::envelope> answer) {
  --in_flight_;
  if (answer) {
    envelope_ = std::move(answer->id);
    created_at_ = std::move(answer->created_at);
    lost_.envelope_left_behind = envelope_.text();
    known_.insert(envelope_.text());
    keyed_.insert(envelope_.text());
    return;
  }
  if (answer.error().outcome == outcome::ambiguous) return doubt(std::move(answer).error());
  --possible_;
  if (repeats_creation_) return fail(*std::exchange(last_doubt_, std::nullopt)); // the first one may still have had its effect
  fail(clicksign::with_setup_advice(about_envelope(std::move(answer).error())));
}

template <class T, class Id, class About>
void machine::created(result<T> answer, Id& id, step reached, std::size_t index, About about) {
  --in_flight_;
  if (answer) {
    id = std::move(answer->id);
    report(reached, index, id.text());
  } else if (answer.error().outcome == outcome::ambiguous) {
    doubt(about(std::move(answer).error()));
  } else if (answer.error().code == errc::not_found && whose_ == ownership::shared) {
    lose_draft();
  } else {
    fail(about(std::move(answer).error()));
  }
}

void machine::answered(calls::create_document const& asked, result<clicksign::document> answer) {
  created(std::move(answer), documents_[asked.index], step::document_created, asked.index,
          [&](error_info why) { return about_file(std::move(why), value_.plan, asked.index); });
}
void machine::answered(calls::create_signer const& asked, result<clicksign::signer> answer) {
  created(std::move(answer), signers_[asked.index], step::signer_created, asked.index,
          [&](error_info why) { return about_signer(std::move(why), asked.index); });
}
void machine::answered(calls::create_watcher const& asked, result<clicksign::watcher> answer) {
  created(std::move(answer), watchers_[asked.index], step::watcher_created, asked.index,
          [&](error_info why) { return about_watcher(std::move(why), asked.index); });
}

void machine::answered(calls::create_requirements const& asked, result<std::vector<result<clicksign::requirement>>> answer) {
  --in_flight_;
  if (!answer) {
    if (answer.error().outcome == outcome::ambiguous) return doubt(std::move(answer).error());
    if (answer.error().code == errc::not_found && whose_ == ownership::shared) return lose_draft();
    if (answer.error().code != errc::not_ready)
      return fail(about_requirements(std::move(answer).error(), value_.plan, asked.which));
    return pause(seconds(1), wait_reason::file_processing); // the file is still being processed (clicksign-rest §6.3)
  }
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < asked.which.size(); ++i) {
    auto& one = (*answer)[i];
    if (one) agreed_.insert(asked.which[i]);
    if (one) continue;
    if (one.error().code != errc::not_ready) return fail(about_requirements(std::move(one).error(), value_.plan, asked.which, i));
    refused.push_back(asked.which[i]);
  }
  missing_ = std::move(refused);
  if (!missing_.empty()) pause(seconds(1), wait_reason::file_processing);
}

void machine::answered(calls::activate_envelope const&, result<clicksign::envelope> answer) {
  --in_flight_;
  ++activations_;
  if (answer && was_activated(answer->status)) return succeed();
  error_info why = answer ? make_error(errc::protocol, "the envelope was activated but does not run", outcome::ambiguous)
                          : std::move(answer).error();
  if (why.outcome == outcome::ambiguous) {
    last_doubt_ = std::move(why);
    enter(stage::confirming);
  } else if (why.code == errc::not_ready) {
    pause(seconds(1), wait_reason::file_processing);
  } else if (why.code == errc::not_found && whose_ == ownership::shared) {
    lose_draft();
  } else {
    fail(about_envelope(std::move(why)));
  }
}

void machine::answered(calls::get_envelope const&, result<clicksign::envelope> answer) {
  --in_flight_;
  if (stage_ == stage::asking) return told_what_is_left(answer);
  if (answer && was_activated(answer->status)) return succeed();
  if (stage_ == stage::competing) { // our own draft was not listed
    if (!answer && is_gone(answer.error())) return lose_draft();
    return pause(seconds(1), wait_reason::other_sender);
  }
  if (activations_ >= most_rounds) return fail(*std::exchange(last_doubt_, std::nullopt));
  enter(stage::activating);
}

void machine::answered(calls::notify const&, result<clicksign::notification> answer) {
  --in_flight_;
  std::string const id = answer ? answer->id.text() : std::string();
  sent_.notification_error = why_nobody_was_notified(std::move(answer));
  sent_.notified = !sent_.notification_error;
  if (sent_.notified) report(step::notified, 0, id);
}

} // namespace signing
RUBRICA_END_NAMESPACE
