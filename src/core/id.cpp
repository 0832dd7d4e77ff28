#include <rubrica/core/id.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE

bool is_valid_id(std::string_view text) noexcept {
  constexpr std::size_t longest = 64;
  return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

RUBRICA_END_NAMESPACE
