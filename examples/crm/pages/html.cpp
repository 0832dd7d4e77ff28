#include "pages/html.hpp"

#include <stdexcept>

namespace crm {

std::string html::part(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default: out += c;
    }
  }
  return out;
}

void html::fill(std::string_view literal, std::initializer_list<std::string> values) {
  constexpr std::string_view place = "{}";
  for (std::string const& value : values) {
    auto const at = literal.find(place);
    if (at == std::string_view::npos) throw std::logic_error("markup has fewer places than values");
    text_.append(literal.substr(0, at)).append(value);
    literal.remove_prefix(at + place.size());
  }
  if (literal.find(place) != std::string_view::npos) throw std::logic_error("markup has more places than values");
  text_.append(literal);
}

} // namespace crm
