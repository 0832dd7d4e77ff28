#include "core/loose_time.hpp"
#include "text/ascii.hpp"
#include "text/folding.hpp"
#include "text/points.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace {

using detail::is_digit;

constexpr std::size_t longest = 80; // no timestamp is longer
constexpr std::int64_t second = 1'000'000;

struct named_number {
  std::string_view name;
  int number;
};

// All words are written as `plain` leaves them: in small letters without accents.

// By their first three letters, which are different for all months in both languages.
constexpr named_number months[] = {{"jan", 1},  {"fev", 2},  {"feb", 2},  {"mar", 3},  {"abr", 4}, {"apr", 4}, {"mai", 5},
                                   {"may", 5},  {"jun", 6},  {"jul", 7},  {"ago", 8},  {"aug", 8}, {"set", 9}, {"sep", 9},
                                   {"out", 10}, {"oct", 10}, {"nov", 11}, {"dez", 12}, {"dec", 12}};
constexpr std::string_view month_names[] = {"january",   "february",  "march",   "april",    "june",     "july",
                                            "august",    "september", "october", "november", "december", "janeiro",
                                            "fevereiro", "marco",     "abril",   "maio",     "junho",    "julho",
                                            "agosto",    "setembro",  "outubro", "novembro", "dezembro", "sept"};
constexpr std::string_view weekdays[] = {"sun",    "mon",     "tue",       "wed",      "thu",    "fri",      "sat",     "sunday",
                                         "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "dom",     "seg",
                                         "ter",    "qua",     "qui",       "sex",      "sab",    "domingo",  "segunda", "terca",
                                         "quarta", "quinta",  "sexta",     "sabado",   "feira"};
constexpr std::string_view fillers[] = {"de", "of", "at", "the", "em", "as", "dia", "o", "st", "nd", "rd", "th"}; // `o`: `1º`
constexpr named_number zones[] = {{"z", 0}, {"gmt", 0}, {"utc", 0}, {"ut", 0}, {"brt", -180}, {"brst", -120}};

