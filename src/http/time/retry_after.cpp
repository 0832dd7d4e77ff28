#include "http/time/retry_after.hpp"

#include "http/time/http_date.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::optional<std::int64_t> whole_number(std::string const& text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// The first field of that name that can be parsed: a malformed one does not hide another.
template <class Read> std::optional<std::int64_t> first_of(response const& answer, std::string_view name, Read read) {
  for (header const& field : answer.fields) {
    if (!same_name(field.name, name)) continue;
    if (std::optional<std::int64_t> const value = read(field.value)) return value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> first_number(response const& answer, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names) {
    if (auto const value = first_of(answer, name, whole_number)) return value;
  }
  return std::nullopt;
}

std::int64_t unix_seconds(std::chrono::system_clock::time_point at) {
  return std::chrono::duration_cast<seconds>(at.time_since_epoch()).count();
}

} // namespace

rate_headers read_rate_headers(response const& answer) {
  bool const named = find(answer.fields, "X-Rate-Limit") != nullptr || find(answer.fields, "X-RateLimit-Limit") != nullptr;
  return {named, first_number(answer, {"X-Rate-Limit", "X-RateLimit-Limit"}),
          first_number(answer, {"X-Rate-Limit-Remaining", "X-RateLimit-Remaining"}),
          first_number(answer, {"X-Rate-Limit-Reset", "X-RateLimit-Reset"})};
}

std::optional<std::int64_t> date_of(response const& answer, std::chrono::system_clock::time_point now) {
  return first_of(answer, "Date", [&](std::string const& text) { return read_http_date(text, unix_seconds(now)); });
}

std::optional<milliseconds> requested_wait(response const& answer, std::chrono::system_clock::time_point now) {
  constexpr std::int64_t longest = 3600;
  std::int64_t const local = unix_seconds(now);
  // Truncated to whole seconds it is never too late, so the difference is never too short.
  std::int64_t const theirs = date_of(answer, now).value_or(local);
  // Seconds from now. The server may send any number, and the subtraction must not overflow.
  auto const plausible = [](std::int64_t wait) {
    return wait <= longest ? std::optional(std::max<std::int64_t>(wait, 0)) : std::nullopt;
  };
  auto const until = [&](std::int64_t at) {
    return at > theirs + longest ? std::nullopt : plausible(std::max(at, theirs) - theirs);
  };
  auto const read = [&](std::string const& text) -> std::optional<std::int64_t> {
    if (auto const wait = whole_number(text)) return plausible(*wait);
    auto const date = read_http_date(text, local);
    return date ? until(*date) : std::nullopt;
  };
  auto wait = first_of(answer, "Retry-After", read);
  if (auto const reset = read_rate_headers(answer).reset; !wait && reset) wait = until(*reset);
  return wait ? std::optional<milliseconds>(seconds(*wait)) : std::nullopt;
}

} // namespace http
RUBRICA_END_NAMESPACE
