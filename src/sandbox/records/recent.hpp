#pragma once

#include "sandbox/limits.hpp"

#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The newest of what happened: as many as `limits::most_told`, and of no more bytes than it is given room.
template <class Record> class recent {
public:
  explicit recent(std::size_t room) : room_(room) {}

  /// `size` is what the record takes beside itself.
  void add(Record one, std::size_t size) {
    size += sizeof(Record);
    all_.push_back({std::move(one), size});
    taken_ += size;
    while (all_.size() > 1 && (all_.size() > limits::most_told || taken_ > room_)) {
      taken_ -= all_.front().second;
      all_.pop_front();
    }
  }
  void clear() {
    all_.clear();
    taken_ = 0;
  }
  [[nodiscard]] std::vector<Record> list() const {
    std::vector<Record> out;
    out.reserve(all_.size());
    for (auto const& one : all_) out.push_back(one.first);
    return out;
  }

private:
  std::deque<std::pair<Record, std::size_t>> all_;
  std::size_t taken_ = 0;
  std::size_t room_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
