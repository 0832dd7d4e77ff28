#pragma once

#include "workflow/database/database.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// The version of the tables that this library works with.
inline constexpr int schema_version = 1;

/// See `store::migrate`.
result<void> migrate_schema(database const& at);

} // namespace workflow
RUBRICA_END_NAMESPACE
