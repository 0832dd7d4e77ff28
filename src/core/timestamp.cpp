#include <rubrica/core/timestamp.hpp>

#include "core/loose_time.hpp"
#include "text/plain.hpp"

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

struct date {
  std::int64_t year = 0;
  int month = 1;
  int day = 1;
};

bool is_leap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in(std::int64_t year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

// Days since 1970-01-01 and back, by counting years that begin in March (the proleptic Gregorian calendar).
std::int64_t days_since_epoch(date const& d) {
  std::int64_t const year = d.month <= 2 ? d.year - 1 : d.year;
  std::int64_t const era = (year >= 0 ? year : year - 399) / 400;
  std::int64_t const year_of_era = year - era * 400;
  std::int64_t const day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  std::int64_t const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

date date_of(std::int64_t days) {
  days += 719468;
  std::int64_t const era = (days >= 0 ? days : days - 146096) / 146097;
  std::int64_t const day_of_era = days - era * 146097;
  std::int64_t const year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  std::int64_t const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t const month_index = (5 * day_of_year + 2) / 153;
  date d;
  d.day = static_cast<int>(day_of_year - (153 * month_index + 2) / 5 + 1);
  d.month = static_cast<int>(month_index < 10 ? month_index + 3 : month_index - 9);
  d.year = year_of_era + era * 400 + (d.month <= 2 ? 1 : 0);
  return d;
}

constexpr std::int64_t microseconds_per_day = std::int64_t{86'400} * 1'000'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::int64_t floor_mod(std::int64_t a, std::int64_t b) {
  return a - floor_div(a, b) * b;
}

/// Reads a text from left to right; every step returns whether it matched.
class cursor {
public:
  explicit cursor(std::string_view rest) : rest_(rest) {}

  bool done() const { return rest_.empty(); }
  bool peek(char c) const { return !rest_.empty() && rest_.front() == c; }

  bool take(char c) {
    if (!peek(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool digits(std::size_t count, int& value) {
    if (rest_.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return false;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }

  /// `.931`: any number of digits, kept to the microsecond.
  bool fraction(std::int64_t& micros) {
    std::int64_t scale = 100'000;
    std::size_t length = 0;
    micros = 0;
    while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') {
      micros += (rest_[length] - '0') * scale;
      scale /= 10;
      ++length;
    }
    rest_.remove_prefix(length);
    return length > 0;
  }

private:
  std::string_view rest_;
};

struct reading {
  date day;
  std::int64_t micros_of_day = 0;
  int offset_minutes = 0;
  bool has_time = false;
  bool has_offset = false;
};

bool read_date(cursor& in, std::string_view text, date& d) {
  int year = 0;
  bool const brazilian = text.size() > 2 && text[2] == '/';
  bool const fits = brazilian
                        ? in.digits(2, d.day) && in.take('/') && in.digits(2, d.month) && in.take('/') && in.digits(4, year)
                        : in.digits(4, year) && in.take('-') && in.digits(2, d.month) && in.take('-') && in.digits(2, d.day);
  d.year = year;
  return fits && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in(d.year, d.month);
}

bool read_time(cursor& in, std::int64_t& micros_of_day) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t micros = 0;
  if (!in.digits(2, hour) || !in.take(':') || !in.digits(2, minute)) return false;
  if (in.take(':') && !in.digits(2, second)) return false;
  if (in.take('.') && !in.fraction(micros)) return false;
  if (hour > 23 || minute > 59 || second > 60) return false;
  micros_of_day = ((hour * 60 + minute) * 60 + second) * std::int64_t{1'000'000} + micros;
  return true;
}

bool read_offset(cursor& in, reading& r) {
  while (in.take(' ')) {
  }
  if (in.done()) return true;
  r.has_offset = true;
  if (in.take('Z') || in.take('z')) return in.done();
  bool const west = in.peek('-');
  int hours = 0;
  int mins = 0;
  if (!in.take('-') && !in.take('+')) return false;
  if (!in.digits(2, hours)) return false;
  in.take(':');
  if (!in.done() && !in.digits(2, mins)) return false;
  if (hours > 23 || mins > 59) return false;
  r.offset_minutes = (hours * 60 + mins) * (west ? -1 : 1);
  return in.done();
}

bool read_strictly(std::string_view text, reading& r) {
  cursor in(text);
  if (!read_date(in, text, r.day)) return false;
  if (in.done()) return true;
  r.has_time = true;
  in.take(','); // `31/12/2026, 18:00:00`, as browsers write it in Brazil
  if (!in.take('T') && !in.take('t') && !in.take(' ')) return false;
  return read_time(in, r.micros_of_day) && read_offset(in, r);
}

bool read_loosely(std::string_view text, reading& r) {
  auto const found = loose_time_in(text);
  if (!found || found->month < 1 || found->month > 12 || found->day < 1) return false;
  if (found->day > days_in(found->year, found->month)) return false;
  r = reading();
  r.day = {found->year, found->month, found->day};
  r.micros_of_day = found->micros_of_day;
  r.offset_minutes = found->offset_minutes.value_or(0);
  r.has_offset = found->offset_minutes.has_value();
  r.has_time = found->has_time;
  return true;
}

/// Nearly all texts have the usual forms, so these come first.
bool read(std::string_view text, reading& r) {
  return read_strictly(text, r) || read_loosely(text, r);
}

} // namespace

timestamp::timestamp(std::string_view text) : text_(text) {
  reading r;
  if (!read(text, r)) return;
  if (!r.has_offset) r.offset_minutes = static_cast<int>(brasilia_offset.count());
  kind_ = !r.has_time ? kind::assumed_time : r.has_offset ? kind::exact : kind::assumed_offset;
  offset_minutes_ = static_cast<std::int16_t>(r.offset_minutes);
  microseconds_ =
      days_since_epoch(r.day) * microseconds_per_day + r.micros_of_day - microseconds(minutes(r.offset_minutes)).count();
}

timestamp::timestamp(instant at, minutes offset)
    : microseconds_(floor_div(at.time_since_epoch().count(), 1000) * 1000), // as precise as the text
      offset_minutes_(static_cast<std::int16_t>(offset.count())), kind_(kind::exact) {
  std::int64_t const local = microseconds_ + microseconds(offset).count();
  std::int64_t const days = floor_div(local, microseconds_per_day);
  std::int64_t const milliseconds = (local - days * microseconds_per_day) / 1000;
  date const d = date_of(days);
  auto const east = offset.count() < 0 ? -offset.count() : offset.count();
  text_ = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}{:02}:{:02}", d.year, d.month, d.day, milliseconds / 3'600'000,
                      milliseconds / 60'000 % 60, milliseconds / 1000 % 60, milliseconds % 1000, offset.count() < 0 ? '-' : '+',
                      east / 60, east % 60);
}

std::optional<instant> timestamp::at() const noexcept {
  if (kind_ == kind::unreadable) return std::nullopt;
  return instant(microseconds(microseconds_));
}

std::optional<minutes> timestamp::offset() const noexcept {
  if (kind_ == kind::unreadable) return std::nullopt;
  return minutes(offset_minutes_);
}

namespace {

/// `2026-12-31T18:00:00-03:00`, with a fraction of any length or none, or with `Z`.
bool is_rfc3339(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00";
  constexpr std::string_view offset = "+00:00";
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  auto const fits = [&](std::string_view part, std::string_view wanted) {
    return std::equal(part.begin(), part.end(), wanted.begin(), wanted.end(), [&](char c, char expected) {
      return expected == '0' ? is_digit(c) : expected == '+' ? c == '+' || c == '-' : c == expected;
    });
  };
  if (!fits(text.substr(0, form.size()), form) || text.substr(17, 2) == "60") return false;
  text.remove_prefix(form.size());
  if (!text.empty() && text.front() == '.') {
    do text.remove_prefix(1);
    while (!text.empty() && is_digit(text.front()));
  }
  return text == "Z" || fits(text, offset);
}

/// With as many digits after the point as necessary: none, three or six.
std::string rfc3339(instant at, minutes offset) {
  std::string text = timestamp(at, offset).text();
  constexpr std::size_t point = 19;
  std::int64_t const micros = floor_mod(at.time_since_epoch().count(), 1'000'000);
  std::string const fraction = micros % 1000 != 0 ? fmt::format(".{:06}", micros)
                               : micros != 0      ? fmt::format(".{:03}", micros / 1000)
                                                  : "";
  return text.replace(point, 4, fraction);
}

} // namespace

std::optional<timestamp> normalized(timestamp const& written, lone_date meaning) {
  timestamp const read = written.at() ? written : timestamp(text::plain(written.text()));
  auto const at = read.at();
  if (!at) return std::nullopt;
  if (read.time_assumed()) {
    bool const ends = meaning == lone_date::ends;
    return timestamp(rfc3339(ends ? *at + std::chrono::hours(24) - std::chrono::seconds(1) : *at, *read.offset()));
  }
  if (is_rfc3339(read.text())) return read;
  return timestamp(rfc3339(*at, *read.offset()));
}

instant one_month_after(instant at, minutes offset) {
  std::int64_t const local = at.time_since_epoch().count() + microseconds(offset).count();
  std::int64_t const days = floor_div(local, microseconds_per_day);
  date d = date_of(days);
  d.month = d.month % 12 + 1;
  if (d.month == 1) ++d.year;
  d.day = std::min(d.day, days_in(d.year, d.month));
  std::int64_t const moved = days_since_epoch(d) - days;
  return at + microseconds(moved * microseconds_per_day);
}

RUBRICA_END_NAMESPACE
