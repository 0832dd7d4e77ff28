#pragma once

#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/result.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What the signer puts at a place (`kind` of a `rubricate`).
struct rubric_kind : open_enum<rubric_kind> {
  using open_enum::open_enum;
  static constexpr known initials{"initials"};     ///< the default
  static constexpr known manuscript{"manuscript"}; ///< a signature drawn by hand
  static constexpr known all[] = {initials, manuscript};
};

/// A place on a page, as ClickSign counts it (an item of `positions`, clicksign-rest §8.6).
struct position {
  int page = 1; ///< from 1
  double x = 0; ///< part of the page's width, from the left edge (0) to the right (1)
  double y = 0; ///< part of the page's height, from the top (0) to the foot (1)

  friend bool operator==(position const& a, position const& b) noexcept { return a.page == b.page && a.x == b.x && a.y == b.y; }
  friend bool operator!=(position const& a, position const& b) noexcept { return !(a == b); }
};

/// A page of a PDF as the file describes it: its `/CropBox` (or `/MediaBox`) in points, and its `/Rotate`.
struct page_box {
  double left = 0;
  double bottom = 0;
  double right = 595.276; ///< A4
  double top = 841.89;
  int rotation = 0; ///< degrees clockwise, a multiple of 90
};

/// The position of a point that is given in PDF user space: in points, counted from the lower left, before the rotation.
/// `invalid_argument` for a page below 1, an empty box, a rotation that is no multiple of 90, or a point outside the box. The
/// box may name any two opposite corners. That ClickSign counts on the page as a viewer shows it, turned clockwise, is not measured.
RUBRICA_EXPORT result<position> position_of_point(int page, page_box const& box, double x, double y);

} // namespace clicksign
RUBRICA_END_NAMESPACE
