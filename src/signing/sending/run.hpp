#pragma once

#include "signing/sending/machine.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/journal.hpp>
#include <rubrica/signing/resumed.hpp>
#include <rubrica/signing/send_options.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The limits of a run that begins now.
run_limits limits_of(send_options const& options, std::chrono::steady_clock::time_point now, bool is_recorded);

/// When no request of the process that held the sending before can arrive any more.
std::chrono::steady_clock::time_point quiet_after(sending const& found, clock const& time);

/// One run of a sending in this process: its machine, what the caller wants to hear, and its journal.
class run {
public:
  using time_point = std::chrono::steady_clock::time_point;

  run(machine course, send_options options, std::shared_ptr<clock> clock, std::shared_ptr<signing::journal> journal);

  /// The call to make now. Nothing: it waits for an answer, or until `wake`, or has ended.
  std::optional<machine::start> next() noexcept;
  /// An answer came.
  template <class Call, class Answer> void answered(Call const& asked, Answer answer) noexcept {
    guarded([&] { course_.answered(asked, std::move(answer)); });
  }
  /// No call can be made any more.
  void abandon(error_info why) noexcept {
    guarded([&] { course_.abandon(std::move(why)); });
  }
  void uploading(std::size_t document, std::uint64_t bytes, std::uint64_t total) noexcept;

  [[nodiscard]] bool has_ended() const { return ended_; }
  [[nodiscard]] bool has_activated() const { return course_.has_activated(); }
  /// When it goes on by itself; nothing: it does not.
  [[nodiscard]] std::optional<time_point> wake() const { return wake_; }
  [[nodiscard]] bool waits_for_answers() const { return course_.waits_for_answers(); }
  /// After the end. Throws on what the caller's function threw, or `std::bad_alloc`, when nothing is left at ClickSign.
  result<sent> take_result();

  [[nodiscard]] machine const& course() const { return course_; }
  [[nodiscard]] send_options const& options() const { return options_; }
  /// Of a document's creation: whether its file is still the one that was to be sent.
  [[nodiscard]] result<void> check(calls::create_document const& one) const;

private:
  template <class Work> void guarded(Work work) noexcept {
    try {
      work();
    } catch (...) { // only want of memory: the caller's function is called elsewhere
      if (!thrown_) thrown_ = std::current_exception();
      course_.break_off();
      if (course_.has_ended()) ended_ = true;
    }
  }
  enum class turn { again, rests, starts };
  turn step(std::optional<machine::start>& call);
  void save();
  void tell(progress const& one);
  void tell_wait(machine::wait const& pause);
  void conclude() noexcept;

  machine course_;
  send_options options_;
  std::shared_ptr<clock> clock_;
  std::shared_ptr<signing::journal> journal_;
  std::string holder_;
  bool ended_ = false;
  std::optional<time_point> wake_;
  time_point told_wait_{};
  std::exception_ptr thrown_;
  bool by_caller_ = false; // his function threw, and is not called any more
};

/// A run of the plan that begins now. Fails when a file cannot be read.
result<std::unique_ptr<run>> new_run(clicksign::client const& client, plan wanted, send_options const& options,
                                     std::shared_ptr<journal> const& journal);
/// A run that goes on with one that was interrupted.
std::unique_ptr<run> resumed_run(clicksign::client const& client, sending found, send_options const& options,
                                 std::shared_ptr<journal> const& journal);

/// What became of it.
resumed resumed_of(run const& ended, result<sent> told);
/// What the journal could not read.
resumed not_resumed(error_info why);

} // namespace signing
RUBRICA_END_NAMESPACE
