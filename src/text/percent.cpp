#include "text/percent.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

void append_escaped(std::string& out, unsigned char byte) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (char const c : {'%', digits[byte >> 4], digits[byte & 0xF]}) out += c;
}

} // namespace

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
                       c == '.' || c == '~';
    if (plain)
      out += c;
    else
      append_escaped(out, static_cast<unsigned char>(c));
  }
  return out;
}

} // namespace detail
RUBRICA_END_NAMESPACE
