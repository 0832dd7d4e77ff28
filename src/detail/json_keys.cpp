#include "detail/json_keys.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace detail {
namespace {

template <class Word> std::uint64_t word_at(char const* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// The last bytes of the key, at most eight: distinct for distinct bytes of one length.
std::uint64_t tail_of(char const* bytes, std::size_t count) {
  if (count >= 8) return word_at<std::uint64_t>(bytes + count - 8);
  if (count >= 4) return word_at<std::uint32_t>(bytes) << 32 | word_at<std::uint32_t>(bytes + count - 4);
  if (count == 0) return 0;
  auto const byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(bytes[at])}; };
  return byte(0) << 16 | byte(count / 2) << 8 | byte(count - 1);
}

} // namespace

// Every byte counts, eight at a time; names of up to eight bytes never collide with others of their length.
std::uint64_t json_keys::hash_of(std::string_view key) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15u;
  std::uint64_t hash = key.size() * odd;
  char const* at = key.data();
  std::size_t left = key.size();
  for (; left > 8; at += 8, left -= 8) {
    hash = (hash ^ word_at<std::uint64_t>(at)) * odd;
    hash ^= hash >> 32;
  }
  hash = (hash ^ tail_of(key.data() + key.size() - left, left)) * odd;
  return hash ^ (hash >> 29);
}

void json_keys::enter() {
  objects_[depth_++] = {size_, {}};
}

bool json_keys::add(std::string_view key) {
  object& current = objects_[depth_ - 1];
  std::uint64_t const hash = hash_of(key);
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

bool json_keys::leave() {
  object const& ended = objects_[--depth_];
  std::uint64_t* const first = hashes_ + ended.first;
  std::uint64_t* const last = hashes_ + size_;
  size_ = ended.first;
  if (static_cast<std::size_t>(last - first) <= searched) return true;
  std::sort(first, last);
  auto const* const twice = std::adjacent_find(first, last);
  if (twice == last) return true;
  repeated_ = *twice;
  return false;
}

void json_keys::grow() {
  std::vector<std::uint64_t> larger(room_ * 2);
  std::copy(hashes_, hashes_ + size_, larger.begin());
  more_ = std::move(larger);
  hashes_ = more_.data();
  room_ = more_.size();
}

}}} // namespace rubrica::v0_1::detail
