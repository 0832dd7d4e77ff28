#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/signing/history.hpp>

#include <functional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Whose history it is: of one attempt of a submission, or of a document that no submission made.
struct history_subject {
  std::string tenant{};
  std::string id{}; ///< of the submission; empty: of a document
  int attempt = 1;
  signing::document_key document{};

  /// The key of its row.
  [[nodiscard]] std::string text() const;
};

/// Empty when there is none yet.
result<signing::history> load_history(connection const& at, history_subject const& of);

/// Lets the history learn, stores it and tells its changes. The row is locked until the end of the transaction. `delivery`: key of
/// the callback that it learns from; or empty. Then does what follows from it for the submission: a signed file that is ready is
/// wanted, a state is reached, or ClickSign is to be asked when callbacks do not tell which.
result<void> learn(connection const& at, history_subject const& of, std::string const& delivery,
                   std::function<std::vector<signing::change>(signing::history&)> const& from);

} // namespace workflow
RUBRICA_END_NAMESPACE
