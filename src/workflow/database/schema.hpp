#pragma once

#include "workflow/database/database.hpp"

#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// The version of the tables that this library works with.
inline constexpr int schema_version = 2;
/// The least version of the library that works with these tables, too: while a CRM is deployed, old and new workers share them.
inline constexpr int oldest_for_schema = 1;

/// The statements that lead from the version before to this one. Each of them may be carried out twice, because MariaDB and MySQL
/// commit each by itself. What is released is never changed: a change is another version.
std::vector<std::string_view> steps_to(int version);

/// See `store::migrate`.
result<void> migrate_schema(database const& at);

} // namespace workflow
RUBRICA_END_NAMESPACE
