#pragma once

#include "workflow/database/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// References of the files that are kept for a submission, of all its attempts.
std::vector<std::string> kept_files(connection const& at, std::string const& tenant, std::string const& id);

/// Whether it is over and nobody works on it; locks its row. `not_found`; `not_ready` while it is not over.
result<void> may_be_forgotten(connection const& at, std::string const& tenant, std::string const& id);

/// Erases all that is personal of a submission, and keeps states, digests and times.
void erase_submission(connection const& at, std::string const& tenant, std::string const& id);

/// Erases callbacks, histories and changes of no submission that are older; at most so many of each. Returns how many rows.
result<int> erase_strays(database const& on, std::int64_t before, int at_most);

} // namespace workflow
RUBRICA_END_NAMESPACE
