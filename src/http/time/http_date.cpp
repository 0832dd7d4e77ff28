#include "http/time/http_date.hpp"

#include <rubrica/core/timestamp.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

struct fields {
  std::string_view day;
  std::string_view month;
  std::string_view year;
  std::string_view time;
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  constexpr std::string_view separators = " ,-";
  for (std::size_t at = text.find_first_not_of(separators); at != std::string_view::npos;) {
    std::size_t const end = std::min(text.find_first_of(separators, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(separators, end);
  }
  return words;
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
std::optional<fields> fields_of(std::string_view text) {
  auto const words = words_of(text);
  if (words.size() == 6 && words[5] == "GMT") return fields{words[1], words[2], words[3], words[4]};
  if (words.size() == 5) return fields{words[2], words[1], words[4], words[3]};
  return std::nullopt;
}

int number_of_month(std::string_view name) {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  std::size_t const at = name.size() == 3 ? names.find(name) : std::string_view::npos;
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<int> full_year(std::string_view digits, std::int64_t now) {
  auto const written = number(digits);
  if (!written || (digits.size() != 2 && digits.size() != 4)) return std::nullopt;
  if (digits.size() == 4) return written;
  constexpr std::int64_t seconds_in_year = 31'556'952;
  int const this_year = 1970 + static_cast<int>(now / seconds_in_year);
  int const year = this_year / 100 * 100 + *written;
  return year > this_year + 50 ? year - 100 : year; // RFC 9110: a date that seems over 50 years ahead is in the past
}

} // namespace

std::optional<std::int64_t> read_http_date(std::string_view text, std::int64_t now) {
  auto const found = fields_of(text);
  if (!found) return std::nullopt;
  auto const year = full_year(found->year, now);
  auto const day = number(found->day);
  int const month = number_of_month(found->month);
  constexpr std::size_t time_size = 8; // with a fraction or without seconds it is another format
  if (!year || !day || *day > 99 || month == 0 || found->time.size() != time_size) return std::nullopt;
  timestamp const read(fmt::format("{:04}-{:02}-{:02}T{}Z", *year, month, *day, found->time));
  auto const at = read.at();
  if (!at) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::seconds>(at->time_since_epoch()).count();
}

} // namespace http
RUBRICA_END_NAMESPACE
