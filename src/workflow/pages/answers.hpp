#pragma once

#include "workflow/queue/claim.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/envelope_progress.hpp>
#include <rubrica/signing/sent.hpp>

#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What ClickSign answered about an envelope.
struct answers {
  using events_of_document = std::pair<document_id, std::vector<clicksign::webhook::event>>;

  bool is_gone = false; ///< it was deleted
  signing::envelope_progress progress{};
  std::vector<events_of_document> events{};

  /// What became of the submission.
  [[nodiscard]] submission_state state() const;
};

result<answers> ask(clicksign::client const& client, signing::sent const& about, clicksign::call_options const& how);

/// Lets the history learn from it, wants the files that are ready, and reaches its state. The claim must be held.
void learn_from(connection const& at, claim const& held, answers const& from);

} // namespace workflow
RUBRICA_END_NAMESPACE
