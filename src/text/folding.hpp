#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// A letter or digit as all its spellings have it in common, and where it stands in the text.
struct folded_letter {
  char32_t value = 0;
  std::size_t begin = 0; ///< bytes of the text
  std::size_t end = 0;
  bool first = false; ///< of its word
};

enum class escapes {
  are_text,    ///< what looks like an escape is none
  are_resolved ///< `%41`, `\u0041`, `&#65;`, `=41` and the like, also one inside the other
};

/// The letters and digits of a text without what spellings differ in: case, accents, width, other alphabets' twins, invisible
/// characters, and whatever stands between words.
std::vector<folded_letter> folded(std::string_view text, escapes how = escapes::are_text);

/// The words of a text, folded, with one blank between them: to compare sentences.
std::string folded_sentence(std::string_view text);

/// What a letter has in common with its other forms; 0 for what is neither letter nor digit.
char32_t folded_form(char32_t letter) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
