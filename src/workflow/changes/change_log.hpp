#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/workflow/change.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// 64 hexadecimal digits, made of what distinguishes one change of a tenant from all others.
std::string change_key(std::initializer_list<std::string_view> parts);

/// Tells a change, unless its key was told already. Its position comes later, when somebody reads: only what was committed gets one,
/// so none is ever skipped.
void record(connection const& at, change const& one);

/// See `engine::changes`.
result<std::vector<change>> read_changes(database const& at, changes_query const& query);

} // namespace workflow
RUBRICA_END_NAMESPACE