template <class List> bool is_one_of(List const& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

int month_named(std::string_view word) {
  if (word.size() != 3 && !is_one_of(month_names, word)) return 0;
  auto const found =
      std::find_if(std::begin(months), std::end(months), [&](named_number const& one) { return one.name == word.substr(0, 3); });
  return found == std::end(months) ? 0 : found->number;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// The character without its accent, whichever way that is written.
void append_plain(std::string& out, text::point const& one, std::string_view bytes) {
  constexpr char32_t masculine_ordinal = 0xBA;
  bool const is_accent = one.value >= 0x300 && one.value <= 0x36F;
  bool const is_space = one.value == '\t' || one.value == '\r' || one.value == '\n';
  bool const is_latin = one.value == masculine_ordinal || (one.value >= 0xC0 && one.value <= 0x17F);
  char32_t const letter = is_latin ? detail::folded_form(one.value) : 0;
  if (is_accent) return;
  if (is_space || text::is_blank(one.value) || text::is_invisible(one.value))
    out += ' ';
  else if (letter != 0)
    out += static_cast<char>(letter);
  else if (one.value < 0x80)
    out += detail::lower(bytes.front());
  else
    out += bytes;
}

/// In small letters without accents, with a space for each of Unicode's blanks and none around it; empty when it is too long for a
/// timestamp.
std::string plain(std::string_view text) {
  std::string out;
  if (text.size() > longest) return out;
  while (!text.empty()) {
    text::point const one = text::point_at(text, 0);
    append_plain(out, one, text.substr(0, one.length));
    text.remove_prefix(one.length);
  }
  out.erase(0, std::min(out.find_first_not_of(' '), out.size()));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Reads the parts of a timestamp from left to right.
class taker {
public:
  explicit taker(std::string_view text) : rest_(text) {}

  std::optional<loose_time> take() {
    while (!rest_.empty()) {
      if (!step()) return std::nullopt;
    }
    return assembled() ? std::optional<loose_time>(found_) : std::nullopt;
  }

private:
  struct part {
    int value;
    std::size_t digits;
  };

  bool step() {
    char const c = rest_.front();
    if (is_digit(c)) return number();
    if (is_letter(c)) return word();
    if ((c == '+' || c == '-') && found_.has_time && !offset_given_) {
      if (offset()) return true;
      if (c == '+') return false;
    }
    // XML's dates have an offset and no time, and Java writes them: `2026-12-31-03:00` says no hour of the day.
    bool const may_be_offset = (c == '+' || c == '-') && has_date() && !found_.has_time;
    if (may_be_offset && is_digit(after(1)) && is_digit(after(2)) && after(3) == ':') return false;
    if (c == '[') return drop_name(']');
    if (c == '(' && found_.offset_minutes) return drop_name(')');
    rest_.remove_prefix(1);
    if (c == '.' && found_.has_time) return false; // a fraction without digits
    return c == ' ' || c == ',' || c == '.' || c == '/' || c == '-' || c == '(' || c == ')';
  }

  bool has_date() const { return parts_ == (month_ != 0 ? 2u : 3u); }

  std::size_t digits_ahead() const {
    return static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), &is_digit) - rest_.begin());
  }
  int take_digits(std::size_t count) {
    int value = 0;
    for (char c : rest_.substr(0, count)) value = value * 10 + (c - '0');
    rest_.remove_prefix(count);
    return value;
  }
  bool take_char(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  char after(std::size_t count) const { return count < rest_.size() ? rest_[count] : '\0'; }

  bool number() {
    std::size_t const count = digits_ahead();
    if (count == 8 && after(8) == 't') return compact();
    if (count > 4) return false;
    bool const is_hour = count <= 2 && (after(count) == ':' || after(count) == 'h') && !found_.has_time;
    if (is_hour) return time();
    if (parts_ == 3) return false;
    date_[parts_++] = {take_digits(count), count};
    return true;
  }

  /// `20261120t100533`
  bool compact() {
    date_ = {part{take_digits(4), 4}, part{take_digits(2), 2}, part{take_digits(2), 2}};
    rest_.remove_prefix(1);
    if (std::exchange(parts_, 3) != 0 || digits_ahead() != 6) return false;
    int const hours = take_digits(2);
    int const minutes = take_digits(2);
    return set_time(hours, minutes, take_digits(2), 0);
  }

  bool time() {
    int hours = take_digits(digits_ahead());
    bool const by_letter = take_char('h');
    if (!by_letter) rest_.remove_prefix(1);
    int minutes = 0;
    int seconds = 0;
    std::int64_t micros = 0;
    if (digits_ahead() == 2)
      minutes = take_digits(2);
    else if (!by_letter || digits_ahead() != 0)
      return false;
    if (rest_.substr(0, 3) == "min") rest_.remove_prefix(3);
    if (take_char(':')) {
      if (digits_ahead() != 2) return false;
      seconds = take_digits(2);
    }
    if ((after(0) == '.' || after(0) == ',') && is_digit(after(1))) micros = fraction();
    if (!half_of_day(hours)) return false;
    return set_time(hours, minutes, seconds, micros);
  }

  std::int64_t fraction() {
    rest_.remove_prefix(1);
    std::int64_t micros = 0;
    std::int64_t scale = second / 10;
    for (std::size_t left = digits_ahead(); left > 0; --left, scale /= 10) micros += scale * take_digits(1);
    return micros;
  }

  /// `am`, `p.m.`: twelve o'clock is the first hour of its half of the day.
  bool half_of_day(int& hours) {
    std::string_view behind = rest_.substr(std::min(rest_.find_first_not_of(' '), rest_.size()));
    if (behind.empty() || (behind.front() != 'a' && behind.front() != 'p')) return true;
    bool const afternoon = behind.front() == 'p';
    behind.remove_prefix(1);
    if (!behind.empty() && behind.front() == '.') behind.remove_prefix(1);
    if (behind.empty() || behind.front() != 'm') return true;
    behind.remove_prefix(1);
    if (!behind.empty() && behind.front() == '.') behind.remove_prefix(1);
    rest_ = behind;
    if (hours < 1 || hours > 12) return false;
    hours = hours % 12 + (afternoon ? 12 : 0);
    return true;
  }

  bool set_time(int hours, int minutes, int seconds, std::int64_t micros) {
    if (found_.has_time || hours > 23 || minutes > 59 || seconds > 60) return false;
    found_.has_time = true;
    found_.micros_of_day = ((hours * 60 + minutes) * 60 + seconds) * second + micros;
    return true;
  }

  bool word() {
    auto const end = std::find_if_not(rest_.begin(), rest_.end(), &is_letter);
    std::string_view const name = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(name.size());
    auto const zone = std::find_if(std::begin(zones), std::end(zones), [&](named_number const& one) { return one.name == name; });
    if (zone != std::end(zones) && found_.has_time) {
      if (found_.offset_minutes) return false;
      found_.offset_minutes = zone->number;
      offset_given_ = zone->number != 0 || name == "z"; // `GMT-3` continues
      return true;
    }
    if (int const month = month_named(name); month != 0) return std::exchange(month_, month) == 0;
    if (name == "t") return digits_ahead() > 0;
    return is_one_of(weekdays, name) || is_one_of(fillers, name);
  }

  bool offset() {
    std::string_view const before = rest_;
    bool const west = rest_.front() == '-';
    rest_.remove_prefix(1);
    std::size_t const count = digits_ahead();
    int hours = 0;
    int minutes = 0;
    if (count == 4) {
      hours = take_digits(2);
      minutes = take_digits(2);
    } else if (count == 1 || count == 2) {
      hours = take_digits(count);
      if (after(0) == ':' && is_digit(after(1)) && is_digit(after(2))) {
        rest_.remove_prefix(1);
        minutes = take_digits(2);
      }
    }
    bool const is_after_gmt = found_.offset_minutes.has_value();
    bool const fits = (count == 2 || count == 4 || (count == 1 && is_after_gmt)) && hours <= 14 && minutes <= 59;
    if (!fits) return rest_ = before, false;
    found_.offset_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
    offset_given_ = true;
    return true;
  }

  /// `[America/Sao_Paulo]`, or JavaScript's `(Brasilia Standard Time)`, after an offset; without one its meaning is unknown.
  bool drop_name(char closing) {
    std::size_t const end = rest_.find(closing);
    if (end == std::string_view::npos || !found_.offset_minutes) return false;
    if (closing == ')' && std::any_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(end), &is_digit)) return false;
    rest_.remove_prefix(end + 1);
    return true;
  }

  bool assembled() {
    auto const is_year = [](part one) { return one.digits == 4; };
    auto const is_short = [](part one) { return one.digits <= 2; };
    if (!has_date()) return false;
    if (month_ != 0) {
      part const day = is_year(date_[0]) ? date_[1] : date_[0];
      part const year = is_year(date_[0]) ? date_[0] : date_[1];
      return is_short(day) && is_year(year) && set_date(year.value, month_, day.value);
    }
    if (!is_short(date_[1])) return false;
    if (is_year(date_[0]) && is_short(date_[2])) return set_date(date_[0].value, date_[1].value, date_[2].value);
    return is_short(date_[0]) && is_year(date_[2]) && set_date(date_[2].value, date_[1].value, date_[0].value);
  }

  bool set_date(int year, int month, int day) {
    found_.year = year;
    found_.month = month;
    found_.day = day;
    return true;
  }

  std::string_view rest_;
  loose_time found_;
  std::array<part, 3> date_{};
  std::size_t parts_ = 0;
  int month_ = 0;
  bool offset_given_ = false;
};

