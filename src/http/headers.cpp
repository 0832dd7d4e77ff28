#include <rubrica/http/headers.hpp>

#include "text/ascii.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using detail::lower;

// RFC 9110 5.6.2: the characters of a field name.
constexpr bool is_token_char(char c) {
  if (detail::is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z')) return true;
  return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

} // namespace

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string const* find(headers const& fields, std::string_view name) {
  for (header const& field : fields) {
    if (same_name(field.name, name)) return &field.value;
  }
  return nullptr;
}

bool is_valid_header_name(std::string_view name) noexcept {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_token_char);
}

bool is_valid_header_value(std::string_view value) noexcept {
  return std::none_of(value.begin(), value.end(), [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

} // namespace http
RUBRICA_END_NAMESPACE
