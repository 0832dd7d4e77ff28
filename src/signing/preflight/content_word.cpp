#include "signing/preflight/content.hpp"
#include "text/ascii.hpp"

#include <algorithm>

// A .docx is an archive; only the directory at its end is read. A .doc is a compound file; only its head is read.

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view entry_mark = "PK\x01\x02";
constexpr std::string_view end_mark = "PK\x05\x06";
constexpr std::string_view large_end_mark = "PK\x06\x06";
constexpr std::string_view large_end_place_mark = "PK\x06\x07";
constexpr std::size_t entry_size = 46;
constexpr std::size_t end_size = 22;
constexpr std::size_t large_end_size = 56;
constexpr std::size_t large_end_place_size = 20;
constexpr std::size_t longest_comment = 0xFFFF;
constexpr std::size_t largest_directory = 4u << 20; // 10 MB of .docx contain some hundred files

/// A little-endian number; 0 beyond the end.
std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  return value;
}

bool has_mark(std::string_view bytes, std::size_t at, std::string_view mark) {
  return at <= bytes.size() && bytes.substr(at, mark.size()) == mark;
}

struct directory_place {
  std::uint64_t at = 0;
  std::uint64_t size = 0;
};

/// Where the archive's directory is, from the record at the end, after which only a comment may follow.
std::optional<directory_place> directory_of(content& file) {
  std::string const tail = file.read_end(end_size + longest_comment + large_end_place_size);
  std::size_t const at = tail.rfind(end_mark);
  if (at == std::string::npos || tail.size() - at < end_size) return std::nullopt;
  std::uint64_t end = file.size() - tail.size() + at;
  directory_place place{number(tail, at + 16, 4), number(tail, at + 12, 4)};
  bool const large = place.at == 0xFFFFFFFF || place.size == 0xFFFFFFFF;
  if (large && at >= large_end_place_size && has_mark(tail, at - large_end_place_size, large_end_place_mark)) {
    end = number(tail, at - large_end_place_size + 8, 8);
    std::string const record = file.read(end, large_end_size);
    if (!has_mark(record, 0, large_end_mark)) return std::nullopt;
    place = {number(record, 48, 8), number(record, 40, 8)};
  }
  if (place.size > end || place.size > largest_directory) return std::nullopt;
  return place;
}

std::string folded(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c == '\\' ? '/' : detail::lower(c); });
  return out;
}

/// `word/document.xml`; some programs write `word/document2.xml`.
bool is_main_part(std::string const& name) {
  constexpr std::string_view begin = "word/document";
  constexpr std::string_view end = ".xml";
  return name.size() >= begin.size() + end.size() && name.compare(0, begin.size(), begin) == 0 &&
         name.compare(name.size() - end.size(), end.size(), end) == 0 && name.find('/', begin.size()) == std::string::npos;
}

bool holds_a_document(content& file) {
  auto const place = directory_of(file);
  if (!place) return false;
  std::string const directory = file.read(place->at, static_cast<std::size_t>(place->size));
  bool types = false;
  bool document = false;
  for (std::size_t at = 0; has_mark(directory, at, entry_mark);) {
    auto const length = static_cast<std::size_t>(number(directory, at + 28, 2));
    if (directory.size() - at < entry_size + length) return false;
    std::string const name = folded(std::string_view(directory).substr(at + entry_size, length));
    bool const inside = number(directory, at + 42, 4) < place->at || number(directory, at + 42, 4) == 0xFFFFFFFF;
    types = types || (inside && name == "[content_types].xml");
    document = document || (inside && is_main_part(name));
    at += entry_size + length + static_cast<std::size_t>(number(directory, at + 30, 2) + number(directory, at + 32, 2));
  }
  return types && document;
}

/// Whether the text occurs with a NUL after each letter, as compound files write the names of their parts.
bool has_part(content& file, std::string_view name) {
  constexpr std::size_t piece_size = 256 * 1024;
  std::string wide;
  for (char c : name) wide.append({c, '\0'});
  for (std::uint64_t at = 0; at < file.size(); at += piece_size - wide.size()) {
    if (file.read(at, piece_size).find(wide) != std::string::npos) return true;
  }
  return false;
}

} // namespace

std::optional<content_fault> fault_of_docx(content& file) {
  if (file.read(0, compound_mark.size()) == compound_mark) {
    if (has_part(file, "EncryptedPackage"))
      return content_fault{preflight_rule::file_encrypted, "The .docx is protected with a password: save it without."};
    return content_fault{preflight_rule::file_content,
                         "The file is a .doc of Word before 2007, which its extension does not say."};
  }
  if (holds_a_document(file)) return std::nullopt;
  return content_fault{
      preflight_rule::file_broken,
      "The .docx is damaged or cut off, or no document of Word: it has no readable directory with a document in it."};
}

std::optional<content_fault> fault_of_doc(content& file) {
  constexpr std::size_t head_size = 512;
  std::string const head = file.read(0, 2 * head_size);
  if (head.size() < head_size) return content_fault{preflight_rule::file_truncated, "The .doc is shorter than its own head."};
  // The head of the document comes first in most files; when it does not, nothing is reported.
  constexpr std::uint64_t word_mark = 0xA5EC;
  bool const encrypted = number(head, head_size, 2) == word_mark && (number(head, head_size + 10, 2) & 0x0100) != 0;
  if (encrypted) return content_fault{preflight_rule::file_encrypted, "The .doc is protected with a password: save it without."};
  return std::nullopt;
}

} // namespace signing
RUBRICA_END_NAMESPACE
