#pragma once

#include "sandbox/limits.hpp"

#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The newest records: at most `limits::most_told` of them, and at most the given number of bytes.
template <class Record> class recent {
public:
  explicit recent(std::size_t room) : room_(room) {}

  /// `size` is the memory of the record besides itself.
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
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  /// What `make` makes of each of the newest, the newest first; nothing is copied.
  template <class Make> auto newest(std::size_t at_most, Make const& make) const {
    std::vector<decltype(make(std::declval<Record const&>()))> out;
    for (auto one = all_.rbegin(); one != all_.rend() && out.size() < at_most; ++one) out.push_back(make(one->first));
    return out;
  }

private:
  std::deque<std::pair<Record, std::size_t>> all_;
  std::size_t taken_ = 0;
  std::size_t room_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
