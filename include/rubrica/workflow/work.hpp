#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/core/error.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A piece of work that was done, or not: for a log. It names no person.
struct work_note {
  std::string tenant{};
  std::string id{}; ///< the submission; empty for a callback that belongs to none
  std::string
      what{}; ///< `send`, `look`, `download`, `callback`, the name of an action, or what came of a claim: `wait`, `rest`, `claim`
  std::string state{};
  std::string error{}; ///< `to_string` of the error; empty when it was done
};

/// How long to work, and how to be stopped.
struct work_options {
  /// No new piece of work begins after it; the current one is finished. A sending takes `engine_options::send_timeout` and 15 seconds
  /// at most; a look, an action or a download 180 seconds.
  std::chrono::milliseconds for_at_most{10'000};
  /// True: returns when there is nothing to do. False: waits for more until the time is over.
  bool until_idle = false;
  std::chrono::milliseconds poll_every{250};       ///< how often to look for work when there is none
  std::shared_ptr<cancel_flag> cancelled{};        ///< may be null; the current piece of work ends early and is done again later
  std::function<void(work_note const&)> on_work{}; ///< called on the thread of `work`
};

/// What a call of `work` did.
struct work_done {
  int sent = 0;      ///< submissions that run now
  int looked = 0;    ///< running ones that ClickSign was asked about
  int acted = 0;     ///< actions carried out
  int kept = 0;      ///< signed files
  int callbacks = 0; ///< understood
  int failed = 0;    ///< pieces of work that ended with an error; they are tried again unless the submission says `failed`

  /// Pieces of work of all kinds, failed ones too.
  [[nodiscard]] int total() const { return sent + looked + acted + kept + callbacks + failed; }
};

} // namespace workflow
RUBRICA_END_NAMESPACE
