#pragma once

#include <rubrica/core/result.hpp>

#include <cstddef>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// One page of a list.
template <class T> struct page {
  std::vector<T> items{};
  std::optional<int> total{}; ///< over all pages (`meta.record_count`)
  bool has_next = false;
};

/// A list as a range: pages are fetched as the loop reaches them.
///
/// Each element is a `result<T>`; when a page cannot be had, the last element is the error. A list is walked once: ask for
/// it again to start anew.
template <class T> class pages {
public:
  using fetch = std::function<result<page<T>>(int number)>;

  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = result<T>;
    using difference_type = std::ptrdiff_t;
    using pointer = result<T>*;
    using reference = result<T>&;

    iterator() = default;
    explicit iterator(pages* list) : list_(list) { ++*this; }

    reference operator*() const { return *list_->current_; }
    pointer operator->() const { return &*list_->current_; }
    iterator& operator++() {
      if (!list_->advance()) list_ = nullptr;
      return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(iterator a, iterator b) { return a.list_ == b.list_; }
    friend bool operator!=(iterator a, iterator b) { return a.list_ != b.list_; }

  private:
    pages* list_ = nullptr;
  };

  explicit pages(fetch next_page) : fetch_(std::move(next_page)) {}

  iterator begin() { return iterator(this); }
  iterator end() { return {}; }

  /// Everything in one vector, or the first error.
  result<std::vector<T>> all() {
    std::vector<T> items;
    for (auto& item : *this) {
      if (!item) return std::move(item).error();
      items.push_back(*std::move(item));
    }
    return items;
  }

private:
  bool advance() {
    if (next_ == page_.items.size()) {
      if (last_) return false;
      auto fetched = fetch_(++number_);
      if (!fetched) {
        last_ = true;
        page_.items.clear();
        next_ = 0;
        current_.emplace(std::move(fetched).error());
        return true;
      }
      page_ = *std::move(fetched);
      next_ = 0;
      // A page that is empty cannot lead on, whatever its links say.
      last_ = !page_.has_next || page_.items.empty();
      if (page_.items.empty()) return false;
    }
    current_.emplace(std::move(page_.items[next_++]));
    return true;
  }

  fetch fetch_;
  page<T> page_;
  std::size_t next_ = 0;
  int number_ = 0;
  bool last_ = false;
  std::optional<result<T>> current_;
};

}}} // namespace rubrica::v0_1::clicksign
