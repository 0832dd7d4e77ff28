#pragma once

#include "text/ascii.hpp"

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// `all`, or page numbers from 1 with commas between them; ClickSign refuses ranges (clicksign-rest §8.1). The preflight and the
/// simulator use the same rule.
constexpr bool is_page_list(std::string_view pages) {
  if (pages == "all") return true;
  bool begins = true; // a number must come
  bool after_blank = false;
  for (char const c : pages) {
    bool const digit = detail::is_digit(c);
    if (!digit && c != ',' && c != ' ') return false;
    if (digit && begins && c == '0') return false;
    if (digit && !begins && after_blank) return false;
    if (c == ',' && begins) return false;
    if (digit) begins = false;
    if (c == ',') begins = true;
    after_blank = c == ' ';
  }
  return !begins;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
