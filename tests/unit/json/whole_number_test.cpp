#include "support/catch.hpp"

#include "json/json_token.hpp"
#include "json/model_handlers.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace whole_number_test {

using rubrica::detail::read_number;
using rubrica::detail::whole_number;

TEST_CASE("a whole number is one in each way in which JSON writes it", "[json]") {
  std::pair<char const*, std::int64_t> const all[] = {{"0", 0},
                                                      {"-0", 0},
                                                      {"12", 12},
                                                      {"-12", -12},
                                                      {"12.0", 12},
                                                      {"1.2e1", 12},
                                                      {"120E-1", 12},
                                                      {"1e5", 100000},
                                                      {"-1.5e+3", -1500},
                                                      {"0.00e9", 0},
                                                      {"0.002e3", 2},
                                                      {"9223372036854775807", INT64_MAX},
                                                      {"-9223372036854775808", INT64_MIN},
                                                      {"9223372036854775807.0", INT64_MAX},
                                                      {"9.223372036854775807e18", INT64_MAX}};
  for (auto const& [text, value] : all) {
    INFO(text);
    CHECK(whole_number(text) == value);
  }
}

TEST_CASE("what is not a whole number of 64 bits is none", "[json]") {
  for (char const* text : {"",
                           " 1",
                           "1 ",
                           "+1",

                           "1.",
                           ".5",
                           "1.5",
                           "1e-1",
                           "0x10",
                           "1e",
                           "1e999999999999",
                           "NaN",
                           "1,0",
                           "1_0",
                           "9223372036854775808",
                           "1e19",
                           "1e30",
                           "-1e30",
                           "1e308",
                           "99999999999999999999",
                           "9.3e18"}) {
    INFO(text);
    CHECK_FALSE(whole_number(text));
  }
  CHECK_FALSE(whole_number(std::string(100'000, '9')));
  CHECK(whole_number("0." + std::string(100'000, '0')) == 0);
}

TEST_CASE("a number that does not fit leaves the value as it was", "[json]") {
  int value = 7;
  for (char const* text : {"2147483648", "-2147483649", "1e10", "1.5", "x"}) {
    CHECK_FALSE(read_number(text, value));
    CHECK(value == 7);
  }
  CHECK(read_number("2147483647", value));
  CHECK(value == 2147483647);
  CHECK(read_number("-2.147483648e9", value));
  CHECK(value == -2147483647 - 1);
}

} // namespace whole_number_test
