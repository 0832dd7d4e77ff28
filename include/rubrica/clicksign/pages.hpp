#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// Where in a list a walk stands: the page, counted from 1, and how many of its items are behind.
struct RUBRICA_EXPORT list_position {
  int page = 1;
  std::size_t taken = 0;

  /// `3.7`: from the eighth item of page 3 on.
  [[nodiscard]] std::string text() const;
  /// The reverse; an empty text is the beginning, one of another form has no position.
  static std::optional<list_position> from(std::string_view text);
};

/// How a list is fetched.
struct paging {
  int size = 50;           ///< items on a page: 1 to 50; ClickSign's own default is 20
  std::string from{};      ///< `pages::cursor()` or `page::next` of an earlier walk with the same size; empty: the beginning
  int most_pages = 10'000; ///< a list that goes on after so many ends with `errc::limit_exceeded`
};

/// One page of a list.
template <class T> struct page {
  std::vector<T> items{};
  std::optional<int> total{}; ///< over all pages (`meta.record_count`)
  std::string next{};         ///< where to go on; empty: this is the last page
};

/// A list as a range: pages are fetched as the loop reaches them.
///
/// Each element is a `result<T>`; when a page cannot be had, the last element is the error. A list is walked once: ask for
/// it again to start anew, with `paging::from = cursor()` to go on where it stopped.
template <class T> class pages {
public:
  using fetch = std::function<result<page<T>>(std::string const& from)>;

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

  explicit pages(fetch fetch_page, paging const& how = {})
      : fetch_(std::move(fetch_page)), from_(how.from), pages_left_(how.most_pages) {}

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

  /// Where the walk stands: after the element that the loop sees, or before the page that could not be had.
  [[nodiscard]] std::string cursor() const {
    auto position = list_position::from(from_).value_or(list_position());
    position.taken += next_;
    return position.text();
  }
  /// How many items the list has over all pages, once the first page is there and says so.
  [[nodiscard]] std::optional<int> total() const { return page_.total; }

private:
  bool advance() {
    while (next_ == page_.items.size()) {
      if (ended_) return false;
      if (auto turned = turn_page(); !turned) {
        ended_ = true;
        current_.emplace(std::move(turned).error());
        return true;
      }
    }
    current_.emplace(std::move(page_.items[next_++]));
    return true;
  }

  result<void> turn_page() {
    if (started_) from_ = page_.next;
    started_ = true;
    page_.items.clear();
    next_ = 0;
    if (pages_left_-- <= 0) return make_error(errc::limit_exceeded, "the list has more pages than the walk allows");
    auto fetched = fetch_(from_);
    if (!fetched) return std::move(fetched).error();
    page_ = *std::move(fetched);
    // A page that is empty cannot lead on, whatever its links say, unless all of it had been taken before.
    bool const had_none = page_.items.empty() && list_position::from(from_).value_or(list_position()).taken == 0;
    ended_ = page_.next.empty() || had_none;
    return {};
  }

  fetch fetch_;
  std::string from_; ///< of the page at hand
  int pages_left_;
  page<T> page_;
  std::size_t next_ = 0;
  bool started_ = false;
  bool ended_ = false;
  std::optional<result<T>> current_;
};

}}} // namespace rubrica::v0_1::clicksign
