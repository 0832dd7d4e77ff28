#pragma once

#include "crypto/hmac.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// Finds the entry of a token's SHA-256. Every search compares all eight places of one bucket, used or not, so its time depends
/// neither on the number of tokens nor on whether the token is known.
class token_index {
public:
  static constexpr std::uint32_t nobody = 0xFFFFFFFF;

  /// Makes the place for the next `add`. False when too many tokens share the first bits of their SHA-256, which does not happen
  /// by chance. Throws like `std::vector`, and then nothing has changed.
  [[nodiscard]] bool make_room(detail::digest const& token);
  void add(detail::digest const& token, std::uint32_t entry) noexcept;
  /// Both do nothing for a token that was not added with this entry.
  void remove(detail::digest const& token, std::uint32_t entry) noexcept;
  void move(detail::digest const& token, std::uint32_t from, std::uint32_t to) noexcept;
  /// The entry that is probably the token's: only part of the SHA-256 was compared.
  [[nodiscard]] std::uint32_t find(detail::digest const& token) const noexcept;

  /// How many places there are, used or not.
  [[nodiscard]] std::size_t capacity() const noexcept { return buckets_.size() * places; }

private:
  static constexpr std::size_t places = 8;
  struct bucket {
    std::array<std::uint64_t, places> tags{};
    std::array<std::uint32_t, places> entries{nobody, nobody, nobody, nobody, nobody, nobody, nobody, nobody};
  };
  using table = std::vector<bucket>;

  static bool put(table& into, std::uint64_t tag, std::uint32_t entry) noexcept;
  /// The place of the entry, or null.
  [[nodiscard]] std::uint32_t* place_of(detail::digest const& token, std::uint32_t entry) noexcept;
  [[nodiscard]] bool rebuilt(table& into) const noexcept;

  table buckets_{};
  std::size_t size_ = 0;
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