int number_in(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Seconds (ten digits) or milliseconds (thirteen) since 1970; with fewer digits it is some other number.
std::optional<loose_time> since_epoch(std::string_view digits) {
  bool const is_seconds = digits.size() == 10;
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  loose_time found;
  found.year = 1970;
  found.month = 1;
  found.day = 1;
  found.has_time = true;
  found.micros_of_day = value * (is_seconds ? second : 1000); // more than a day; the sum is still right
  found.offset_minutes = 0;
  return found;
}

/// `202611201005`, `20261120100533`, `201120261005`, `20112026100533`. What could be read in both orders would be no moment;
/// with these years nothing can, because a month and a day make no number over 1231.
std::optional<loose_time> civil(std::string_view digits) {
  constexpr int first_year = 1900;
  constexpr int last_year = 2199;
  auto const two = [&](std::size_t at) { return number_in(digits.substr(at, 2)); };
  auto const date = [&](std::size_t year_at, std::size_t month_at, std::size_t day_at) -> std::optional<loose_time> {
    loose_time found;
    found.year = number_in(digits.substr(year_at, 4));
    found.month = two(month_at);
    found.day = two(day_at);
    bool const is_plausible = found.year >= first_year && found.year <= last_year && found.month >= 1 && found.month <= 12 &&
                              found.day >= 1 && found.day <= 31;
    return is_plausible ? std::optional<loose_time>(found) : std::nullopt;
  };
  auto found = date(0, 4, 6);
  auto const day_first = date(4, 2, 0);
  if (found.has_value() == day_first.has_value()) return std::nullopt; // neither, or both
  if (!found) found = day_first;
  int const seconds = digits.size() == 14 ? two(12) : 0;
  if (two(8) > 23 || two(10) > 59 || seconds > 60) return std::nullopt;
  found->has_time = true;
  found->micros_of_day = ((two(8) * 60 + two(10)) * 60 + seconds) * second;
  return found;
}

/// A number without anything around it, by its length. Twelve digits were milliseconds until September 2001: who sends twelve
/// today means a date.
std::optional<loose_time> bare_number(std::string_view digits) {
  switch (digits.size()) {
  case 10: return since_epoch(digits);
  case 13:
    // `1112026060500` may be 01/11/2026, whose zero a JSON number lost: two meanings are none. One in 400 of the milliseconds of
    // 2002 to 2005 and of 2033 to 2037 looks so.
    return civil("0" + std::string(digits)) ? std::nullopt : since_epoch(digits);
  case 12:
  case 14: return civil(digits);
  default: return std::nullopt;
  }
}

} // namespace

std::optional<loose_time> loose_time_in(std::string_view text) {
  std::string const moment = plain(text);
  if (moment.empty()) return std::nullopt;
  if (std::all_of(moment.begin(), moment.end(), &is_digit)) return bare_number(moment);
  return taker(moment).take();
}

RUBRICA_END_NAMESPACE
