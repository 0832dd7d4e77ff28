#pragma once

#include "workflow/database/database.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

// A callback may be larger than what MariaDB or MySQL take as one statement: what is longer than this many bytes is stored in parts, the
// first of which is in its row and the others in `rubrica_delivery_parts`.
inline constexpr std::size_t delivery_part_bytes = 256 * 1024;

/// The text in parts, of which each is UTF-8; one at least.
std::vector<std::string> in_parts(std::string_view text);

/// Stores all parts but the first.
void store_rest(connection const& at, std::string const& tenant, std::string const& key, std::vector<std::string> const& parts);

/// The whole text of which the row has `first`.
std::string with_rest(connection const& at, std::string const& tenant, std::string const& key, std::string first);

/// Removes what is not in the row: of one callback, and of all that belong to a submission.
void drop_rest(connection const& at, std::string const& tenant, long long number);
void drop_rest(connection const& at, std::string const& tenant, std::string const& id);

} // namespace workflow
RUBRICA_END_NAMESPACE
