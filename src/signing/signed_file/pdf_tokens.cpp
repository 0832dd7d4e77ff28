#include "signing/signed_file/pdf_tokens.hpp"

#include "text/ascii.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

enum class byte_class : unsigned char { regular, blank, delimiter };

constexpr std::array<byte_class, 256> make_classes() {
  std::array<byte_class, 256> out{};
  for (char c : {'\0', '\t', '\n', '\f', '\r', ' '}) out[static_cast<unsigned char>(c)] = byte_class::blank;
  for (char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) out[static_cast<unsigned char>(c)] = byte_class::delimiter;
  return out;
}

constexpr std::array<byte_class, 256> classes = make_classes();

bool is_regular(int byte) {
  return byte >= 0 && classes[static_cast<std::size_t>(byte)] == byte_class::regular;
}

bool is_blank(int byte) {
  return byte >= 0 && classes[static_cast<std::size_t>(byte)] == byte_class::blank;
}

} // namespace

void pdf_tokens::load() {
  begin_ += at_;
  window_ = source_.at(begin_);
  at_ = 0;
}

void pdf_tokens::move_to(std::uint64_t position) {
  begin_ = position;
  window_ = {};
  at_ = 0;
}

void pdf_tokens::keep(int byte) {
  if (kept_size_ < kept_.size()) kept_[kept_size_++] = static_cast<char>(byte);
}

void pdf_tokens::skip_blanks() {
  for (int c = peek(); is_blank(c) || c == '%'; c = peek()) {
    if (c == '%') {
      while (c != no_byte && c != '\n' && c != '\r') {
        ++at_;
        c = peek();
      }
    } else {
      ++at_;
    }
  }
}

token_kind pdf_tokens::read_name() {
  while (is_regular(peek())) {
    int const c = peek();
    ++at_;
    if (c != '#') {
      keep(c);
      continue;
    }
    int const high = detail::hex_digit(static_cast<char>(peek()));
    if (high < 0) {
      keep(c);
      continue;
    }
    char const first = static_cast<char>(peek());
    ++at_;
    int const low = detail::hex_digit(static_cast<char>(peek()));
    if (low < 0) {
      keep(c);
      keep(first);
      continue;
    }
    ++at_;
    keep(high * 16 + low);
  }
  return token_kind::name;
}

token_kind pdf_tokens::read_text() {
  for (int depth = 1;;) {
    int const c = peek();
    if (c == no_byte) return token_kind::unfinished;
    ++at_;
    if (c == '\\') {
      keep(c);
      if (peek() == no_byte) return token_kind::unfinished;
      keep(peek());
      ++at_;
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) return token_kind::text;
    keep(c);
  }
}

token_kind pdf_tokens::read_hexadecimal() {
  for (;;) {
    std::size_t const end = window_.find('>', at_);
    if (end != std::string_view::npos) {
      at_ = end + 1;
      return token_kind::hexadecimal;
    }
    at_ = window_.size();
    if (peek() == no_byte) return token_kind::unfinished;
  }
}

token_kind pdf_tokens::read_word() {
  bool digits = true;
  for (int c = peek(); is_regular(c); c = peek()) {
    digits = digits && detail::is_digit(static_cast<char>(c));
    keep(c);
    ++at_;
  }
  return digits ? token_kind::number : token_kind::word;
}

pdf_token pdf_tokens::next() {
  skip_blanks();
  kept_size_ = 0;
  pdf_token out;
  out.begin = position();
  auto const after_one = [this](token_kind kind) { return ++at_, kind; };
  switch (int const c = peek()) {
  case no_byte: out.kind = token_kind::end; break;
  case '/': ++at_, out.kind = read_name(); break;
  case '(': ++at_, out.kind = read_text(); break;
  case '[': out.kind = after_one(token_kind::array_begin); break;
  case ']': out.kind = after_one(token_kind::array_end); break;
  case '<':
    ++at_;
    out.kind = peek() == '<' ? after_one(token_kind::dictionary_begin) : read_hexadecimal();
    break;
  case '>':
    ++at_;
    out.kind = peek() == '>' ? after_one(token_kind::dictionary_end) : token_kind::word;
    break;
  default:
    if (!is_regular(c)) ++at_; // `)`, `{` or `}` out of place
    out.kind = is_regular(c) ? read_word() : token_kind::word;
  }
  out.end = position();
  out.text = std::string_view(kept_.data(), kept_size_);
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
