#pragma once

#include "signing/signed_file/byte_source.hpp"

#include <array>
#include <cstdint>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

enum class token_kind {
  end,        ///< of the file
  unfinished, ///< the file ends inside a string
  dictionary_begin,
  dictionary_end,
  array_begin,
  array_end,
  name,
  text,        ///< `(…)`
  hexadecimal, ///< `<…>`
  number,      ///< a whole number without a sign
  word,        ///< a keyword, or another number
};

struct pdf_token {
  token_kind kind = token_kind::end;
  std::uint64_t begin = 0; ///< position of its first byte
  std::uint64_t end = 0;   ///< after its last byte
  /// A name without its slash and with its escapes resolved, a text without its brackets, a number or a word; its beginning when it
  /// is longer than any that matters. Stays until the next token.
  std::string_view text{};
};

/// Reads the objects of a PDF one after another, each byte once.
class pdf_tokens {
public:
  explicit pdf_tokens(byte_source& source) : source_(source) {}

  pdf_token next();
  [[nodiscard]] std::uint64_t position() const { return begin_ + at_; }
  void move_to(std::uint64_t position);

private:
  static constexpr int no_byte = -1;

  int peek() {
    if (at_ == window_.size()) load();
    return at_ < window_.size() ? static_cast<unsigned char>(window_[at_]) : no_byte;
  }
  void load();
  void skip_blanks();
  void keep(int byte);
  token_kind read_name();
  token_kind read_text();
  token_kind read_hexadecimal();
  token_kind read_word();

  byte_source& source_;
  std::string_view window_;
  std::uint64_t begin_ = 0; ///< position of the window
  std::size_t at_ = 0;      ///< in the window
  std::array<char, 64> kept_{};
  std::size_t kept_size_ = 0;
};

} // namespace signing
RUBRICA_END_NAMESPACE
