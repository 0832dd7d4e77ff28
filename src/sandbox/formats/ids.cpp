#include "sandbox/formats/ids.hpp"

#include "crypto/random.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

id_source::id_source(std::uint64_t seed) : engine_(seed == 0 ? detail::random_bits() : seed) {}

std::string id_source::hex(std::size_t digits) {
  std::string text;
  text.reserve(digits);
  while (text.size() < digits) {
    std::uint64_t bits = engine_();
    for (int i = 0; i < 16 && text.size() < digits; ++i, bits >>= 4) text += hex_digits[bits & 15];
  }
  return text;
}

std::string id_source::uuid() {
  std::string text = hex(32);
  text[12] = '4';
  text[16] = hex_digits[8 + (text[16] & 3)];
  for (std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
  return text;
}

bool is_uuid(std::string const& text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
