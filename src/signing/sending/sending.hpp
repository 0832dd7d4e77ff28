#pragma once

#include "signing/time_left.hpp"

#include <rubrica/signing/sender.hpp>

#include <exception>
#include <functional>
#include <mutex>
#include <set>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The difference between ClickSign's requirements and those of the plan.
struct requirement_gap {
  std::vector<std::size_t> missing; ///< indices in `plan::requirements`
  std::vector<requirement_id> surplus;
};

/// The sending of one request: what was created so far, and the time that is left.
///
/// An unknown effect stays unknown until the state is read. ClickSign deletes a draft but refuses to delete a running envelope,
/// so a sending that cannot go on deletes its envelope to find out which of the two it is.
class sending {
public:
  sending(clicksign::client const& client, plan const& plan, send_options const& options);

  /// Throws on what `on_progress` throws, and `std::bad_alloc`, when nothing is left at ClickSign.
  result<sent> run();

private:
  using local_time = std::chrono::steady_clock::time_point;
  enum class fate { gone, runs, unknown };

  static constexpr std::chrono::milliseconds longest_call = std::chrono::seconds(30);
  static constexpr std::chrono::milliseconds longest_upload = std::chrono::seconds(120);
  static constexpr std::chrono::milliseconds grace = std::chrono::seconds(15); // to find out the effect

  result<void> carry_out();
  result<void> create_envelope();
  result<clicksign::envelope> post_envelope();
  result<void> fill();
  result<void> create_document(std::size_t index);
  result<void> create_signer(std::size_t index);
  result<void> create_watcher(std::size_t index);
  result<void> set_requirements();
  result<void> require(std::vector<std::size_t> missing);
  result<void> activate();
  sent finish() noexcept;
  void notify() noexcept;

  // For use after answers with an unknown effect.
  template <class T> result<T> create_or_adopt(std::function<result<T>()> create, std::function<result<std::optional<T>>()> find);
  result<std::vector<clicksign::envelope>> drafts_by_name(clicksign::call_options const& within);
  result<std::optional<clicksign::envelope>> find_envelope();
  result<std::optional<clicksign::document>> find_document(std::size_t index);
  result<std::optional<clicksign::signer>> find_signer(std::size_t index);
  result<std::optional<clicksign::watcher>> find_watcher(std::size_t index);
  result<requirement_gap> compare_requirements();

  // Runs before the activation.
  result<void> settle();
  result<bool> mend();
  result<bool> mend_envelopes();
  result<bool> mend_documents();
  result<bool> mend_signers();
  result<bool> mend_watchers();
  result<bool> mend_requirements();

  // Runs when the sending cannot go on.
  result<sent> give_up(error_info why);
  result<sent> give_up_after(std::exception_ptr const& thrown);
  fate end_draft(local_time until);
  bool end_strays(local_time until, error_info& why);
  [[nodiscard]] bool every_envelope_is_known() const { return known_.size() >= possible_; }

  [[nodiscard]] clicksign::call_options limits_until(local_time until) const;
  void report(progress step);
  void report_at_end(progress const& done) noexcept;
  void pass_on_exception();

  clicksign::client const& client_;
  plan const& plan_;
  send_options const& options_;
  std::shared_ptr<clock> clock_;
  time_left time_;
  std::mutex reporting_;
  std::exception_ptr thrown_; ///< by `on_progress`, which is not called any more afterwards

  std::atomic<bool> doubtful_{false}; ///< an answer left its effect open
  std::atomic<bool> repeated_{false}; ///< a request was repeated, and the first one may still arrive
  bool activating_ = false;           ///< the envelope may run

  envelope_id envelope_;
  std::vector<document_id> documents_;
  std::vector<signer_id> signers_;
  std::vector<watcher_id> watchers_;
  sent sent_;        ///< prepared before the activation
  progress running_; ///< prepared before the activation

  std::size_t possible_ = 0;    ///< envelopes that our requests may have created
  std::set<std::string> known_; ///< those whose id was seen
  error_info lost_;             ///< prepared in advance, to report without memory that the draft could not be checked
};

} // namespace signing
RUBRICA_END_NAMESPACE
