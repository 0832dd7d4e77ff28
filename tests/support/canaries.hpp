#pragma once

#include "crypto/base64.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rubrica_test {

/// The spellings in which a text may appear: raw, in hexadecimal, percent-encoded, escaped in JSON, and in base64 at each of its
/// three possible offsets in a longer text.
inline std::vector<std::string> spellings_of(std::string_view canary) {
  static constexpr char upper[] = "0123456789ABCDEF";
  static constexpr char lower[] = "0123456789abcdef";
  std::string hex, upper_hex, percent, json;
  for (char c : canary) {
    auto const byte = static_cast<unsigned char>(c);
    hex += {lower[byte >> 4], lower[byte & 15]};
    upper_hex += {upper[byte >> 4], upper[byte & 15]};
    bool const plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
                       c == '.' || c == '~';
    percent += plain ? std::string(1, c) : std::string{'%', upper[byte >> 4], upper[byte & 15]};
    json += c == '"' || c == '\\' || c == '/' ? std::string{'\\', c} : std::string(1, c);
  }
  std::vector<std::string> out{std::string(canary), hex, upper_hex, percent, json};
  for (std::size_t shift = 0; shift < 3; ++shift) {
    std::string text;
    rubrica::detail::append_base64(text, std::string(shift, 'x') + std::string(canary));
    // Only the characters in the middle depend on the canary alone.
    std::size_t const end = (shift + canary.size()) * 8 / 6;
    std::size_t const begin = shift == 0 ? 0 : shift + 1;
    out.push_back(text.substr(begin, end - begin));
  }
  return out;
}

/// The canaries that appear in the text, in any spelling.
inline std::vector<std::string> canaries_in(std::string_view text, std::vector<std::string> const& canaries) {
  std::vector<std::string> found;
  for (std::string const& canary : canaries) {
    for (std::string const& spelling : spellings_of(canary)) {
      if (text.find(spelling) != std::string_view::npos) found.push_back(canary + " as " + spelling);
    }
  }
  return found;
}

} // namespace rubrica_test
