#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

/// A value about a person: name, e-mail, phone, CPF, birthday, IP address.
///
/// It prints masked everywhere (`masked()`), so that a log line cannot leak it; `reveal()` gives the value to the code
/// that has a reason to see it.
class RUBRICA_EXPORT personal {
public:
  personal() = default;
  personal(std::string value) : value_(std::move(value)) {}
  personal(std::string_view value) : value_(value) {}
  personal(const char* value) : value_(value == nullptr ? "" : value) {}

  [[nodiscard]] std::string const& reveal() const noexcept { return value_; }
  [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

  /// `a***@***` for an e-mail, `*****91` for digits, `A*** S***` for words.
  [[nodiscard]] std::string masked() const;

  friend bool operator==(personal const& a, personal const& b) { return a.value_ == b.value_; }
  friend bool operator!=(personal const& a, personal const& b) { return !(a == b); }

  template <class Stream> friend auto operator<<(Stream& out, personal const& value) -> decltype(out << std::string()) {
    return out << value.masked();
  }

private:
  std::string value_;
};

/// A copy of a text in which words are masked that hold an e-mail address, six or more digits or more than 80 characters, and
/// words of digits one after another that have eight together. Blanks of all kinds, controls, line separators and marks of
/// direction become spaces. For texts written by somebody else that must be shown; names it cannot know.
RUBRICA_EXPORT std::string without_personal_values(std::string_view text);

RUBRICA_END_NAMESPACE
