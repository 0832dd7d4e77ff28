#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

using instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// Brasilia's UTC offset. Brazil has had no daylight saving time since 2019.
inline constexpr std::chrono::minutes brasilia_offset{-180};

/// A moment as somebody wrote it. The text is kept; there is an instant when the text can be parsed.
///
/// Reads every form of clicksign-callbacks §5: `2026-08-13T10:27:02.931-03:00`, `…Z`, without a fraction, with an odd
/// offset (`-03:18`), with blanks and no colon (`2020-10-28 11:00:00 +0300`), a bare date, and AssineBem's
/// `DD/MM/YYYY HH:MI:SS`. It also reads what other programs write: single digits (`1/2/2026 9:05`, always day before month),
/// blanks around it, `AM` and `PM`, English and Portuguese names of months (`Nov 20, 2026 6:05:00 AM`, `20 de novembro de 2026`),
/// Java's `Fri Nov 20 06:05:00 BRT 2026`, RFC 1123, digits alone (`20261120060500`, `201120260605`), and seconds (ten digits) or
/// milliseconds (thirteen) since 1970; what may be either is not read. Years have four digits. A time without an offset gets
/// Brasilia's offset of today, -03:00, even for summers before 2019, so that every local time exists exactly once;
/// `offset_assumed()` is true then. A text that cannot be parsed is not an error: it has no instant. To send a moment, see
/// `normalized`.
class RUBRICA_EXPORT timestamp {
public:
  timestamp() = default;
  explicit timestamp(std::string_view text);
  /// Formats the instant with milliseconds and an offset, as ClickSign does; smaller units are cut off.
  explicit timestamp(instant at, std::chrono::minutes offset = brasilia_offset);

  /// The text as it was written.
  [[nodiscard]] std::string const& text() const noexcept { return text_; }
  /// Whether there was no text.
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  /// Microseconds since 1970 UTC. A date is taken at midnight.
  [[nodiscard]] std::optional<instant> at() const noexcept;
  /// Minutes east of UTC.
  [[nodiscard]] std::optional<std::chrono::minutes> offset() const noexcept;
  /// True when the text names no offset and Brasilia's was assumed.
  [[nodiscard]] bool offset_assumed() const noexcept { return kind_ == kind::assumed_offset || kind_ == kind::assumed_time; }
  /// True when the text is a date alone, and its midnight was assumed.
  [[nodiscard]] bool time_assumed() const noexcept { return kind_ == kind::assumed_time; }

  friend bool operator==(timestamp const& a, timestamp const& b) { return a.text_ == b.text_; }
  friend bool operator!=(timestamp const& a, timestamp const& b) { return !(a == b); }

private:
  enum class kind : std::uint8_t { unreadable, exact, assumed_offset, assumed_time };

  std::string text_;
  std::int64_t microseconds_ = 0;
  std::int16_t offset_minutes_ = 0;
  kind kind_ = kind::unreadable;
};

/// Which moment of the day a date without a time means.
enum class lone_date {
  begins, ///< 00:00:00: for the time when something happened
  ends    ///< 23:59:59: for the time until which something is valid
};

/// The moment in the form that is sent, RFC 3339 with an offset: `2026-12-31T18:00:00-03:00`. A text in that form is kept letter
/// for letter; `31/12/2026 18:00:00` and the other forms that `timestamp` reads are rewritten. Without an offset Brasilia's is
/// assumed (`offset_assumed()`); without a time, the given moment of the day. Blanks around it are ignored. Nothing when it
/// cannot be parsed, such as `31/02/2027`.
RUBRICA_EXPORT std::optional<timestamp> normalized(timestamp const& written, lone_date meaning = lone_date::ends);

/// The same day and time of day in the next calendar month at the given offset; the last day of that month where the day does
/// not exist (31 January gives 28 or 29 February).
RUBRICA_EXPORT instant one_month_after(instant at, std::chrono::minutes offset = brasilia_offset);

RUBRICA_END_NAMESPACE
