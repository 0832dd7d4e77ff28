#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// What all spellings of a letter or digit have in common, and its position in the text.
struct folded_letter {
  char32_t value = 0;
  std::size_t begin = 0; ///< bytes of the text
  std::size_t end = 0;
  bool first = false; ///< of its word
};

enum class escapes {
  are_text,    ///< what looks like an escape is text
  are_resolved ///< `%41`, `\u0041`, `&#65;`, `=41` and the like are resolved, also nested
};

/// The letters and digits of a text without the differences between spellings: case, accents, width, lookalikes of other
/// alphabets, invisible characters, and everything between words.
std::vector<folded_letter> folded(std::string_view text, escapes style = escapes::are_text);

/// The words of a text, folded, with one blank between them: to compare sentences.
std::string folded_sentence(std::string_view text);

/// The common form of a letter; 0 when it is neither a letter nor a digit.
char32_t folded_form(char32_t letter) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
