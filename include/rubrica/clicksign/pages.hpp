#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// A position in a list: the page, counted from 1, and how many of its items were taken.
struct RUBRICA_EXPORT list_position {
  static constexpr int largest_page = 1'000'000'000; ///< limit of `page` and of `taken`: more than any list has

  int page = 1;
  std::size_t taken = 0;

  /// `3.7`: from the eighth item of page 3 on.
  [[nodiscard]] std::string text() const;
  /// Parses such a text; an empty text is the beginning; nothing when it has another form.
  static std::optional<list_position> from(std::string_view text);
};

/// How a list is fetched.
struct paging {
  static constexpr int largest_size = 50;

  int size = largest_size; ///< items on a page: 1 to 50, larger values count as 50; ClickSign's own default is 20
  std::string from{};      ///< `pages::cursor()` or `page::next` of an earlier iteration with the same size; empty: the beginning
  int most_pages = 10'000; ///< a list with more pages ends with `errc::limit_exceeded`
};

/// One page of a list.
template <class T> struct page {
  std::vector<T> items{};
  std::optional<int> total{}; ///< over all pages (`meta.record_count`), limited to the range of an int
  std::string next{};         ///< where to go on; empty: this is the last page
  std::uint64_t bytes = 0;    ///< size of the answer with this page
};

/// A list as a range: pages are fetched as the loop reaches them.
///
/// Each element is a `result<T>`; when a page cannot be fetched, the last element is the error. The same happens when a list has
/// fewer items than its total says, or when its links lead back or skip a page (`errc::protocol`): the items so far are right,
/// but incomplete. A list can be iterated once. Request it again to start over, with `paging::from = cursor()` to go on where it
/// stopped.
template <class T> class pages {
public:
  /// Default limit of `all()`: some hundred thousand records.
  static constexpr std::uint64_t usual_most_bytes = 256u << 20;

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

  explicit pages(fetch fetch_page, paging const& page = {})
      : fetch_(std::move(fetch_page)), from_(page.from), pages_left_(page.most_pages), seen_(items_before(page)) {}

  iterator begin() { return iterator(this); }
  iterator end() { return {}; }

  /// Everything in one vector, or the first error. When the answers have more bytes together than the limit, the error is
  /// `errc::too_large`: iterate over such a list instead, which keeps one page at a time.
  result<std::vector<T>> all(std::uint64_t most_bytes = usual_most_bytes) {
    try {
      std::vector<T> items;
      for (auto& item : *this) {
        if (!item) return std::move(item).error();
        if (bytes_ > most_bytes) return failed(errc::too_large, "the list is larger than the walk allows");
        items.push_back(*std::move(item));
      }
      return items;
    } catch (std::bad_alloc const&) {
      return failed(errc::out_of_memory, {});
    }
  }

  /// The current position: after the element that the loop sees, or before the page that could not be fetched.
  [[nodiscard]] std::string cursor() const {
    auto position = list_position::from(from_).value_or(list_position());
    position.taken += next_;
    return position.text();
  }
  /// How many items the list has over all pages; known once a page has been fetched that says it.
  [[nodiscard]] std::optional<int> total() const { return page_.total; }

private:
  bool advance() {
    while (next_ == page_.items.size()) {
      if (ended_) return tell_what_is_missing();
      if (auto turned = turn_page(); !turned) {
        ended_ = told_ = true;
        current_.emplace(std::move(turned).error());
        return true;
      }
    }
    current_.emplace(std::move(page_.items[next_++]));
    return true;
  }

  /// After the last item: an error, once, when the list has fewer items than its total.
  bool tell_what_is_missing() {
    if (told_ || !page_.total || seen_ >= *page_.total) return false;
    told_ = true;
    current_.emplace(failed(errc::protocol, "the list says that it holds more than it gives"));
    return true;
  }

  result<void> turn_page() {
    if (started_) from_ = page_.next;
    started_ = true;
    page_.items.clear();
    next_ = 0;
    if (pages_left_-- <= 0) return failed(errc::limit_exceeded, "the list has more pages than the walk allows");
    auto fetched = fetch_(from_);
    if (!fetched) return std::move(fetched).error();
    page_ = *std::move(fetched);
    seen_ += static_cast<std::int64_t>(page_.items.size());
    bytes_ += page_.bytes + page_.items.size() * sizeof(T);
    if (page_.next == from_ && !from_.empty()) return failed(errc::protocol, "the list leads back to where it was");
    // An empty page cannot lead on, whatever its links say, unless all of its items were taken before.
    bool const had_none = page_.items.empty() && list_position::from(from_).value_or(list_position()).taken == 0;
    ended_ = page_.next.empty() || had_none;
    return {};
  }

  /// How many items come before the position, if all pages before it are full.
  static std::int64_t items_before(paging const& page) {
    auto const position = list_position::from(page.from).value_or(list_position());
    return std::int64_t{position.page - 1} * page.size + static_cast<std::int64_t>(position.taken);
  }

  /// An error of the iteration itself: reads change nothing.
  static error_info failed(errc code, std::string_view reason) {
    error_info error = make_error(code, reason);
    error.outcome = outcome::rejected;
    return error;
  }

  fetch fetch_;
  std::string from_; ///< position of the current page
  int pages_left_;
  page<T> page_;
  std::size_t next_ = 0;
  bool started_ = false;
  bool ended_ = false;
  bool told_ = false;       ///< the end was reported
  std::int64_t seen_;       ///< items since the beginning of the list
  std::uint64_t bytes_ = 0; ///< of all answers so far
  std::optional<result<T>> current_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
