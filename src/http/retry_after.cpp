#include "http/retry_after.hpp"

#include "http/http_date.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace rubrica { inline namespace v0_1 { namespace http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::optional<std::int64_t> whole_number(std::string const& text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<std::int64_t> first_number(response const& answer, std::initializer_list<std::string_view> names) {
  for (std::string_view name : names) {
    std::string const* const text = find(answer.fields, name);
    if (auto const value = text == nullptr ? std::nullopt : whole_number(*text)) return value;
  }
  return std::nullopt;
}

std::int64_t unix_seconds(std::chrono::system_clock::time_point at) {
  return std::chrono::duration_cast<seconds>(at.time_since_epoch()).count();
}

} // namespace

rate_headers read_rate_headers(response const& answer) {
  return {first_number(answer, {"X-Rate-Limit", "X-RateLimit-Limit"}),
          first_number(answer, {"X-Rate-Limit-Remaining", "X-RateLimit-Remaining"}),
          first_number(answer, {"X-Rate-Limit-Reset", "X-RateLimit-Reset"})};
}

std::optional<std::int64_t> date_of(response const& answer, std::chrono::system_clock::time_point now) {
  std::string const* const text = find(answer.fields, "Date");
  return text == nullptr ? std::nullopt : read_http_date(*text, unix_seconds(now));
}

std::optional<milliseconds> requested_wait(response const& answer, std::chrono::system_clock::time_point now) {
  constexpr std::int64_t longest = 3600;
  std::int64_t const local = unix_seconds(now);
  // Cut to whole seconds it is never late, so the difference is never too short.
  std::int64_t const theirs = date_of(answer, now).value_or(local);
  // Not the difference itself: the server may send any number, and the subtraction must not overflow.
  auto const until = [theirs](std::int64_t at) { return seconds(std::clamp(at, theirs, theirs + longest) - theirs); };
  if (std::string const* after = find(answer.fields, "Retry-After")) {
    if (auto const wait = whole_number(*after)) return seconds(std::min(*wait, longest));
    if (auto const date = read_http_date(*after, local)) return until(*date);
  }
  if (auto const reset = read_rate_headers(answer).reset) return until(*reset);
  return std::nullopt;
}

}}} // namespace rubrica::v0_1::http
