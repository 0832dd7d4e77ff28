#pragma once

#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/core/result.hpp>

#include <string>
#include <string_view>

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

/// The callback for its row.
std::string stored(callbacks::delivery const& one);

/// The same callback, read by this version. `malformed`: damaged, or of a later version.
result<callbacks::delivery> read_stored(std::string_view text);

/// 64 hexadecimal digits, the same for the same callback.
std::string key_of(callbacks::delivery const& one);

} // namespace workflow
RUBRICA_END_NAMESPACE
