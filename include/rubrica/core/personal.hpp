#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

/// A value about a person: name, e-mail, phone, CPF, birthday, IP address.
///
/// It always prints masked (`masked()`), so that a log line cannot leak it. `reveal()` returns the value itself.
class RUBRICA_EXPORT personal {
public:
  personal() = default;
  personal(std::string value) : value_(std::move(value)) {}
  personal(std::string_view value) : value_(value) {}
  personal(const char* value) : value_(value == nullptr ? "" : value) {}

  /// The value itself, for the people whose data it is. Not for a log.
  [[nodiscard]] std::string const& reveal() const noexcept { return value_; }
  /// Whether there is no value.
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

/// A copy of the text with these words masked: words that contain an e-mail address, six or more digits or more than 80
/// characters, and consecutive words of digits with at least eight digits together. Blanks of all kinds, control characters,
/// line separators and bidirectional controls become spaces. For showing texts that somebody else wrote. It does not recognise
/// names of people.
RUBRICA_EXPORT std::string without_personal_values(std::string_view text);

RUBRICA_END_NAMESPACE
