#include "support/catch.hpp"

#include "text/eight_bytes.hpp"

#include <string>

using rubrica::detail::eight_bytes;

TEST_CASE("a check of eight bytes at once says of each byte what a check of that byte alone says", "[text]") {
  for (char const* around : {"\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f", "    !!!!", "\x21#[]~ab#"}) {
    for (int value = 0; value < 256; ++value) {
      for (std::size_t place = 0; place < eight_bytes::size; ++place) {
        std::string text(around, eight_bytes::size);
        text[place] = static_cast<char>(value);
        eight_bytes const eight(text.data());
        bool const fine = eight.any_above_ascii() == (value >= 0x80) && eight.any_below(0x20) == (value < 0x20) &&
                          eight.any('"') == (value == '"') && eight.any('\\') == (value == '\\');
        if (!fine) FAIL("byte " << value << " in place " << place);
      }
    }
  }
}
