#include "sandbox/formats/xml.hpp"

#include "sandbox/limits.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using kind = xml_piece::kind;

struct enclosure {
  std::string_view start;
  std::string_view end;
};
constexpr enclosure enclosures[] = {{"<?", "?>"}, {"<!--", "-->"}, {"<![CDATA[", "]]>"}};

/// The end of the tag that begins at `at`, after its `>`; attributes may contain one.
std::size_t end_of_tag(std::string_view document, std::size_t at) {
  char quote = 0;
  for (; at < document.size(); ++at) {
    char const c = document[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

xml_piece tag(std::string_view raw) {
  bool const closes = raw[1] == '/';
  std::size_t const start = closes ? 2 : 1;
  std::string_view const name = raw.substr(start, raw.find_first_of(" \t\r\n/>", start) - start);
  bool const empty = raw[raw.size() - 2] == '/';
  return {closes ? kind::close : empty ? kind::empty : kind::open, raw, name};
}

/// The piece that begins at `at`; empty when it does not end.
xml_piece piece_at(std::string_view document, std::size_t at) {
  std::string_view const rest = document.substr(at);
  if (rest.front() != '<') return {kind::text, rest.substr(0, rest.find('<')), {}};
  for (enclosure const& one : enclosures) {
    if (rest.substr(0, one.start.size()) != one.start) continue;
    auto const end = rest.find(one.end, one.start.size());
    return end == std::string_view::npos ? xml_piece{} : xml_piece{kind::other, rest.substr(0, end + one.end.size()), {}};
  }
  auto const end = end_of_tag(document, at);
  if (end == std::string_view::npos || rest.substr(0, 2) == "<!" || end - at < 3) return {};
  return tag(document.substr(at, end - at));
}

} // namespace

std::optional<std::vector<xml_piece>> cut_xml(std::string_view document, std::size_t most) {
  std::vector<xml_piece> pieces;
  std::vector<std::string_view> open;
  for (std::size_t at = 0; at < document.size(); at += pieces.back().raw.size()) {
    xml_piece const piece = piece_at(document, at);
    if (piece.raw.empty() || pieces.size() >= most) return std::nullopt;
    if (piece.is == kind::open) open.push_back(piece.name);
    if (open.size() > limits::deepest_word_element) return std::nullopt;
    if (piece.is == kind::close) {
      if (open.empty() || open.back() != piece.name) return std::nullopt;
      open.pop_back();
    }
    pieces.push_back(piece);
  }
  if (!open.empty()) return std::nullopt;
  return pieces;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool const control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (!control) {
      out += c;
    }
  }
  return out;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
