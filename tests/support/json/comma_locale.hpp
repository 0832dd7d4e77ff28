#pragma once

#include <locale>
#include <string>

namespace rubrica_test {

/// A program whose numbers have a comma, and groups of digits.
class comma_locale {
public:
  comma_locale() : before_(std::locale::global(std::locale(std::locale::classic(), new punctuation))) {}
  ~comma_locale() { std::locale::global(before_); }

private:
  struct punctuation : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  std::locale before_;
};

} // namespace rubrica_test
