#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Names of members, compared and hashed eight bytes at a time: a callback has a hundred of them, and a call for each would cost
// as much as the rest of reading it.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

template <class Word> std::uint64_t word_at(char const* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// The last bytes of a name, at most eight: distinct for distinct bytes of one length.
inline std::uint64_t tail_of(std::string_view name) {
  std::size_t const count = name.size();
  char const* const bytes = name.data();
  if (count >= 8) return word_at<std::uint64_t>(bytes + count - 8);
  if (count >= 4) return word_at<std::uint32_t>(bytes) << 32 | word_at<std::uint32_t>(bytes + count - 4);
  if (count == 0) return 0;
  auto const byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(bytes[at])}; };
  return byte(0) << 16 | byte(count / 2) << 8 | byte(count - 1);
}

/// Every byte counts; names of up to eight bytes never collide with others of their length.
inline std::uint64_t hash_of(std::string_view name) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15u;
  std::uint64_t hash = name.size() * odd;
  std::string_view left = name;
  for (; left.size() > 8; left.remove_prefix(8)) {
    hash = (hash ^ word_at<std::uint64_t>(left.data())) * odd;
    hash ^= hash >> 32;
  }
  hash = (hash ^ tail_of(left)) * odd;
  return hash ^ (hash >> 29);
}

} // namespace detail
RUBRICA_END_NAMESPACE
