#pragma once

#include "support/catch.hpp"
#include "text/utf8.hpp"

#include <rubrica/core/label.hpp>
#include <rubrica/core/open_enum.hpp>

#include <set>
#include <string>
#include <string_view>

namespace rubrica_test {

/// One label, of a code: it is there, is text, is not the code itself, and fits into a line of a page.
inline void check_label(std::string_view code, std::string_view label) {
  INFO("code " << code << ", label " << label);
  constexpr std::size_t longest = 130;
  CHECK_FALSE(label.empty());
  CHECK(label != code);
  CHECK(label.find('_') == std::string_view::npos);
  CHECK(rubrica::detail::is_valid_utf8(label));
  CHECK(label.size() <= longest);
  bool const begins_small = !label.empty() && label.front() >= 'a' && label.front() <= 'z';
  CHECK_FALSE(begins_small);
}

/// The labels of one set of values in both languages. In a list to choose from, two that read the same cannot be told apart.
class label_check {
public:
  template <class Value> void add(std::string_view code, Value const& value) {
    for (auto const language : {rubrica::language::portuguese, rubrica::language::english}) {
      std::string const text(label(value, language));
      check_label(code, text);
      INFO("label " << text);
      CHECK(seen_.insert({language, text}).second);
    }
    ++count_;
  }
  [[nodiscard]] int count() const { return count_; }

private:
  std::set<std::pair<rubrica::language, std::string>> seen_{};
  int count_ = 0;
};

/// Every enumerator from the first to `last`.
template <class Enum> void check_labels_to(Enum last) {
  label_check check;
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    auto const one = static_cast<Enum>(value);
    check.add(to_string(one), one);
  }
  CHECK(check.count() == static_cast<int>(last) + 1);
}

/// Every constant of an open set; and a value that it does not know keeps its text, an absent one has none.
template <class Set> void check_labels_of() {
  label_check check;
  for (auto const& one : Set::all) check.add(one.text, Set(one));
  CHECK(check.count() > 0);
  for (auto const language : {rubrica::language::portuguese, rubrica::language::english}) {
    CHECK(label(Set("new_at_the_service"), language) == "new_at_the_service");
    CHECK(label(Set(), language).empty());
  }
}

} // namespace rubrica_test
