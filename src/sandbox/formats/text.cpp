#include "sandbox/formats/text.hpp"

#include "text/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using detail::is_digit;

std::tm calendar(instant at, std::chrono::minutes offset) {
  std::time_t const seconds = std::chrono::floor<std::chrono::seconds>(at + offset).time_since_epoch().count();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return parts;
}

std::string with_milliseconds(instant at, std::chrono::minutes offset, char const* suffix) {
  auto const fraction = at - std::chrono::floor<std::chrono::seconds>(at);
  auto const thousandths = std::chrono::duration_cast<std::chrono::milliseconds>(fraction).count();
  std::tm const t = calendar(at, offset);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour,
                     t.tm_min, t.tm_sec, thousandths, suffix);
}

bool fits(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  return true;
}

} // namespace

std::string iso_text(instant at) {
  return with_milliseconds(at, brasilia_offset, "-03:00");
}
std::string utc_text(instant at) {
  return with_milliseconds(at, std::chrono::minutes(0), "Z");
}
std::string ruby_text(instant at) {
  std::tm const t = calendar(at, brasilia_offset);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} -0300", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min,
                     t.tm_sec);
}

std::string file_name_text(instant at) {
  static constexpr std::array<char const*, 12> months{"jan", "fev", "mar", "abr", "mai", "jun",
                                                      "jul", "ago", "set", "out", "nov", "dez"};
  std::tm const t = calendar(at, brasilia_offset);
  return fmt::format("{:02} {} {}, {:02}-{:02}-{:02}", t.tm_mday, months[static_cast<std::size_t>(t.tm_mon)], t.tm_year + 1900,
                     t.tm_hour, t.tm_min, t.tm_sec);
}

std::string amz_text(instant at) {
  std::tm const t = calendar(at, std::chrono::minutes(0));
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min,
                     t.tm_sec);
}

std::optional<instant> read_amz_text(std::string const& text) {
  if (!fits(text, "00000000T000000Z")) return std::nullopt;
  auto const part = [&](std::size_t at, std::size_t length) { return text.substr(at, length); };
  return timestamp(part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(9, 2) + ':' + part(11, 2) + ':' + part(13, 2) +
                   'Z')
      .at();
}

std::string http_date(instant at) {
  static constexpr std::array<char const*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<char const*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm const t = calendar(at, std::chrono::minutes(0));
  // Not strftime: its names follow the program's locale.
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(t.tm_wday)], t.tm_mday,
                     months[static_cast<std::size_t>(t.tm_mon)], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

std::optional<instant> read_date_time(std::string const& text) {
  if (text.size() < 16 || text[4] != '-' || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  return timestamp(text).at();
}

bool is_date(std::string_view text) {
  return fits(text, "0000-00-00") && timestamp(text).at().has_value();
}

bool is_past_date(std::string_view date, instant now) {
  constexpr std::size_t length = 10; // of `2024-02-29`, whose order as text is that of time
  return date < std::string_view(iso_text(now)).substr(0, length);
}

std::string extension_of(std::string const& filename) {
  auto const dot = filename.rfind('.');
  return dot == std::string::npos || dot == 0 ? std::string() : lower(filename.substr(dot));
}

bool is_cpf_form(std::string_view text) {
  return fits(text, "000.000.000-00");
}

bool cpf_digits_fit(std::string const& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return text::are_cpf_digits(digits);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
