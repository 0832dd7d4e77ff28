#include "support/catch.hpp"

#include <rubrica/clicksign/position.hpp>

#include <cmath>
#include <limits>

namespace position_test {

using namespace rubrica;
using namespace rubrica::clicksign;

namespace {

constexpr page_box letter(int rotation) {
  page_box out;
  out.left = 10;
  out.bottom = 20;
  out.right = 622;
  out.top = 812;
  out.rotation = rotation;
  return out;
}

position at(page_box const& box, double x, double y) {
  return position_of_point(2, box, x, y).value();
}

/// The four corners of the file's page, from its upper left clockwise.
std::vector<position> corners_of(int rotation) {
  page_box const box = letter(rotation);
  return {at(box, 10, 812), at(box, 622, 812), at(box, 622, 20), at(box, 10, 20)};
}

constexpr position upper_left{2, 0, 0}, upper_right{2, 1, 0}, lower_right{2, 1, 1}, lower_left{2, 0, 1};

} // namespace

TEST_CASE("the corners of a page become the corners of positions, whichever way it is turned", "[clicksign][requirements]") {
  using corners = std::vector<position>;
  for (int const turns : {0, 360, -360, 720})
    CHECK(corners_of(turns) == corners{upper_left, upper_right, lower_right, lower_left});
  for (int const turns : {90, -270, 450}) CHECK(corners_of(turns) == corners{upper_right, lower_right, lower_left, upper_left});
  for (int const turns : {180, -180, 540}) CHECK(corners_of(turns) == corners{lower_right, lower_left, upper_left, upper_right});
  for (int const turns : {270, -90, -450}) CHECK(corners_of(turns) == corners{lower_left, upper_left, upper_right, lower_right});
}

TEST_CASE("the parts of a turned page are parts of the width and height that a viewer shows", "[clicksign][requirements]") {
  // A quarter of the width from the left, a tenth of the height from the top.
  double const x = 10 + 612 * 0.25;
  double const y = 812 - 792 * 0.1;
  auto const is_near = [](position const& found, double wanted_x, double wanted_y) {
    return std::abs(found.x - wanted_x) < 1e-12 && std::abs(found.y - wanted_y) < 1e-12;
  };
  CHECK(is_near(at(letter(0), x, y), 0.25, 0.1));
  CHECK(is_near(at(letter(90), x, y), 0.9, 0.25));
  CHECK(is_near(at(letter(180), x, y), 0.75, 0.9));
  CHECK(is_near(at(letter(270), x, y), 0.1, 0.75));
}

TEST_CASE("the box of a page may name any two opposite corners, and is A4 unless it is given", "[clicksign][requirements]") {
  page_box const box{622, 812, 10, 20, 0};
  CHECK(at(box, 10, 812) == upper_left);
  CHECK(at(box, 622, 20) == lower_right);
  CHECK(at({}, 0, 841.89) == upper_left);
  CHECK(at({}, 595.276, 0) == lower_right);
  CHECK(at({}, 0, 841.89).page == 2);
}

TEST_CASE("a point that has no position is refused", "[clicksign][requirements]") {
  auto const refused = [](int page, page_box const& box, double x, double y) {
    auto const found = position_of_point(page, box, x, y);
    return !found && found.error().code == errc::invalid_argument;
  };
  double const nan = std::nan("");
  double const infinite = std::numeric_limits<double>::infinity();
  CHECK(refused(0, letter(0), 10, 20));
  CHECK(refused(-1, letter(0), 10, 20));
  for (int const turns : {1, 45, -45, 89, 91, 269}) CHECK(refused(1, letter(turns), 10, 20));
  CHECK(refused(1, {0, 0, 0, 100, 0}, 0, 0));
  CHECK(refused(1, {0, 50, 100, 50, 0}, 0, 50));
  CHECK(refused(1, {0, 0, infinite, 100, 0}, 0, 0));
  CHECK(refused(1, {0, nan, 100, 100, 0}, 0, 0));
  CHECK(refused(1, letter(0), 9.9, 20));
  CHECK(refused(1, letter(0), 622.1, 20));
  CHECK(refused(1, letter(90), 10, 19.9));
  CHECK(refused(1, letter(90), 10, 812.1));
  CHECK(refused(1, letter(0), nan, 20));
  CHECK(refused(1, letter(0), 10, infinite));
}

} // namespace position_test
