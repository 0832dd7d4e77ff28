#include "callbacks/token_index.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

constexpr std::size_t usual_load = 2; // of eight places, so that a full bucket is rare

/// The first eight bytes, the first of them lowest, on every processor.
std::uint64_t tag_of(detail::digest const& token) noexcept {
  std::uint64_t tag = 0;
  for (std::size_t i = sizeof tag; i > 0; --i) tag = tag << 8U | token[i - 1];
  return tag;
}

} // namespace

bool token_index::put(table& into, std::uint64_t tag, std::uint32_t entry) noexcept {
  bucket& home = into[tag & (into.size() - 1)];
  auto const free = std::find(home.entries.begin(), home.entries.end(), nobody);
  if (free == home.entries.end()) return false;
  home.tags[static_cast<std::size_t>(free - home.entries.begin())] = tag;
  *free = entry;
  return true;
}

bool token_index::rebuilt(table& into) const noexcept {
  for (bucket const& from : buckets_) {
    for (std::size_t i = 0; i < places; ++i) {
      if (from.entries[i] != nobody && !put(into, from.tags[i], from.entries[i])) return false;
    }
  }
  return true;
}

bool token_index::make_room(detail::digest const& token) {
  constexpr std::size_t largest_growth = 16; // random tokens need one or two doublings
  auto const has_place = [&](table const& in) {
    if (in.empty() || size_ + 1 > in.size() * usual_load) return false;
    auto const& entries = in[tag_of(token) & (in.size() - 1)].entries;
    return std::find(entries.begin(), entries.end(), nobody) != entries.end();
  };
  if (has_place(buckets_)) return true;
  std::size_t const first = std::max<std::size_t>(1, buckets_.size());
  for (std::size_t count = first; count <= first * largest_growth; count *= 2) {
    if (size_ + 1 > count * usual_load) continue;
    table larger(count);
    if (!rebuilt(larger) || !has_place(larger)) continue;
    buckets_ = std::move(larger);
    return true;
  }
  return false;
}

void token_index::add(detail::digest const& token, std::uint32_t entry) noexcept {
  if (put(buckets_, tag_of(token), entry)) ++size_;
}

std::uint32_t* token_index::place_of(detail::digest const& token, std::uint32_t entry) noexcept {
  if (buckets_.empty()) return nullptr;
  bucket& home = buckets_[tag_of(token) & (buckets_.size() - 1)];
  auto* const found = std::find(home.entries.begin(), home.entries.end(), entry);
  return found == home.entries.end() ? nullptr : &*found;
}

void token_index::remove(detail::digest const& token, std::uint32_t entry) noexcept {
  if (auto* const place = place_of(token, entry)) {
    *place = nobody;
    --size_;
  }
}

void token_index::move(detail::digest const& token, std::uint32_t from, std::uint32_t to) noexcept {
  if (auto* const place = place_of(token, from)) *place = to;
}

std::uint32_t token_index::find(detail::digest const& token) const noexcept {
  std::uint32_t found = nobody;
  if (buckets_.empty()) return found;
  std::uint64_t const wanted = tag_of(token);
  bucket const& home = buckets_[wanted & (buckets_.size() - 1)];
  for (std::size_t i = 0; i < places; ++i) {
    std::uint64_t const difference = home.tags[i] ^ wanted;
    // All ones when there is no difference, computed without a branch. A free place yields no entry, whatever its tag.
    auto const mask = static_cast<std::uint32_t>(((difference | (std::uint64_t{0} - difference)) >> 63U) - 1U);
    found &= ~mask | home.entries[i];
  }
  return found;
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
