#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The 64-bit FNV-1a hash of no units.
inline constexpr std::uint64_t fnv1a_empty = 14695981039346656037U;

/// The hash of a text that ends with `unit`, from that of all before it.
constexpr std::uint64_t fnv1a(std::uint64_t before, std::uint64_t unit) noexcept {
  return (before ^ unit) * 1099511628211U;
}

} // namespace detail
RUBRICA_END_NAMESPACE
