#include <rubrica/clicksign/position.hpp>

#include <algorithm>
#include <cmath>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

error_info refused(char const* why) {
  return make_error(errc::invalid_argument, why);
}

/// The position on the page as a viewer shows it, which turns it clockwise; x and y count from its upper left before that.
position turned(int page, int degrees, double x, double y) {
  switch (degrees) {
  case 90: return {page, 1 - y, x};
  case 180: return {page, 1 - x, 1 - y};
  case 270: return {page, y, 1 - x};
  default: return {page, x, y};
  }
}

} // namespace

result<position> position_of_point(int page, page_box const& box, double x, double y) {
  if (page < 1) return refused("pages count from 1");
  if (box.rotation % 90 != 0) return refused("a page is turned by multiples of 90 degrees");
  // PDF allows any two opposite corners.
  auto const [left, right] = std::minmax(box.left, box.right);
  auto const [bottom, top] = std::minmax(box.bottom, box.top);
  double const width = right - left;
  double const height = top - bottom;
  bool const has_area = std::isfinite(width) && std::isfinite(height) && width > 0 && height > 0;
  if (!has_area) return refused("the box of a page is empty");
  bool const inside = x >= left && x <= right && y >= bottom && y <= top; // false for NaN
  if (!inside) return refused("the point is outside of the page");
  constexpr int whole_turn = 360;
  int const degrees = (box.rotation % whole_turn + whole_turn) % whole_turn;
  return turned(page, degrees, (x - left) / width, 1 - (y - bottom) / height);
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
