#pragma once

#include "workflow/database/database.hpp"
#include "workflow/queue/prepared.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What is stored under this id; nothing when there is none. `conflict` when it was made from another request than this digest's.
result<std::optional<submitted>> submitted_before(connection const& at, submission const& one, std::string const* digest);

/// Inserts the rows, unless the id is there already.
result<submitted> insert(connection const& at, submission const& one, prepared_submission const& as);

/// The stored parts of a submission's files.
std::vector<content_part> load_contents(connection const& at, std::string const& tenant, std::string const& id);

} // namespace workflow
RUBRICA_END_NAMESPACE
