#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/signing/request.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A request that is to be carried out once, whatever happens.
struct submission {
  std::string tenant{}; ///< yours, 1 to 100 bytes
  /// Yours, 1 to 200 bytes, unique within the tenant: the same id again is the same submission, and never a second envelope.
  std::string id{};
  /// Files given as bytes stay in the database until `engine::forget` or `engine::purge`: `action::send_again` needs them. A path must
  /// be there for each worker, with its content unchanged, until it was sent, and as long as it may be sent again.
  signing::request request{};
};

/// How far a submission has come.
enum class submission_state {
  waiting,   ///< to be sent: now, or when what hinders it is over (`view::last_error`)
  running,   ///< the envelope runs
  finished,  ///< everybody has signed
  ended,     ///< it ended without all signatures: at its deadline, or closed by hand
  cancelled, ///< or withdrawn, or deleted
  failed     ///< it cannot be sent as it is: `view::last_error` says why. Nothing of it is left at ClickSign
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(submission_state state);
/// The state of that name; `invalid_argument` when there is none.
RUBRICA_EXPORT result<submission_state> submission_state_from(std::string_view name);

/// Whether nothing more will happen to it by itself.
constexpr bool is_over(submission_state state) {
  return state != submission_state::waiting && state != submission_state::running;
}

/// What `submit` found or made.
struct submitted {
  bool is_new = false; ///< false: it was there already, and nothing was changed
  submission_state state = submission_state::waiting;
};

/// The row of `rubrica_submissions`, for a CRM that inserts it in a transaction of its own by another driver than SOCI. Each pair is
/// a column and its value; numbers are to be written without quotes. A row that exists already must be left alone (`ON CONFLICT DO
/// NOTHING`, `INSERT IGNORE`). Each of `contents` is a row of `rubrica_contents`, in the same transaction.
struct submission_row {
  /// A column, and its value as text.
  struct column {
    std::string name{};
    std::string value{};
    bool is_number = false;
  };
  using columns = std::vector<column>;

  columns submission{};
  std::vector<columns> contents{};
};

/// Checks the request and reads its files, as `submit` does. `invalid_request` lists what is wrong; `file_error`; `invalid_argument`
/// for the tenant or the id. `now` is the time of the submission, in which a deadline of one month begins.
RUBRICA_EXPORT result<submission_row> row_of(submission const& one, std::chrono::system_clock::time_point now);

} // namespace workflow
RUBRICA_END_NAMESPACE
