#include "signing/preflight/content.hpp"

#include <algorithm>
#include <charconv>

// Only the parts of a PDF are read that show whether it is complete and not encrypted: its end, and the dictionary of its last
// trailer.

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::size_t longest_dictionary = 64 * 1024;
/// `%%EOF` is searched this far from the end, not counting blanks and NULs; some writers append comments and whole lines.
constexpr std::size_t end_within = 8 * 1024;
constexpr std::size_t end_of_file = std::string_view::npos;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

bool is_delimiter(char c) {
  return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

/// Reads the objects of a PDF's text one after another.
class pdf_reader {
public:
  explicit pdf_reader(std::string_view text) : text_(text) {}

  bool take(std::string_view word) {
    skip_space();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  /// The next name, unescaped; empty when something else comes next.
  std::string name() {
    if (!take("/")) return {};
    std::string out;
    while (at_ < text_.size() && !is_space(text_[at_]) && !is_delimiter(text_[at_])) out += letter();
    return out;
  }

  /// Skips one object, or one part of a reference such as `5 0 R`. Returns its first letter; NUL at the end.
  char skip() {
    skip_space();
    if (at_ >= text_.size()) return '\0';
    char const first = text_[at_];
    if (first == '/') return static_cast<void>(name()), first;
    if (first == '(') return skip_string(), first;
    if (take("<<") || take("[")) return skip_group(), first;
    if (first == '<') {
      at_ = std::min(text_.find('>', at_), text_.size() - 1) + 1;
      return first;
    }
    do ++at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && !is_delimiter(text_[at_]));
    return first;
  }

  bool at_end() {
    skip_space();
    return at_ >= text_.size();
  }

private:
  void skip_space() {
    while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == '%')) {
      if (text_[at_] == '%')
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      else
        ++at_;
    }
  }

  char letter() {
    char const c = text_[at_++];
    unsigned value = 0;
    char const* const digits = text_.data() + at_;
    if (c != '#' || text_.size() - at_ < 2 || std::from_chars(digits, digits + 2, value, 16).ptr != digits + 2) return c;
    at_ += 2;
    return static_cast<char>(static_cast<unsigned char>(value));
  }

  void skip_string() {
    int depth = 0;
    for (; at_ < text_.size(); ++at_) {
      char const c = text_[at_];
      if (c == '\\')
        ++at_;
      else if (c == '(')
        ++depth;
      else if (c == ')' && --depth == 0)
        break;
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  /// Counts the levels instead of recursing: a file must not decide how deep the stack grows.
  void skip_group() {
    int depth = 1;
    while (depth > 0 && !at_end()) {
      if (take("<<") || take("["))
        ++depth;
      else if (take(">>") || take("]"))
        --depth;
      else
        skip();
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Whether the next dictionary names an encryption; nothing when there is no dictionary.
std::optional<bool> names_encryption(pdf_reader in) {
  if (!in.take("<<")) return std::nullopt;
  while (!in.at_end() && !in.take(">>")) {
    std::string const key = in.name();
    if (key.empty()) {
      in.skip(); // the rest of a reference
      continue;
    }
    bool const null = in.take("null");
    if (key == "Encrypt" && !null) return true;
    if (!null) in.skip();
  }
  return false;
}

/// Whether the last trailer, or the cross-reference stream that replaces it, names an encryption. Nothing when there is none.
std::optional<bool> encryption_at(content& file, std::uint64_t at) {
  std::string const text = file.read(at, longest_dictionary);
  pdf_reader in(text);
  if (!in.take("xref")) { // `7 0 obj << /Type /XRef … >>`
    bool const numbered = in.skip() != '\0' && in.skip() != '\0' && in.take("obj");
    return numbered ? names_encryption(in) : std::nullopt;
  }
  // The table may be longer than `longest_dictionary`: it is searched in pieces.
  for (std::uint64_t from = at;; from += longest_dictionary - 7) {
    std::string const piece = file.read(from, longest_dictionary);
    std::size_t const trailer = piece.find("trailer");
    if (trailer != end_of_file) {
      std::string const dictionary = file.read(from + trailer + 7, longest_dictionary);
      return names_encryption(pdf_reader(dictionary));
    }
    if (piece.size() < longest_dictionary) return std::nullopt;
  }
}

/// The number after the last `startxref`.
std::optional<std::uint64_t> start_of_table(std::string_view end) {
  constexpr std::string_view word = "startxref";
  std::size_t const at = end.rfind(word);
  if (at == end_of_file) return std::nullopt;
  std::string_view rest = end.substr(at + word.size());
  while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
  std::uint64_t value = 0;
  if (std::from_chars(rest.data(), rest.data() + rest.size(), value).ec != std::errc()) return std::nullopt;
  return value;
}

/// Where the file ends, not counting blanks and NULs: mail programs and FTP servers append them, sometimes many.
std::uint64_t end_of_text(content& file) {
  constexpr std::size_t piece_size = 64 * 1024;
  for (std::uint64_t end = file.size(); end > 0;) {
    std::uint64_t const from = end - std::min<std::uint64_t>(end, piece_size);
    std::string const piece = file.read(from, static_cast<std::size_t>(end - from));
    auto const last = std::find_if(piece.rbegin(), piece.rend(), [](char c) { return !is_space(c); });
    if (last != piece.rend() || piece.empty()) return from + static_cast<std::uint64_t>(piece.rend() - last);
    end = from;
  }
  return 0;
}

bool is_encrypted(content& file, std::string_view end) {
  if (auto const start = start_of_table(end)) {
    // Offsets count from `%PDF`; some writers count from the first byte of the file.
    std::uint64_t const before = file.read(0, pdf_mark_within + pdf_mark.size()).find(pdf_mark);
    for (std::uint64_t const at : {*start + before, *start}) {
      if (auto const told = encryption_at(file, at)) return *told;
    }
  }
  std::size_t const trailer = end.rfind("trailer");
  return trailer != end_of_file && names_encryption(pdf_reader(end.substr(trailer + 7))).value_or(false);
}

} // namespace

std::optional<content_fault> fault_of_pdf(content& file) {
  std::uint64_t const size = end_of_text(file);
  std::uint64_t const from = size - std::min<std::uint64_t>(size, end_within);
  std::string const end = file.read(from, static_cast<std::size_t>(size - from));
  // In a file that lost its last bytes `%%EOF` itself may be missing; the number after `startxref` is enough. A linearized file
  // has a first end near its beginning, with a 0.
  auto const start = start_of_table(end);
  bool const first_part = start == 0U && file.read(0, 2 * pdf_mark_within).find("/Linearized") != end_of_file;
  if ((end.find("%%EOF") == end_of_file && !start) || first_part) {
    return content_fault{preflight_rule::file_truncated, "The PDF has no end: it seems that only a part of the file is here."};
  }
  if (is_encrypted(file, end)) {
    return content_fault{preflight_rule::file_encrypted,
                         "The PDF is protected with a password or against changes: save it without."};
  }
  return std::nullopt;
}

} // namespace signing
RUBRICA_END_NAMESPACE
