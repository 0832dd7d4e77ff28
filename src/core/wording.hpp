#pragma once

#include <rubrica/core/language.hpp>
#include <rubrica/core/open_enum.hpp>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// One text in each language.
struct wording {
  std::string_view portuguese{};
  std::string_view english{};
};

constexpr std::string_view in(language wanted, wording const& text) {
  return wanted == language::english ? text.english : text.portuguese;
}

/// The wording of one value of an open set.
template <class Set> struct worded {
  typename Set::known value{};
  wording text{};
};

/// Whether the rows are those of the set's constants, in their order: for a `static_assert` beside the rows, so that a new constant
/// does not compile without its words.
template <class Set, std::size_t Count> constexpr bool words_all(worded<Set> const (&rows)[Count]) {
  if (Count != std::size(Set::all)) return false;
  for (std::size_t i = 0; i < Count; ++i) {
    if (rows[i].value != Set::all[i]) return false;
  }
  return true;
}

/// The label of a value; its own text where this version does not know it.
template <class Set, std::size_t Count>
std::string label_in(language wanted, open_enum<Set> const& value, worded<Set> const (&rows)[Count]) {
  for (worded<Set> const& row : rows) {
    if (value == row.value) return std::string(in(wanted, row.text));
  }
  return std::string(value.text());
}

} // namespace detail
RUBRICA_END_NAMESPACE
