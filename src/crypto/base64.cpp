#include "crypto/base64.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

std::size_t encode_base64(char* out, std::string_view bytes) {
  int const written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out), reinterpret_cast<unsigned char const*>(bytes.data()),
                                      static_cast<int>(bytes.size()));
  return static_cast<std::size_t>(written);
}

void append_base64(std::string& out, std::string_view bytes) {
  std::size_t const before = out.size();
  out.resize(before + base64_length(bytes.size()) + 1);
  out.resize(before + encode_base64(out.data() + before, bytes));
}

namespace {

constexpr std::array<signed char, 256> base64_values() {
  std::array<signed char, 256> table{};
  for (auto& value : table) value = -1;
  constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < 64; ++i) table[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
  return table;
}

} // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  static constexpr auto values = base64_values();
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  text.remove_suffix(padding);
  std::string out(text.size() * 3 / 4, '\0');
  std::uint32_t bits = 0;
  int held = 0;
  char* next = out.data();
  for (char c : text) {
    signed char const value = values[static_cast<unsigned char>(c)];
    if (value < 0) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    *next++ = static_cast<char>((bits >> held) & 0xFFU);
  }
  return out;
}

} // namespace detail
RUBRICA_END_NAMESPACE
