#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/signing/history.hpp>
#include <rubrica/signing/sending.hpp>
#include <rubrica/signing/sent.hpp>
#include <rubrica/workflow/view.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A row of `rubrica_documents`.
struct stored_document {
  document_id id{};
  int number = 0;
  file_state file = file_state::none;
  std::string reference{};
  std::string sha256{};
  std::string verdict{};
  std::optional<error_info> file_error{};
};

/// A submission with all that the tables know of its present attempt.
struct stored_submission {
  std::string tenant{};
  std::string id{};
  int attempt = 1;
  submission_state state = submission_state::waiting;
  std::optional<action> wanted{};
  std::optional<signing::sending> sending{}; ///< without contents; nothing after `forget`
  std::optional<signing::sent> sent{};
  std::optional<error_info> last_error{};
  std::int64_t submitted_at = 0;
  std::int64_t due_at = 0; ///< 0: never
  bool is_forgotten = false;
  std::vector<stored_document> documents{};
  signing::history history{};
};

/// The rows of one attempt in `rubrica_documents`.
std::vector<stored_document> read_documents(connection const& at, std::string const& tenant, std::string const& id, int attempt);

/// `not_found`; `malformed` when the row's state is of a later version. With `lock` the row stays locked until the end of the
/// transaction. A history that cannot be read counts as empty.
result<stored_submission> read_submission(connection const& at, std::string const& tenant, std::string const& id, bool lock);

} // namespace workflow
RUBRICA_END_NAMESPACE
