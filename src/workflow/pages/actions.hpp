#pragma once

#include "workflow/pages/stored_submission.hpp"

#include <rubrica/signing/envelope_progress.hpp>

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What the tables know of an envelope, in the form in which the rules of the signing process take it.
signing::envelope_progress progress_of(stored_submission const& one);

/// Each action, and whether it is possible now as far as the tables know.
std::vector<allowed_action> actions_of(stored_submission const& one);

} // namespace workflow
RUBRICA_END_NAMESPACE
