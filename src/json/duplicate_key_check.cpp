#include "json/duplicate_key_check.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

void duplicate_key_check::enter() {
  objects_[depth_++] = {size_, {}};
}

bool duplicate_key_check::leave() {
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

void duplicate_key_check::grow() {
  std::vector<std::uint64_t> larger(room_ * 2);
  std::copy(hashes_, hashes_ + size_, larger.begin());
  more_ = std::move(larger);
  hashes_ = more_.data();
  room_ = more_.size();
}

} // namespace detail
RUBRICA_END_NAMESPACE
