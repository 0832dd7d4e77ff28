#pragma once

#include <rubrica/core/version.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What became of a callback: `rubrica_deliveries.state`.
namespace delivery_state {
inline constexpr char fresh[] = "new";             ///< to be understood
inline constexpr char done[] = "done";             ///< understood
inline constexpr char quarantine[] = "quarantine"; ///< a person must look at it
inline constexpr char unreadable[] = "unreadable"; ///< its row is damaged, or of a later version
inline constexpr char stuck[] = "stuck";           ///< what it belongs to cannot be read or written
} // namespace delivery_state

} // namespace workflow
RUBRICA_END_NAMESPACE
