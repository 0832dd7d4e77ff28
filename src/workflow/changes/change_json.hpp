#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/workflow/change.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What a change tells, without what has a column of its own: position, tenant, id, key and moment. Names of persons are in it,
/// unmasked.
std::string told_json(change const& one);

/// Reads it into the change. `malformed`: damaged, or of a later version. What is absent stays as it is: `forget` leaves the kind alone.
result<void> read_told(std::string_view told, change& into);

} // namespace workflow
RUBRICA_END_NAMESPACE
