#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Records in the order of their creation. Adding, finding, erasing and access by index cost (nearly) the same for ten records
/// and for a hundred thousand.
template <class Record> class record_list {
public:
  using pointer = std::unique_ptr<Record>;

  /// Skips the places of erased records.
  class iterator {
  public:
    iterator(pointer const* at, pointer const* end) : at_(at), end_(end) { skip(); }
    pointer const& operator*() const { return *at_; }
    iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    bool operator!=(iterator const& other) const { return at_ != other.at_; }

  private:
    void skip() {
      while (at_ != end_ && *at_ == nullptr) ++at_;
    }
    pointer const* at_;
    pointer const* end_;
  };

  [[nodiscard]] iterator begin() const { return {places_.data(), places_.data() + places_.size()}; }
  [[nodiscard]] iterator end() const { return {places_.data() + places_.size(), places_.data() + places_.size()}; }
  [[nodiscard]] std::size_t size() const { return by_id_.size(); }
  [[nodiscard]] bool empty() const { return by_id_.empty(); }
  [[nodiscard]] Record& front() const { return **begin(); }

  Record& add(pointer made) {
    by_id_[made->id] = places_.size();
    places_.push_back(std::move(made));
    count_last();
    return *places_.back();
  }

  [[nodiscard]] Record* find(std::string const& id) const {
    auto const found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : places_[found->second].get();
  }

  void erase(Record const& gone) {
    auto const found = by_id_.find(gone.id);
    std::size_t const place = found->second;
    by_id_.erase(found);
    places_[place] = nullptr;
    for (std::size_t i = place + 1; i <= counts_.size(); i += lowest_bit(i)) --counts_[i - 1];
    if (places_.size() > spare_places && places_.size() > 2 * size()) close_gaps();
  }

  /// The record with `position` records before it; `position` is less than `size()`.
  [[nodiscard]] Record& nth(std::size_t position) const {
    std::size_t step = 1;
    while (step <= counts_.size() / 2) step *= 2;
    std::size_t place = 0;
    for (; step > 0; step /= 2) {
      if (place + step > counts_.size() || counts_[place + step - 1] > position) continue;
      place += step;
      position -= counts_[place - 1];
    }
    return *places_[place];
  }

private:
  static constexpr std::size_t spare_places = 64;

  static std::size_t lowest_bit(std::size_t i) { return i & (~i + 1); }

  // A binary indexed tree: the i-th count (from 1) is the number of records in the places from i - lowest_bit(i) to i - 1.
  void count_last() {
    std::size_t const i = counts_.size() + 1;
    std::uint32_t count = 1;
    for (std::size_t step = 1; step < lowest_bit(i); step *= 2) count += counts_[i - step - 1];
    counts_.push_back(count);
  }

  void close_gaps() {
    std::vector<pointer> kept;
    for (pointer& one : places_) {
      if (one != nullptr) kept.push_back(std::move(one));
    }
    places_.clear();
    counts_.clear();
    for (pointer& one : kept) add(std::move(one));
  }

  std::vector<pointer> places_;
  std::vector<std::uint32_t> counts_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

template <class Record> Record* find_by_id(record_list<Record> const& records, std::string const& id) {
  return records.find(id);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
