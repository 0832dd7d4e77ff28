#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Eight bytes of a text, examined together, for loops over whole bodies. Each answer is exact for all eight.
class eight_bytes {
public:
  static constexpr std::size_t size = 8;

  explicit eight_bytes(char const* from) noexcept { std::memcpy(&bytes_, from, size); }

  [[nodiscard]] bool any_above_ascii() const noexcept { return (bytes_ & tops) != 0; }
  [[nodiscard]] bool any(unsigned char c) const noexcept {
    std::uint64_t const differ = bytes_ ^ (ones * c);
    return ((differ - ones) & ~differ & tops) != 0;
  }
  /// `limit` is at most 0x80.
  [[nodiscard]] bool any_below(unsigned char limit) const noexcept { return ((bytes_ - ones * limit) & ~bytes_ & tops) != 0; }

private:
  static constexpr std::uint64_t ones = 0x0101010101010101;
  static constexpr std::uint64_t tops = 0x8080808080808080;
  std::uint64_t bytes_ = 0;
};

} // namespace detail
RUBRICA_END_NAMESPACE
