#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/core/error.hpp>
#include <rubrica/workflow/action.hpp>
#include <rubrica/workflow/submission.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A submission that one worker alone may work on, and what was known of it then.
struct claim {
  std::string tenant{};
  std::string id{};
  int attempt = 1;
  submission_state state = submission_state::waiting;
  std::optional<action> wanted{};
  std::int64_t number = 0;                       ///< grows with each claim: a write with a former number changes nothing
  std::chrono::steady_clock::time_point until{}; ///< no request of this work may leave afterwards
  int failures = 0;                              ///< how often in a row this piece of work ended with an error
  std::string sending{};                         ///< `signing::sending` as JSON, without the contents of its files
  std::string sent{};                            ///< `signing::sent` as JSON; empty before it was sent
};

/// How long a claim lasts, and how many a tenant may have.
struct lease_terms {
  std::chrono::milliseconds to_send{};  ///< of one that is to be sent: with its grace
  std::chrono::milliseconds to_ask{};   ///< of any other
  std::chrono::milliseconds to_quiet{}; ///< after a claim to send that its worker did not end: until its requests have died
  int at_once = 0;                      ///< of one tenant; 0: any number
};

/// The next submission that is due, of the tenant that was served least recently; nothing when none is.
result<std::optional<claim>> claim_next(database const& at, clock const& time, lease_terms const& terms);

/// How a piece of work ended. What is left empty stays as it is.
struct conclusion {
  std::optional<submission_state> state{};
  std::optional<std::chrono::milliseconds> due_in{}; ///< until there is something to do again; empty: never
  std::optional<error_info> last_error{};            ///< empty: there is none any more
  bool failed = false;                               ///< counts in `failures`; else they begin again at none
  bool keeps_failures = false;                       ///< nothing was tried: `failures` and the last error stay
  bool ends_action = false;                          ///< what was wanted is done, or cannot be
  std::optional<std::string> sending{};
  std::optional<std::string> sent{};
};

/// Gives the claim back. False, and nothing is changed, when another worker has taken it over: then nothing of this work may be
/// recorded, and the transaction is to be rolled back. A state is told as a change, by whoever reaches it first.
bool conclude(connection const& at, claim const& held, conclusion const& how);

/// Whether it is still this worker's; locks its row until the end of the transaction.
bool is_held(connection const& at, claim const& held);

/// What a worker hears whose claim is over.
error_info taken_over();

/// Something is to be done for the submission now: also when a worker is at it, once more after it.
void wake(connection const& at, std::string const& tenant, std::string const& id);

/// The submission reached this state, by whatever was heard: a change tells it. Nothing when it is there already.
void reach(connection const& at, std::string const& tenant, std::string const& id, int attempt, submission_state state);

} // namespace workflow
RUBRICA_END_NAMESPACE
