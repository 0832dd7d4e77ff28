#include "text/percent.hpp"

#include <fmt/format.h>

#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
                       c == '.' || c == '~';
    if (plain)
      out += c;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

} // namespace detail
RUBRICA_END_NAMESPACE
