#include "text/form_field.hpp"

#include <algorithm>
#include <charconv>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    char const* const digits = text.data() + at + 1;
    bool const escaped =
        text[at] == '%' && text.size() - at > 2 && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2;
    out += escaped ? static_cast<char>(value) : text[at] == '+' ? ' ' : text[at];
    if (escaped) at += 2;
  }
  return out;
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
         c == '%' || c == '[' || c == ']';
}

} // namespace

std::vector<form_field> read_form(std::string_view text, std::size_t most) {
  std::vector<form_field> fields;
  while (!text.empty() && fields.size() < most) {
    std::size_t const end = std::min(text.find('&'), text.size());
    std::string_view const field = text.substr(0, end);
    std::size_t const equals = std::min(field.find('='), field.size());
    if (!field.empty())
      fields.push_back({decoded(field.substr(0, equals)), decoded(field.substr(std::min(equals + 1, field.size())))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return fields;
}

bool looks_like_form(std::string_view body) noexcept {
  auto const end = std::find_if_not(body.begin(), body.end(), &is_name_character);
  return end != body.end() && end != body.begin() && *end == '=' && body.front() != '[';
}

std::size_t json_field(std::vector<form_field> const& fields) noexcept {
  auto const is_json = [](form_field const& field) {
    std::size_t const first = field.value.find_first_not_of(" \t\r\n");
    return first != std::string::npos && (field.value[first] == '{' || field.value[first] == '[');
  };
  auto const found = std::find_if(fields.begin(), fields.end(), is_json);
  if (found == fields.end() || std::find_if(found + 1, fields.end(), is_json) != fields.end()) return fields.size();
  return static_cast<std::size_t>(found - fields.begin());
}

} // namespace detail
RUBRICA_END_NAMESPACE
