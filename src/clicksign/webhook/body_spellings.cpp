#include "clicksign/webhook/body_spellings.hpp"

#include "json/json_parse.hpp"
#include "json/json_writer.hpp"

#include <fmt/format.h>

#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (;;) {
    std::size_t const at = text.find(from);
    out.append(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    out.append(to);
    text.remove_prefix(at + from.size());
  }
}

std::string_view without_line_breaks(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// As Rails writes JSON: characters with a meaning in HTML are escaped.
std::string as_rails_writes(std::string_view json) {
  std::string out = replaced(json, "&", "\\u0026");
  out = replaced(out, "<", "\\u003c");
  out = replaced(out, ">", "\\u003e");
  out = replaced(out, "\xE2\x80\xA8", "\\u2028");
  return replaced(out, "\xE2\x80\xA9", "\\u2029");
}

std::uint32_t code_point(std::string_view text, std::size_t& at) {
  auto const byte = [&] { return static_cast<unsigned char>(text[at++]); };
  std::uint32_t point = byte();
  int const more = point < 0x80 ? 0 : point < 0xE0 ? 1 : point < 0xF0 ? 2 : 3;
  if (more > 0) point &= 0x3Fu >> more;
  for (int i = 0; i < more; ++i) point = (point << 6) | (byte() & 0x3Fu);
  return point;
}

/// As an ASCII-only encoder writes JSON that is valid UTF-8.
std::string as_ascii(std::string_view json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    std::uint32_t const point = code_point(json, at);
    if (point < 0x80) {
      out += static_cast<char>(point);
    } else if (point < 0x10000) {
      out += fmt::format("\\u{:04x}", point);
    } else {
      std::uint32_t const rest = point - 0x10000;
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
    }
  }
  return out;
}

void add_json_spellings(std::string_view body, std::vector<body_spelling>& out) {
  std::string compact;
  detail::json_writer writer(compact);
  if (!detail::parse_json(body, writer)) return;
  std::string const rails = as_rails_writes(compact);
  std::string const slashes = replaced(compact, "/", "\\/");
  for (std::string const& spelling : {compact, rails, slashes}) {
    out.push_back({spelling, mismatch::body_reserialised});
    out.push_back({as_ascii(spelling), mismatch::body_reserialised});
  }
}

} // namespace

std::vector<body_spelling> body_spellings(std::string_view body) {
  std::vector<body_spelling> out;
  bool const marked = body.substr(0, byte_order_mark.size()) == byte_order_mark;
  if (marked) body.remove_prefix(byte_order_mark.size());
  out.push_back({marked ? std::string(body) : std::string(byte_order_mark) + std::string(body), mismatch::byte_order_mark});
  std::string const plain(without_line_breaks(body));
  for (char const* end : {"", "\n", "\r\n"}) out.push_back({plain + end, mismatch::trailing_newline});
  std::string const unix_lines = replaced(body, "\r\n", "\n");
  out.push_back({unix_lines, mismatch::line_endings_changed});
  out.push_back({replaced(unix_lines, "\n", "\r\n"), mismatch::line_endings_changed});
  add_json_spellings(body, out);
  return out;
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
