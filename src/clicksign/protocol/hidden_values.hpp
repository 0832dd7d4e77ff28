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

/// Values that are masked wherever the service repeats them; by their look names and tokens cannot be told from other words.
using hidden_texts = std::vector<std::string_view>;

/// Finds values in texts, whole or in part and in many spellings: other case, accents, blanks and signs between the characters,
/// full width, escapes, hexadecimal and base64. The time grows with the sum of the sizes of values and text, not with their
/// product.
class hidden_values {
public:
  explicit hidden_values(hidden_texts const& values);

  /// The text with `***` instead of the hidden values.
  [[nodiscard]] std::string masked(std::string_view text) const;
  /// The text with `***` in place of each hidden value of several words that stands there whole. Every other word stays, which
  /// `masked` does not promise: a sentence and a value may share one.
  [[nodiscard]] std::string without_values(std::string_view text) const;

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

  void add_whole(letters const& value);
  static std::string without(std::vector<span> found, std::string_view text);

  std::vector<std::uint64_t> words_; // hashes, sorted
  std::vector<std::uint64_t> whole_;
  std::size_t longest_whole_ = 0; ///< letters
  std::vector<std::uint64_t> short_runs_;
  std::vector<std::uint64_t> long_runs_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
