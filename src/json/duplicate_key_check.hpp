#pragma once

#include "text/fnv1a.hpp"

#include <rubrica/core/export.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// 64 bits on every processor: among 32 two names of one callback may well have the same, as `ab` and "`b" do on i386.
inline std::uint64_t key_hash(std::string_view key) {
  if constexpr (sizeof(std::size_t) == sizeof(std::uint64_t)) {
    return std::hash<std::string_view>()(key); // takes eight bytes at a time
  } else {
    std::uint64_t hash = fnv1a_empty;
    for (char const c : key) hash = fnv1a(hash, static_cast<unsigned char>(c));
    return hash;
  }
}

/// Detects a member that occurs twice in one object, at any depth, without storing the names.
///
/// Two names with the same hash count as the same name: by chance that happens once in 2^64, and a text made to collide is
/// refused too.
class duplicate_key_check {
public:
  duplicate_key_check() = default;
  duplicate_key_check(duplicate_key_check const&) = delete;
  duplicate_key_check& operator=(duplicate_key_check const&) = delete;

  /// An object begins; never deeper than `json_deepest`.
  void enter();
  /// False when the current object has this member already.
  bool add(std::string_view key);
  /// The object ends. False when one of its members occurred twice and `add` had not reported it.
  bool leave();
  /// The hash of the name that `add` or `leave` refused.
  std::uint64_t repeated() const { return repeated_; }

private:
  struct object {
    std::size_t first;
    std::uint64_t seen[4]; // one bit for each of 256 classes of hashes: enough to recognise most new names
  };

  void grow();

  // The hashes of an object with more members are sorted at its end, so that the cost does not grow quadratically.
  static constexpr std::size_t searched = 64;
  static constexpr std::size_t at_hand = 256;

  object objects_[64];
  std::size_t depth_ = 0;
  std::uint64_t hashes_at_hand_[at_hand];
  std::vector<std::uint64_t> more_;
  std::uint64_t* hashes_ = hashes_at_hand_;
  std::size_t size_ = 0;
  std::size_t room_ = at_hand;
  std::uint64_t repeated_ = 0;
};

inline bool duplicate_key_check::add(std::string_view key) {
  object& current = objects_[depth_ - 1];
  std::uint64_t const hash = key_hash(key);
  if (size_ - current.first < searched) {
    std::uint64_t& seen = current.seen[(hash >> 6) & 3];
    std::uint64_t const bit = std::uint64_t{1} << (hash & 63);
    bool const maybe = (seen & bit) != 0;
    if (maybe && std::find(hashes_ + current.first, hashes_ + size_, hash) != hashes_ + size_) {
      repeated_ = hash;
      return false;
    }
    seen |= bit;
  }
  if (size_ == room_) grow();
  hashes_[size_++] = hash;
  return true;
}

} // namespace detail
RUBRICA_END_NAMESPACE
