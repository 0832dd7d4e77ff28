#include "sandbox/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool fits(std::string const& text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  return true;
}

int check_digit(std::string const& digits, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += (digits[i] - '0') * static_cast<int>(count + 1 - i);
  int const rest = sum * 10 % 11;
  return rest == 10 ? 0 : rest;
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
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  return timestamp(text).at();
}

bool is_date(std::string const& text) {
  return fits(text, "0000-00-00") && timestamp(text).at().has_value();
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string extension_of(std::string const& filename) {
  auto const dot = filename.rfind('.');
  return dot == std::string::npos || dot == 0 ? std::string() : lower(filename.substr(dot));
}

bool is_cpf_form(std::string const& text) {
  return fits(text, "000.000.000-00");
}

bool cpf_digits_fit(std::string const& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  if (digits.size() != 11 || digits.find_first_not_of(digits[0]) == std::string::npos) return false;
  return check_digit(digits, 9) == digits[9] - '0' && check_digit(digits, 10) == digits[10] - '0';
}

bool is_person_name(std::string const& text) {
  std::size_t words = 0;
  bool inside = false;
  for (char c : text) {
    bool const part = is_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '\'' || c == '-' || c == '.';
    if (!part && c != ' ') return false;
    if (part && !inside) ++words;
    inside = part;
  }
  return words >= 2;
}

bool is_email(std::string const& text) {
  auto const at = text.find('@');
  if (at == std::string::npos || at == 0 || text.find('@', at + 1) != std::string::npos) return false;
  if (text.find_first_of(" \t\r\n,;<>()[]\\\"") != std::string::npos) return false;
  std::string const domain = text.substr(at + 1);
  auto const dot = domain.find('.');
  return dot != std::string::npos && dot != 0 && domain.back() != '.' && domain.find("..") == std::string::npos;
}

bool is_phone(std::string const& text) {
  return (text.size() == 10 || text.size() == 11) && std::all_of(text.begin(), text.end(), is_digit);
}

std::size_t characters(std::string_view text) {
  auto const begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}}} // namespace rubrica::v0_1::sandbox
