#pragma once

#include <rubrica/core/export.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What the file says in a dictionary with the key `ByteRange`.
struct signature_dictionary {
  std::uint64_t begin = 0; ///< position of its `<<`
  bool closed = false;     ///< its `>>` was found
  bool repeats = false;    ///< one of these keys stands in it twice: readers differ on which one counts
  bool is_time_stamp = false;

  bool has_range = false;
  std::array<std::uint64_t, 4> range{}; ///< `ByteRange`: offset and length, twice
  std::size_t numbers = 0;              ///< how many it has; more than 4 when it is anything but four whole numbers

  bool has_contents = false;
  std::uint64_t contents_begin = 0; ///< of `<` of `Contents`; both are 0 when it is not a hexadecimal string
  std::uint64_t contents_end = 0;   ///< after `>`

  std::string subfilter{};
  std::string time{}; ///< of `M`

  /// The end of what it covers.
  [[nodiscard]] std::uint64_t covered_end() const { return range[2] + range[3]; }
};

/// What is wrong with its form in a file of that size; empty: it covers the file from its first byte to `covered_end`, but for the
/// hexadecimal string of its own `Contents`.
std::string_view flaw_of(signature_dictionary const& one, std::uint64_t file_size);

} // namespace signing
RUBRICA_END_NAMESPACE
