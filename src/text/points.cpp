#include "text/points.hpp"

#include "text/code_point.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace text {
namespace {

struct span {
  char32_t first;
  char32_t last;
};

template <std::size_t N> bool within(span const (&spans)[N], char32_t c) {
  return std::any_of(std::begin(spans), std::end(spans), [c](span const& one) { return c >= one.first && c <= one.last; });
}

constexpr span blanks[] = {{0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                           {0x202F, 0x202F}, {0x205F, 0x205F}, {0x2800, 0x2800}, {0x3000, 0x3000}};
constexpr span controls[] = {{0x00, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x2029}};
constexpr span invisibles[] = {{0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},   {0x115F, 0x1160},  {0x17B4, 0x17B5},
                               {0x180B, 0x180F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},  {0x3164, 0x3164},
                               {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF}};
constexpr span dashes[] = {{0x2D, 0x2D},     {0x2010, 0x2015}, {0x2043, 0x2043}, {0x2212, 0x2212},
                           {0xFE58, 0xFE58}, {0xFE63, 0xFE63}, {0xFF0D, 0xFF0D}};
// Characters above ASCII that are not letters: signs of Latin-1, punctuation, currency, arrows, mathematics, boxes, private use,
// emoji.
constexpr span signs[] = {{0x80, 0xA9},       {0xAB, 0xB4},       {0xB6, 0xB9},        {0xBB, 0xBF},     {0xD7, 0xD7},
                          {0xF7, 0xF7},       {0x2000, 0x2070},   {0x2074, 0x207E},    {0x2080, 0x208E}, {0x20A0, 0x20CF},
                          {0x2100, 0x2BFF},   {0x2E00, 0x2FFF},   {0x3000, 0x3004},    {0x3008, 0x3020}, {0xD800, 0xF8FF},
                          {0xFE10, 0xFE6F},   {0xFF00, 0xFF20},   {0xFF3B, 0xFF40},    {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF},
                          {0x1D000, 0x1D3FF}, {0x1F000, 0x1FFFF}, {0xE0000, 0x10FFFF}, {broken, broken}};

} // namespace

point point_at(std::string_view text, std::size_t at) {
  detail::code_point const here = detail::code_point_at(text, at);
  return {here.valid ? here.value : broken, here.size};
}

bool is_blank(char32_t c) {
  return within(blanks, c);
}

bool is_control(char32_t c) {
  return within(controls, c);
}

bool is_invisible(char32_t c) {
  return within(invisibles, c);
}

bool is_dash(char32_t c) {
  return within(dashes, c);
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return !within(signs, c) && !is_blank(c) && !is_invisible(c);
}

} // namespace text
RUBRICA_END_NAMESPACE
