#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/signing/history.hpp>

#include <functional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Whose history it is: of one attempt of a submission, or of a document that no submission made, or of
/// something else.
struct history_subject {
  std::string tenant{};
  std::string id{}; ///< of the submission; empty: of a document
  int attempt = 1;
  signing::document_key document{};
  std::string other{}; ///< without a document: what the callback names in its place, such as an acceptance term

  /// The key of its row.
  [[nodiscard]] std::string text() const;
};

/// Empty when there is none yet.
result<signing::history> load_history(connection const& at, history_subject const& of);

/// Locks the row of a history until the end of the transaction, and makes it where there is none.
void hold_history(connection const& at, history_subject const& of);
/// Removes the row of a history.
void drop_history(connection const& at, history_subject const& of);

/// Lets the history learn, stores it and tells its changes. The row is locked until the end of the transaction. `delivery`: key of
/// the callback that it learns from; or empty. Then does what follows from it for the submission: a signed file that is ready is
/// wanted, a state is reached, or ClickSign is to be asked when callbacks do not tell which.
result<void> learn(connection const& at, history_subject const& of, std::string const& delivery,
                   std::function<std::vector<signing::change>(signing::history&)> const& from);

/// The document's signed file is to be fetched; false when it was wanted before.
bool want_file(connection const& at, std::string const& tenant, std::string const& document);

/// What was heard of these documents and of their envelope before they were known to be the submission's, becomes its own. To be called in the transaction that
/// inserts their rows into `rubrica_documents`, after that. What cannot be read stays where it is.
result<void> adopt_histories(connection const& at, std::string const& tenant, std::string const& id, int attempt,
                             std::vector<document_id> const& documents);

} // namespace workflow
RUBRICA_END_NAMESPACE
