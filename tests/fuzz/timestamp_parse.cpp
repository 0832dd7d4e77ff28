// A timestamp keeps its text. When the text can be parsed, the C library's calendar agrees, in both directions and a month
// later.

#include "property.hpp"

#include <rubrica/core/timestamp.hpp>

#include <ctime>

using namespace rubrica;
using namespace rubrica_fuzz;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

struct split_instant {
  std::tm local{};
  std::int64_t micros = 0;
};

split_instant at_offset(instant at, minutes offset) {
  split_instant out;
  auto const local = at.time_since_epoch() + offset;
  auto const whole = std::chrono::floor<seconds>(local);
  out.micros = (local - whole).count();
  std::time_t const count = whole.count();
  require(gmtime_r(&count, &out.local) != nullptr, "the C library knows the moment");
  return out;
}

void check_written(timestamp const& read) {
  instant const at = *read.at();
  minutes const offset = *read.offset();
  timestamp const written(at, offset);
  auto const expected = at_offset(at, offset);
  auto const east = offset.count() < 0 ? -offset.count() : offset.count();
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d", expected.local.tm_year + 1900,
                expected.local.tm_mon + 1, expected.local.tm_mday, expected.local.tm_hour, expected.local.tm_min,
                expected.local.tm_sec, static_cast<int>(expected.micros / 1000), offset.count() < 0 ? '-' : '+',
                static_cast<int>(east / 60), static_cast<int>(east % 60));
  require(written.text() == text, "a moment is written as the C library splits it");
  require(written.at() == std::chrono::floor<std::chrono::milliseconds>(at), "a written moment is kept to the millisecond");

  timestamp const again(written.text());
  bool const has_four_digits = expected.local.tm_year + 1900 <= 9999; // a leap second at the end of 9999 has five
  require(again.at().has_value() == has_four_digits, "what is written can be read");
  if (!has_four_digits) return;
  require(again.at() == written.at() && again.offset() == offset && !again.offset_assumed(), "what is written reads the same");
}

void check_month_later(timestamp const& read) {
  minutes const offset = *read.offset();
  auto const before = at_offset(*read.at(), offset);
  auto const after = at_offset(one_month_after(*read.at(), offset), offset);
  int const months = (after.local.tm_year - before.local.tm_year) * 12 + after.local.tm_mon - before.local.tm_mon;
  require(months == 1, "a month later is in the next month");
  bool const same_day = after.local.tm_mday == before.local.tm_mday;
  auto const next_day = at_offset(one_month_after(*read.at(), offset) + std::chrono::hours(24), offset);
  bool const last_day = after.local.tm_mday < before.local.tm_mday && next_day.local.tm_mday == 1;
  require(same_day || last_day, "a month later is the same day or the month's last");
  require(after.local.tm_hour == before.local.tm_hour && after.local.tm_min == before.local.tm_min &&
              after.local.tm_sec == before.local.tm_sec && after.micros == before.micros,
          "a month later is the same time of day");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text = text_of(data, size);
  timestamp const read(text);
  require(read.text() == text, "the text is kept");
  require(read == timestamp(text), "the same text is the same timestamp");
  require(read.at().has_value() == read.offset().has_value(), "an instant and an offset come together");
  if (!read.at()) {
    require(!read.offset_assumed(), "no offset is assumed for nothing");
    return 0;
  }
  require(*read.offset() > minutes(-24 * 60) && *read.offset() < minutes(24 * 60), "an offset is less than a day");
  require(!read.offset_assumed() || *read.offset() == brasilia_offset, "the offset that is assumed is Brasilia's");
  check_written(read);
  check_month_later(read);
  return 0;
}
