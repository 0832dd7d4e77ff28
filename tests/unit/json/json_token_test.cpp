#include "support/catch.hpp"

#include "support/json/comma_locale.hpp"

#include "json/json_token.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

namespace json_token_test {

using rubrica::detail::double_of;
using rubrica::detail::is_json_number;

namespace {

/// 2^1024 - 2^970: smaller numbers round to the largest double, others to infinity.
std::string const halfway =
    "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070963302864166928879109"
    "4655554785194040263065748867150582068190890200070838367627385484581771153176447573027006985557136695962284291481986083493"
    "6475292719074168444365510704342711559699508093042880177904174497792";

std::string just_below_halfway() {
  std::string text = halfway;
  text.back() = '1';
  return text;
}

/// Of a number that may be near the largest double, near the smallest, or anywhere.
std::string random_number(std::mt19937_64& random) {
  auto const draw = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  std::string digits = draw(3) == 0 ? halfway.substr(0, static_cast<std::size_t>(1 + draw(30))) : std::to_string(random());
  while (digits.front() == '0') digits.front() = '1';
  std::string text = draw(1) == 0 ? "-" : "";
  text += digits;
  if (draw(1) == 0) text += "." + std::to_string(random());
  int const exponents[] = {308 - static_cast<int>(digits.size()) + draw(2), -330 + draw(12), draw(40) - 20};
  return text + (draw(1) == 0 ? "e" : "E") + std::to_string(exponents[draw(2)]);
}

} // namespace

TEST_CASE("JSON number: one that rounds to infinity is none, to the last digit", "[json]") {
  for (std::string const& text :
       {just_below_halfway(), just_below_halfway() + ".999", halfway.substr(0, 20) + "e289",
        std::string("1.7976931348623157e308"), std::string("1.7976931348623158e+308"), "0." + halfway.substr(0, 20) + "e309",
        "0.00" + just_below_halfway() + "e311", just_below_halfway() + "00e-2"}) {
    INFO(text);
    CHECK(is_json_number(text));
    CHECK(is_json_number("-" + text));
    CHECK(std::isfinite(double_of(text).value()));
  }
  for (std::string const& text : {halfway, halfway + ".0", halfway + "0e-1", std::string("1.7976931348623159e308"),
                                  "0.00" + halfway + "E311", std::string("1e309"), std::string(310, '9'),
                                  std::string("1e99999999999999999999999999"), "0." + std::string(400, '0') + "2e800"}) {
    INFO(text);
    CHECK_FALSE(is_json_number(text));
    CHECK_FALSE(is_json_number("-" + text));
    CHECK_FALSE(double_of(text).has_value());
  }
}

TEST_CASE("JSON number: zero and what is too small are numbers with any exponent", "[json]") {
  for (char const* text : {"0e99999999999999999999999999", "-0.000e400", "1e-99999999999999999999999999", "4e-324", "2e-324"})
    CHECK(is_json_number(text));
  CHECK(double_of("-0.000e400") == 0.0);
  CHECK(double_of("1e-99999999999999999999999999") == 0.0);
  CHECK(double_of("4e-324") == std::numeric_limits<double>::denorm_min());
}

TEST_CASE("JSON number: the double is the nearest one, and the same where numbers have commas", "[json]") {
  std::mt19937_64 random(20261128);
  for (int round = 0; round < 100'000; ++round) {
    std::string const text = random_number(random);
    double const right = std::strtod(text.c_str(), nullptr); // the C library's own locale is left alone
    auto const read = double_of(text);
    if (read.has_value() != std::isfinite(right)) FAIL(text);
    if (read && *read != right) FAIL(text);
    if (round % 10 != 0) continue;
    rubrica_test::comma_locale const commas;
    if (double_of(text) != read) FAIL(text << " with commas");
  }
}

TEST_CASE("JSON number: what only looks like one to another reader has no value", "[json]") {
  for (char const* text : {"", "-", "nan", "inf", "-Infinity", "0x10", "0x1p3", "+1", ".5", "5.", "1,5", "1.000,5", " 1", "1 ",
                           "01", "1e", "1e+", "1_000", "1f"})
    CHECK_FALSE(double_of(text).has_value());
}

} // namespace json_token_test
