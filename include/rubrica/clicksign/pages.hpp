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

/// A walk through the pages of a list: which page comes next, and whether they fit together. For rubrica only; it does not fetch.
class RUBRICA_EXPORT list_walk {
public:
  explicit list_walk(paging const& page);

  /// Before each page: `from` is then its position.
  result<void> turn();
  /// After each page.
  template <class T> result<void> take(page<T> const& fetched) {
    return take(fetched.next, fetched.total, fetched.items.size(), fetched.bytes + fetched.items.size() * sizeof(T));
  }
  /// Position of the page to fetch.
  [[nodiscard]] std::string const& from() const { return from_; }
  /// Whether there is no further page.
  [[nodiscard]] bool ended() const { return ended_; }
  /// After the last page: whether the list has as many items as it says.
  [[nodiscard]] result<void> check_total() const;
  /// How many items the list says that it has.
  [[nodiscard]] std::optional<int> total() const { return total_; }
  /// Whether the answers so far have at most so many bytes.
  [[nodiscard]] result<void> check_size(std::uint64_t most_bytes) const;

private:
  result<void> take(std::string const& next, std::optional<int> total, std::size_t items, std::uint64_t bytes);

  std::string from_;   ///< position of the current page
  std::string next_{}; ///< and of the one after it
  int pages_left_;
  std::int64_t seen_;       ///< items since the beginning of the list
  std::uint64_t bytes_ = 0; ///< of all answers so far
  std::optional<int> total_{};
  bool started_ = false;
  bool ended_ = false;
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

  /// An input iterator: each element is seen once.
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

  explicit pages(fetch fetch_page, paging const& page = {}) : fetch_(std::move(fetch_page)), walk_(page) {}

  /// Fetches the first page. Call it once.
  iterator begin() { return iterator(this); }
  /// Behind the last item, or behind the error.
  iterator end() { return {}; }

  /// Everything in one vector, or the first error. When the answers have more bytes together than the limit, the error is
  /// `errc::too_large`: iterate over such a list instead, which keeps one page at a time.
  result<std::vector<T>> all(std::uint64_t most_bytes = usual_most_bytes) {
    try {
      std::vector<T> items;
      for (auto& item : *this) {
        if (!item) return std::move(item).error();
        if (auto fits = walk_.check_size(most_bytes); !fits) return std::move(fits).error();
        items.push_back(*std::move(item));
      }
      return items;
    } catch (std::bad_alloc const&) {
      return make_error(errc::out_of_memory, {}, outcome::rejected);
    }
  }

  /// The current position: after the element that the loop sees, or before the page that could not be fetched.
  [[nodiscard]] std::string cursor() const {
    auto position = list_position::from(walk_.from()).value_or(list_position());
    position.taken += next_;
    return position.text();
  }
  /// How many items the list has over all pages; known once a page has been fetched that says it.
  [[nodiscard]] std::optional<int> total() const { return walk_.total(); }

private:
  bool advance() {
    if (told_) return false;
    while (next_ == page_.items.size()) {
      if (walk_.ended()) {
        told_ = true;
        auto const whole = walk_.check_total();
        if (whole) return false;
        current_.emplace(whole.error());
        return true;
      }
      if (auto turned = turn_page(); !turned) {
        told_ = true;
        current_.emplace(std::move(turned).error());
        return true;
      }
    }
    current_.emplace(std::move(page_.items[next_++]));
    return true;
  }

  result<void> turn_page() {
    page_.items.clear();
    next_ = 0;
    if (auto allowed = walk_.turn(); !allowed) return allowed;
    auto fetched = fetch_(walk_.from());
    if (!fetched) return std::move(fetched).error();
    page_ = *std::move(fetched);
    return walk_.take(page_);
  }

  fetch fetch_;
  list_walk walk_;
  page<T> page_;
  std::size_t next_ = 0;
  bool told_ = false; ///< the end was reported
  std::optional<result<T>> current_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
