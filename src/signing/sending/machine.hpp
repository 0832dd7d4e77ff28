#pragma once

#include "signing/sending/calls.hpp"

#include <rubrica/signing/progress.hpp>
#include <rubrica/signing/sending.hpp>
#include <rubrica/signing/sent.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What one run of a sending may take. A run ends with its process.
struct run_limits {
  using time_point = std::chrono::steady_clock::time_point;
  /// Between deadline and licence, to find out what became of the envelope.
  static constexpr std::chrono::seconds grace{15};

  time_point deadline{};  ///< no further step begins then: the draft is removed, or the envelope runs
  time_point licence{};   ///< no request leaves then, or is under way: another process may take over
  int parallel = 12;      ///< calls at the same time
  std::uint32_t seed = 0; ///< of the pauses between two attempts to be the only sender of a key
  std::chrono::milliseconds longest_call{30'000};
  std::chrono::milliseconds longest_upload{120'000};
};

/// Whether others may send under the same key.
enum class ownership {
  sole,   ///< the key was drawn here, or a journal gave the sending to nobody else
  shared, ///< the caller named the key: other processes may do so too
};

/// Decides what a sending needs next, without I/O, clock or randomness of its own (docs/adr/0015-durable-sending.md).
///
/// It compares what must exist at ClickSign with what is known to exist, and asks for the difference. Drivers carry it out:
///
///     for (;;) {
///       auto decision = machine.next(now);
///       start: make the call, and hand its result to `answered`; then go on at once
///       save:  record `value()` durably, hand the result to `saved`
///       wait:  until then, unless an answer comes before
///       tell:  pass on `take_progress()`
///       idle:  until an answer comes
///       end:   `take_result()`
///     }
class machine {
public:
  using time_point = run_limits::time_point;

  struct start {
    calls::any call;
    std::chrono::milliseconds timeout;
    bool may_be_cancelled; ///< false: it finds out what happened, and a raised flag must not prevent that
  };
  struct save {};
  struct wait {
    time_point until;
    wait_reason reason;
  };
  struct tell {};
  struct idle {};
  struct end {};
  using decision = std::variant<start, save, wait, tell, idle, end>;

  /// A sending that begins. `recorded`: a journal must have it before the first request.
  machine(sending wanted, run_limits limits, ownership whose, bool recorded);
  /// One that was found in a journal: a request of an earlier run may be under way until `quiet_at`.
  machine(sending found, run_limits limits, time_point quiet_at, bool recorded);

  decision next(time_point now);

  /// The answer to a call that it asked for.
  void answered(calls::any const& asked, result<calls::any_reply> answer);
  void answered(calls::list_envelopes const& asked, result<std::vector<clicksign::envelope>> answer);
  void answered(calls::look_into const& asked, result<std::vector<clicksign::document>> answer);
  void answered(calls::create_envelope const& asked, result<clicksign::envelope> answer);
  void answered(calls::get_envelope const& asked, result<clicksign::envelope> answer);
  void answered(calls::activate_envelope const& asked, result<clicksign::envelope> answer);
  void answered(calls::remove_envelope const& asked, result<void> answer);
  void answered(calls::list_documents const& asked, result<std::vector<clicksign::document>> answer);
  void answered(calls::create_document const& asked, result<clicksign::document> answer);
  void answered(calls::remove_document const& asked, result<void> const& answer);
  void answered(calls::list_signers const& asked, result<std::vector<clicksign::signer>> answer);
  void answered(calls::create_signer const& asked, result<clicksign::signer> answer);
  void answered(calls::remove_signer const& asked, result<void> const& answer);
  void answered(calls::list_watchers const& asked, result<std::vector<clicksign::watcher>> answer);
  void answered(calls::create_watcher const& asked, result<clicksign::watcher> answer);
  void answered(calls::remove_watcher const& asked, result<void> const& answer);
  void answered(calls::list_requirements const& asked, result<std::vector<clicksign::requirement>> answer);
  void answered(calls::create_requirements const& asked, result<std::vector<result<clicksign::requirement>>> answer);
  void answered(calls::remove_requirement const& asked, result<void> const& answer);
  void answered(calls::notify const& asked, result<clicksign::notification> answer);

  /// The result of saving. `not_ready`: another process is at work on this key.
  void saved(result<void> done);
  /// In place of `saved`: the journal has an interrupted sending of this key, which goes on here.
  void take_over(sending found, time_point quiet_at);
  /// Ends it early: the caller cancelled, or an exception passed.
  void stop(error_info why);

  [[nodiscard]] sending const& value() const { return value_; }
  /// For who holds it, and until when.
  [[nodiscard]] sending& value_to_save() { return value_; }
  [[nodiscard]] envelope_id const& envelope() const { return envelope_; }
  [[nodiscard]] std::vector<document_id> const& documents() const { return documents_; }
  [[nodiscard]] std::vector<signer_id> const& signers() const { return signers_; }

  /// What happened since it was last asked.
  std::vector<progress> take_progress();
  /// After `end`. `value().state` says whether the journal may forget it: `sent` or `given_up`.
  result<sent> take_result();
  /// Nothing can be asked for any more: it ends as it is, and a later run goes on if it was recorded. No call is under way.
  void abandon(error_info why);
  /// An exception passed. It ends the sending by what needs least memory; the second time at once.
  void break_off() noexcept;

  [[nodiscard]] bool has_ended() const { return stage_ == stage::over; }
  [[nodiscard]] bool has_activated() const { return activated_; }
  [[nodiscard]] bool waits_for_answers() const { return in_flight_ > 0; }
  /// Whether the journal has it for us.
  [[nodiscard]] bool is_recorded() const { return is_recorded_; }
  /// With `save`: whether the journal may have an interrupted sending of this key.
  [[nodiscard]] bool may_take_over() const { return whose_ == ownership::shared && stage_ == stage::recording; }
  /// In a journal. Time has passed since the digests of its files were taken.
  [[nodiscard]] bool has_been_found() const { return resumed_; }
  [[nodiscard]] time_point licence() const { return limits_.licence; }

private:
  enum class stage {
    recording, // the value is saved before anything is sent
    to_begin,
    searching,  // looks for envelopes of this name
    making_way, // removes drafts of this key that nobody works on any more
    creating,
    filling, // documents, signers, watchers
    requiring,
    comparing, // reads everything back
    comparing_duties,
    mending,   // removes what is too much
    competing, // whether another process sends under this key
    yielding,  // removes our own draft, or lost it
    activating,
    confirming, // whether it was activated
    collecting, // reads the ids of an envelope that runs
    notifying,
    // the sending cannot go on:
    resigning, // records that
    removing,  // the draft
    asking,    // what became of the draft that could not be removed
    clearing,  // looks for further drafts
    sweeping,  // removes them
    over
  };

  // machine.cpp: the course; machine_answers.cpp: what changes were answered
  std::optional<decision> advance();
  void enter(stage next);
  void ask(calls::any call) { queue_.push_back(std::move(call)); }
  void ask_for_missing();
  start to_start(calls::any call);
  void pause(std::chrono::milliseconds time, wait_reason reason);
  [[nodiscard]] std::chrono::milliseconds between_attempts();
  [[nodiscard]] std::chrono::milliseconds between_looks() const;
  void report(step reached, std::size_t index = 0, std::string id = {});
  [[nodiscard]] std::vector<std::size_t> every_requirement() const;
  void prove();
  void prepare_result();
  void commit();
  void succeed();
  void notify();
  void over(sending_state state);
  void fail(error_info why);
  void doubt(error_info why);
  void after_doubt();
  template <class T, class Id, class About> void created(result<T> answer, Id& id, step reached, std::size_t index, About about);

  // machine_search.cpp: which envelopes exist
  void told_apart();
  void found_envelopes(std::vector<clicksign::envelope> found);
  void found_strangers(std::vector<clicksign::envelope> const& drafts);
  void weigh_competitors(std::vector<clicksign::envelope> const& found);
  void compare_envelopes(std::vector<clicksign::envelope> const& found);
  void adopt(clicksign::envelope const& found);
  void collect(clicksign::envelope const& running);
  void lose_draft();
  void yielded(envelope_id const& draft, result<void> answer);
  void forget_ids();

  // machine_look.cpp: what is in ours
  void cannot_read(error_info why);
  void collected(std::vector<clicksign::document> const& found);
  void collected(std::vector<clicksign::signer> found);
  void end_collected();
  void begin_comparison();
  void compare_duties();
  void conclude_comparison();
  void look_again();
  void removed(result<void> const& answer);
  [[nodiscard]] bool is_ours(clicksign::document const& found, std::size_t index) const;

  // machine_ending.cpp: when it cannot go on
  std::optional<decision> give_up();
  std::optional<decision> advance_ending();
  void end_activated(error_info why);
  void leave_running();
  void stay_open();
  void lapse();
  void remove_draft();
  void removed_draft(result<void> answer);
  void told_what_is_left(result<clicksign::envelope> const& answer);
  void it_runs();
  void remove_found(std::vector<clicksign::envelope> const& drafts);
  void cannot_clear();
  void found_strays(std::vector<clicksign::envelope> const& found);
  void removed_stray(envelope_id const& draft, result<void> const& answer);
  void conclude_ending();
  [[nodiscard]] bool is_ending() const { return stage_ >= stage::resigning; }
  [[nodiscard]] bool has_touched_nothing() const;
  [[nodiscard]] bool may_have_another() const { return others_seen_ || looks_ > 0; }
  [[nodiscard]] bool knows_every_envelope() const { return known_.size() >= possible_; }

  sending value_;
  run_limits limits_;
  ownership whose_;
  bool recorded_; // there is a journal
  stage stage_;
  bool saving_ = false;
  bool is_recorded_ = false;
  bool resumed_ = false;     // an earlier run may have sent requests
  bool gives_up_ = false;    // an earlier run gave it up
  bool cannot_read_ = false; // what exists, which says nothing about what can be done

  std::deque<calls::any> queue_;
  int in_flight_ = 0;
  time_point now_{};
  time_point quiet_at_{}; // no request of an earlier run can arrive any more
  time_point pause_until_{};
  wait_reason pause_reason_ = wait_reason::none;
  time_point ending_until_{};
  std::vector<progress> progress_;

  std::optional<error_info> failure_;
  std::optional<error_info> doubt_;      // the first answer of this stage that left its effect open
  std::optional<error_info> last_doubt_; // the same, until it is known what exists
  bool may_arrive_late_ = false;         // that request
  bool doubtful_ = false;                // everything is read back before the activation
  bool repeated_ = false;                // a request was repeated, and the first one may still arrive
  bool repeats_creation_ = false;
  int doubts_ = 0;
  int rounds_ = 0;
  int activations_ = 0;

  envelope_id envelope_;
  timestamp created_at_; // of our envelope
  std::vector<document_id> documents_;
  std::vector<signer_id> signers_;
  std::vector<watcher_id> watchers_;
  std::vector<std::size_t> missing_; // requirements
  std::vector<std::size_t> gap_;     // the same, while they are compared
  std::set<std::size_t> agreed_;     // requirements whose creation was confirmed
  std::vector<calls::any> surplus_;  // removals of what is too much
  bool lags_ = false;                // a list does not show what certainly was created
  std::optional<time_point> lags_since_;
  bool requirements_reported_ = false;

  std::size_t possible_ = 0;                   // envelopes that our requests may have created
  std::set<std::string> known_;                // those whose id was seen
  std::set<std::string> keyed_;                // envelopes of this name that carry our key
  std::set<std::string> foreign_;              // the same of another key, or none: a stranger's
  std::vector<clicksign::envelope> namesakes_; // envelopes of this name, while it is found out whose they are
  std::map<std::string, std::vector<clicksign::document>> contents_; // of those that were looked into
  int looks_ = 0;                                                    // answers that are still to come
  bool may_run_ = false;                                             // the activation of `envelope_` was asked for
  bool ran_already_ = false;                                         // it was activated before we asked
  bool activated_ = false;
  bool gone_ = false; // our draft does not exist any more
  bool strays_left_ = false;

  // with a shared key
  std::string strangers_; // drafts of others, as they were last seen
  time_point strangers_since_{};
  bool others_seen_ = false;
  bool held_elsewhere_ = false; // by another process, as the journal says
  bool competed_ = false;
  bool other_request_ = false; // the key was used for another one
  int attempts_ = 0;

  sent sent_;        // prepared before the activation: from then on nothing may fail
  progress running_; // the same
  error_info lost_;  // to report, without memory, that a draft may exist
};

} // namespace signing
RUBRICA_END_NAMESPACE
