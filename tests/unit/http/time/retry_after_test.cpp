#include "support/catch.hpp"

#include "http/time/http_date.hpp"
#include "http/time/retry_after.hpp"

namespace retry_after_test {

using namespace rubrica::http;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

// 2026-11-22T13:00:03Z, a Sunday
constexpr std::int64_t now = 1795352403;

struct vector {
  const char* why;
  headers fields;
  std::optional<int> wait; ///< seconds
};

std::optional<milliseconds> wait_of(headers fields, std::int64_t local = now) {
  return requested_wait({429, std::move(fields), {}}, std::chrono::system_clock::time_point(seconds(local)));
}

} // namespace

TEST_CASE("Retry-After says in seconds or as a date how long to wait", "[http][time]") {
  vector const vectors[] = {
      // seconds
      {"seconds", {{"Retry-After", "7"}}, 7},
      {"another case of the name", {{"retry-after", "7"}}, 7},
      {"at once", {{"Retry-After", "0"}}, 0},
      {"leading zeros", {{"Retry-After", "007"}}, 7},
      {"a day", {{"Retry-After", "86400"}}, std::nullopt},
      {"exactly the longest", {{"Retry-After", "3600"}}, 3600},
      {"a second more than the longest", {{"Retry-After", "3601"}}, std::nullopt},
      {"three thousand years", {{"Retry-After", "100000000000"}}, std::nullopt},
      {"the largest number", {{"Retry-After", "9223372036854775807"}}, std::nullopt},
      {"larger than any number", {{"Retry-After", "9223372036854775808"}}, std::nullopt},
      {"much larger than any number", {{"Retry-After", "99999999999999999999999999"}}, std::nullopt},
      {"negative", {{"Retry-After", "-5"}}, std::nullopt},
      {"a sign", {{"Retry-After", "+5"}}, std::nullopt},
      {"a fraction", {{"Retry-After", "1.5"}}, std::nullopt},
      {"an exponent", {{"Retry-After", "1e3"}}, std::nullopt},
      {"hexadecimal", {{"Retry-After", "0x10"}}, std::nullopt},
      {"a unit", {{"Retry-After", "5s"}}, std::nullopt},
      {"nothing", {{"Retry-After", ""}}, std::nullopt},
      {"a word", {{"Retry-After", "soon"}}, std::nullopt},
      {"not a number", {{"Retry-After", "NaN"}}, std::nullopt},
      {"infinite", {{"Retry-After", "inf"}}, std::nullopt},
      {"the first of two", {{"Retry-After", "5"}, {"Retry-After", "9"}}, 5},
      {"the first of two that can be read", {{"Retry-After", "NaN"}, {"Retry-After", "9"}}, 9},
      {"the first of two that is plausible", {{"Retry-After", "100000000000"}, {"Retry-After", "9"}}, 9},
      {"an implausible one does not hide the reset", {{"Retry-After", "99999999"}, {"X-Rate-Limit-Reset", "1795352410"}}, 7},
      // dates
      {"a date", {{"Retry-After", "Sun, 22 Nov 2026 13:00:10 GMT"}}, 7},
      {"a date against the answer's own",
       {{"Retry-After", "Sun, 22 Nov 2026 13:00:10 GMT"}, {"Date", "Sun, 22 Nov 2026 13:00:04 GMT"}},
       6},
      {"the server's clock is an hour ahead",
       {{"Retry-After", "Sun, 22 Nov 2026 14:00:10 GMT"}, {"Date", "Sun, 22 Nov 2026 14:00:04 GMT"}},
       6},
      {"the server's clock is an hour behind",
       {{"Retry-After", "Sun, 22 Nov 2026 12:00:10 GMT"}, {"Date", "Sun, 22 Nov 2026 12:00:04 GMT"}},
       6},
      {"the date of RFC 850", {{"Retry-After", "Sunday, 22-Nov-26 13:00:10 GMT"}}, 7},
      {"the date of asctime", {{"Retry-After", "Sun Nov 22 13:00:10 2026"}}, 7},
      {"a past date", {{"Retry-After", "Sun, 22 Nov 2026 12:59:59 GMT"}}, 0},
      {"long past", {{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}}, 0},
      {"the same moment", {{"Retry-After", "Sun, 22 Nov 2026 13:00:03 GMT"}}, 0},
      {"next year", {{"Retry-After", "Mon, 22 Nov 2027 13:00:03 GMT"}}, std::nullopt},
      {"the last year", {{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"}}, std::nullopt},
      {"no such day", {{"Retry-After", "Sun, 31 Nov 2026 13:00:10 GMT"}}, std::nullopt},
      {"no such hour", {{"Retry-After", "Sun, 22 Nov 2026 25:00:10 GMT"}}, std::nullopt},
      {"no such month", {{"Retry-After", "Sun, 22 Nav 2026 13:00:10 GMT"}}, std::nullopt},
      {"another zone", {{"Retry-After", "Sun, 22 Nov 2026 13:00:10 BRT"}}, std::nullopt},
      {"cut", {{"Retry-After", "Sun, 22 Nov 2026 13:00"}}, std::nullopt},
      {"the date of ISO 8601", {{"Retry-After", "2026-11-22T13:00:10Z"}}, std::nullopt},
      // the end of the window
      {"the reset", {{"X-Rate-Limit-Reset", "1795352410"}}, 7},
      {"its other spelling", {{"X-RateLimit-Reset", "1795352410"}}, 7},
      {"the documented spelling first", {{"X-RateLimit-Reset", "1795352420"}, {"X-Rate-Limit-Reset", "1795352410"}}, 7},
      {"a broken one does not hide the other", {{"X-Rate-Limit-Reset", "x"}, {"X-RateLimit-Reset", "1795352410"}}, 7},
      {"Retry-After first", {{"X-Rate-Limit-Reset", "1795352410"}, {"Retry-After", "3"}}, 3},
      {"a broken Retry-After does not hide it", {{"X-Rate-Limit-Reset", "1795352410"}, {"Retry-After", "soon"}}, 7},
      {"the reset against the answer's own date",
       {{"X-Rate-Limit-Reset", "1795356010"}, {"Date", "Sun, 22 Nov 2026 14:00:04 GMT"}},
       6},
      {"a broken date counts as none", {{"X-Rate-Limit-Reset", "1795352410"}, {"Date", "today"}}, 7},
      {"a past reset", {{"X-Rate-Limit-Reset", "1795352400"}}, 0},
      {"a reset of zero", {{"X-Rate-Limit-Reset", "0"}}, 0},
      {"a far reset", {{"X-Rate-Limit-Reset", "9223372036854775807"}}, std::nullopt},
      {"a negative reset", {{"X-Rate-Limit-Reset", "-1"}}, std::nullopt},
      {"the limit alone", {{"X-Rate-Limit", "50"}, {"X-Rate-Limit-Remaining", "0"}}, std::nullopt},
      {"nothing at all", {}, std::nullopt},
  };
  static_assert(std::size(vectors) >= 40, "as many as were promised");
  for (vector const& one : vectors) {
    INFO(one.why);
    auto const wait = wait_of(one.fields);
    REQUIRE(wait.has_value() == one.wait.has_value());
    if (wait) CHECK(*wait == seconds(*one.wait));
  }
}

TEST_CASE("Retry-After is read without harm by a clock before 1970 or at the end of time", "[http][time]") {
  CHECK(wait_of({{"X-Rate-Limit-Reset", "1795352410"}}, -1'000'000) == std::nullopt);
  CHECK(wait_of({{"X-Rate-Limit-Reset", "9223372036854775807"}}, 0) == std::nullopt);
}

TEST_CASE("a year of two digits in an HTTP date is less than fifty years ahead", "[http][time]") {
  auto const year_2026 = now;
  CHECK(read_http_date("Sunday, 06-Nov-94 08:49:37 GMT", year_2026) == 784111777);
  CHECK(read_http_date("Sunday, 22-Nov-26 13:00:03 GMT", year_2026) == now);
  CHECK(read_http_date("Monday, 01-Jan-76 00:00:00 GMT", year_2026) == 3345062400);  // 2076
  CHECK(read_http_date("Saturday, 01-Jan-77 00:00:00 GMT", year_2026) == 220924800); // 1977
}

TEST_CASE("the three forms of an HTTP date are the same moment", "[http][time]") {
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    CHECK(read_http_date(text, now) == 784111777);
  for (const char* text :
       {"", "GMT", "Sun, 06 Nov 94 08:49:37 UTC", "Sun, 06 Nov 194 08:49:37 GMT", "Sun, 6x Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 anF 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT GMT"})
    CHECK_FALSE(read_http_date(text, now).has_value());
}

} // namespace retry_after_test
