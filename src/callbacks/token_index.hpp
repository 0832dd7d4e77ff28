#pragma once

#include "crypto/hmac.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// Finds the entry of a token's SHA-256. Every search looks at all eight places of one bucket, whoever is in them, so that its time
/// depends neither on how many tokens there are nor on whether this one is among them.
class token_index {
public:
  static constexpr std::uint32_t nobody = 0xFFFFFFFF;

  /// Makes the place that `add` takes. False when too many tokens share the first bits of their SHA-256, which chance does not
  /// bring about. Throws like `std::vector`, and then nothing has changed.
  [[nodiscard]] bool make_room(detail::digest const& token);
  void add(detail::digest const& token, std::uint32_t entry) noexcept;
  /// The entry that may be the token's: what was compared is a part of the SHA-256.
  [[nodiscard]] std::uint32_t find(detail::digest const& token) const noexcept;

private:
  static constexpr std::size_t places = 8;
  struct bucket {
    std::array<std::uint64_t, places> tags{};
    std::array<std::uint32_t, places> entries{nobody, nobody, nobody, nobody, nobody, nobody, nobody, nobody};
  };
  using table = std::vector<bucket>;

  static bool put(table& into, std::uint64_t tag, std::uint32_t entry) noexcept;
  [[nodiscard]] bool rebuilt(table& into) const noexcept;

  table buckets_{};
  std::size_t size_ = 0;
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
