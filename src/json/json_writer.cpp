#include "json/json_writer.hpp"

#include "text/utf8.hpp"
#include "json/json_parse.hpp"
#include "json/json_token.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

bool must_be_escaped(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\';
}

/// The position of the next character to escape; the end of the text when there is none.
std::size_t next_to_escape(std::string_view text, std::size_t at) {
  while (at < text.size() && !must_be_escaped(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

} // namespace

void json_writer::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

void json_writer::quoted(std::string_view text) {
  if (!is_valid_utf8(text)) valid_ = false;
  out_ += '"';
  std::size_t plain = 0;
  for (std::size_t at = next_to_escape(text, 0); at < text.size(); at = next_to_escape(text, plain)) {
    auto const c = static_cast<unsigned char>(text[at]);
    out_.append(text, plain, at - plain);
    plain = at + 1;
    switch (c) {
    case '"': out_ += "\\\""; break;
    case '\\': out_ += "\\\\"; break;
    case '\n': out_ += "\\n"; break;
    case '\r': out_ += "\\r"; break;
    case '\t': out_ += "\\t"; break;
    default: out_ += fmt::format("\\u{:04x}", c); break;
    }
  }
  out_.append(text, plain, text.size() - plain);
  out_ += '"';
}

void json_writer::literal(std::string_view text) {
  separate();
  out_ += text;
}

void json_writer::null() {
  literal("null");
}
void json_writer::boolean(bool value) {
  literal(value ? "true" : "false");
}
void json_writer::number(std::string_view text) {
  valid_ = valid_ && is_json_number(text);
  literal(text);
}

void json_writer::string(std::string_view text) {
  separate();
  quoted(text);
}

void json_writer::begin_object() {
  separate();
  out_ += '{';
  needs_comma_ = false;
}

void json_writer::key(std::string_view text) {
  separate();
  quoted(text);
  out_ += ':';
  needs_comma_ = false;
}

void json_writer::end_object() {
  out_ += '}';
  needs_comma_ = true;
}

void json_writer::begin_array() {
  separate();
  out_ += '[';
  needs_comma_ = false;
}

void json_writer::end_array() {
  out_ += ']';
  needs_comma_ = true;
}

void json_writer::integer(std::int64_t value) {
  fmt::format_int const text(value);
  literal({text.data(), text.size()});
}

void json_writer::json(std::string_view text) {
  null_handler nobody;
  valid_ = valid_ && parse_json(text, nobody).has_value();
  literal(text);
}

void json_writer::member(std::string_view name, std::string_view text) {
  key(name);
  string(text);
}

void json_writer::member(std::string_view name, bool value) {
  key(name);
  boolean(value);
}

void json_writer::member(std::string_view name, std::int64_t value) {
  key(name);
  integer(value);
}

} // namespace detail
RUBRICA_END_NAMESPACE
