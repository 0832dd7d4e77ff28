#include <rubrica/clicksign/pages.hpp>

#include <fmt/format.h>

#include <charconv>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

std::string list_position::text() const {
  return taken == 0 ? std::to_string(page) : fmt::format("{}.{}", page, taken);
}

std::optional<list_position> list_position::from(std::string_view text) {
  list_position position;
  if (text.empty()) return position;
  char const* const end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, position.page);
  if (read.ec != std::errc() || position.page < 1 || position.page > largest_page) return std::nullopt;
  if (read.ptr == end) return position;
  if (*read.ptr != '.') return std::nullopt;
  read = std::from_chars(read.ptr + 1, end, position.taken);
  bool const fits = position.taken <= static_cast<std::size_t>(largest_page);
  if (read.ec != std::errc() || read.ptr != end || !fits) return std::nullopt;
  return position;
}

namespace {

/// An error of the iteration itself: reads change nothing.
error_info failed(errc code, std::string_view reason) {
  return make_error(code, reason, outcome::rejected);
}

/// How many items come before the position, if all pages before it are full.
std::int64_t items_before(paging const& page) {
  auto const position = list_position::from(page.from).value_or(list_position());
  return std::int64_t{position.page - 1} * page.size + static_cast<std::int64_t>(position.taken);
}

} // namespace

list_walk::list_walk(paging const& page) : from_(page.from), pages_left_(page.most_pages), seen_(items_before(page)) {}

result<void> list_walk::turn() {
  if (started_) from_ = next_;
  started_ = true;
  if (pages_left_-- <= 0) return failed(errc::limit_exceeded, "the list has more pages than the walk allows");
  return {};
}

result<void> list_walk::take(std::string const& next, std::optional<int> total, std::size_t items, std::uint64_t bytes) {
  next_ = next;
  total_ = total;
  seen_ += static_cast<std::int64_t>(items);
  bytes_ += bytes;
  if (next == from_ && !from_.empty()) return failed(errc::protocol, "the list leads back to where it was");
  // An empty page cannot lead on, whatever its links say, unless all of its items were taken before.
  bool const had_none = items == 0 && list_position::from(from_).value_or(list_position()).taken == 0;
  ended_ = next.empty() || had_none;
  return {};
}

result<void> list_walk::check_total() const {
  if (!total_ || seen_ >= *total_) return {};
  return failed(errc::protocol, "the list says that it holds more than it gives");
}

result<void> list_walk::check_size(std::uint64_t most_bytes) const {
  if (bytes_ <= most_bytes) return {};
  return failed(errc::too_large, "the list is larger than the walk allows");
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
