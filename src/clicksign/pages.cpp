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

} // namespace clicksign
RUBRICA_END_NAMESPACE
