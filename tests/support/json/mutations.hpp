#pragma once

#include <cstddef>
#include <iterator>
#include <random>
#include <string>

// Texts that are almost what a parser expects.

namespace rubrica_test {

/// Pieces that have caused errors in parsers of JSON, forms and UTF-8.
inline constexpr char const* stumbling_blocks[] = {"\"",
                                                   "\\",
                                                   "{",
                                                   "}",
                                                   "[",
                                                   "]",
                                                   ",",
                                                   ":",
                                                   "\\u0000",
                                                   "\\ud83d\\ude00",
                                                   "\\ud800",
                                                   "\\udc00",
                                                   "\\u00e9",
                                                   "1e999",
                                                   "1e-999",
                                                   "-0",
                                                   "-0.0",
                                                   "00",
                                                   "1.",
                                                   ".5",
                                                   "0.1e+5",
                                                   "true",
                                                   "nul",
                                                   "NaN",
                                                   "\t",
                                                   "\n",
                                                   "\x0c",
                                                   "\x1a",
                                                   "\x7f",
                                                   "\xC3",
                                                   "\xED\xA0\x80",
                                                   "\xF0\x9F\x98\x80",
                                                   "\xC0\x80",
                                                   "\xEF\xBB\xBF",
                                                   "\"k\":1,",
                                                   "\"k\":2,",
                                                   "18446744073709551616",
                                                   "-9223372036854775809",
                                                   "\"\"",
                                                   "/**/",
                                                   "[[[[",
                                                   "\\/",
                                                   "\\x",
                                                   "\\u12",
                                                   "%7B",
                                                   "%",
                                                   "=",
                                                   "&",
                                                   "+"};

/// One to three changes of a byte, a bit or a piece.
inline std::string mutated(std::string text, std::mt19937& random) {
  auto const place = [&] { return text.empty() ? 0 : random() % text.size(); };
  for (unsigned changes = 1 + random() % 3; changes > 0; --changes) {
    switch (random() % 6) {
    case 0:
      if (!text.empty()) text[place()] = static_cast<char>(random() % 256);
      break;
    case 1:
      if (!text.empty()) text[place()] ^= static_cast<char>(1 << random() % 8);
      break;
    case 2: text.erase(place(), 1 + random() % 5); break;
    case 3: text.insert(place(), stumbling_blocks[random() % std::size(stumbling_blocks)]); break;
    case 4: text.resize(place()); break;
    default: text.insert(place(), text.substr(place(), random() % 40)); break;
    }
  }
  return text;
}

/// The JSON text without line breaks and indentation.
inline std::string without_layout(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') {
      while (at + 1 < text.size() && text[at + 1] == ' ') ++at;
    } else {
      out += text[at];
    }
  }
  return out;
}

} // namespace rubrica_test
