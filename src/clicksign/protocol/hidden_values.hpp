#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
struct folded_letter;
} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What is masked wherever the service repeats it: a name or a token looks like any other word.
using hidden_texts = std::vector<std::string_view>;

/// Finds values in texts, whole or in part and in many spellings: other case, accents, blanks and signs between the characters,
/// full width, escapes, hexadecimal and base64. Time grows with the sizes of the values and of the text, not with their product.
class hidden_values {
public:
  explicit hidden_values(hidden_texts const& values);

  /// The text with `***` in place of what is hidden.
  [[nodiscard]] std::string masked(std::string_view text) const;

private:
  struct span {
    std::size_t begin;
    std::size_t end;
  };
  using letters = std::vector<detail::folded_letter>;

  void add(letters const& value);
  void mark(letters const& text, std::vector<span>& found) const;
  void mark_encoded(std::string_view text, std::vector<span>& found) const;
  [[nodiscard]] bool holds_any(std::string_view bytes) const;

  std::vector<std::uint64_t> words_; // hashes, in order
  std::vector<std::uint64_t> short_runs_;
  std::vector<std::uint64_t> long_runs_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
