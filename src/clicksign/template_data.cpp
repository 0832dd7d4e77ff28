#include <rubrica/clicksign/template_data.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "text/utf8.hpp"
#include "json/json_parse.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

/// A name as a part of a JSON pointer (RFC 6901).
std::string escaped(std::string_view name) {
  std::string out;
  for (char const c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

/// Writes values until one cannot be sent, and then keeps why.
class data_writer {
public:
  explicit data_writer(std::string& out) : out_(out) {}

  void object(template_data const& data, std::string const& pointer) {
    if (depth_ == deepest) return refuse("template_depth", "The lists of a template are nested too deeply.", pointer);
    ++depth_;
    members(data, pointer);
    --depth_;
  }

  [[nodiscard]] std::optional<error_info>& why() { return why_; }

private:
  /// Each list is an array of objects.
  static constexpr std::size_t deepest = detail::json_deepest / 2;

  void members(template_data const& data, std::string const& pointer) {
    std::set<std::string_view> names;
    out_.begin_object();
    for (auto const& [name, value] : data) {
      // A name that is no text cannot be part of a pointer either.
      if (!is_text(name, pointer)) return;
      std::string const place = pointer + '/' + escaped(name);
      if (name.empty()) return refuse("template_name", "A variable of a template has a name.", place);
      if (!names.insert(name).second) return refuse("template_name", "A variable of a template has one value only.", place);
      out_.key(name);
      std::visit([&](auto const& held) { write(held, place); }, value.value);
      if (why_) return;
    }
    out_.end_object();
  }

  void refuse(char const* rule, std::string_view sentence, std::string pointer) {
    if (!why_) why_ = refused_argument(rule, sentence, std::move(pointer));
  }

  bool is_text(std::string_view text, std::string const& pointer) {
    bool const valid = detail::is_valid_utf8(text);
    if (!valid) refuse("template_text", "A text is not valid UTF-8.", pointer);
    return valid;
  }

  void write(std::string const& text, std::string const& pointer) {
    if (is_text(text, pointer)) out_.string(text);
  }
  void write(bool value, std::string const&) { out_.boolean(value); }
  void write(double value, std::string const& pointer) {
    if (!std::isfinite(value)) return refuse("template_measure", "A measure is a finite number.", pointer);
    write_value(out_, value);
  }
  void write(template_data const& data, std::string const& pointer) { object(data, pointer); }
  template <class T> void write(std::vector<T> const& list, std::string const& pointer) {
    out_.begin_array();
    for (std::size_t i = 0; i < list.size() && !why_; ++i) write(list[i], pointer + '/' + std::to_string(i));
    out_.end_array();
  }

  template <class T> void member(char const* name, T const& value, std::string const& pointer) {
    out_.key(name);
    write(value, pointer + '/' + name);
  }
  /// Texts and lists that are not empty.
  template <class T> void given(char const* name, T const& value, std::string const& pointer) {
    if (!value.empty()) member(name, value, pointer);
  }
  template <class T> void given(char const* name, std::optional<T> const& value, std::string const& pointer) {
    if (value) member(name, *value, pointer);
  }

  void write(table_style const& style, std::string const& pointer) {
    out_.begin_object();
    given("textAlign", style.text_align, pointer);
    given("verticalAlign", style.vertical_align, pointer);
    given("shade", style.shade, pointer);
    out_.end_object();
  }

  void write(template_table const& table, std::string const& pointer) {
    out_.begin_object();
    given("header", table.header, pointer);
    given("subheader", table.subheader, pointer);
    member("data", table.rows, pointer);
    given("totalWidth", table.total_width, pointer);
    given("widths", table.widths, pointer);
    given("height", table.height, pointer);
    given("heightRule", table.height_rule, pointer);
    given("finalPageBreak", table.final_page_break, pointer);
    write_styles(table, pointer + "/style");
    out_.end_object();
  }

  void write_styles(template_table const& table, std::string const& pointer) {
    std::pair<char const*, table_style const*> const parts[] = {
        {"header", &table.header_style}, {"subheader", &table.subheader_style}, {"data", &table.row_style}};
    auto const is_set = [](auto const& part) {
      return !part.second->text_align.empty() || !part.second->vertical_align.empty() || !part.second->shade.empty();
    };
    if (std::none_of(std::begin(parts), std::end(parts), is_set)) return;
    out_.key("style");
    out_.begin_object();
    for (auto const& part : parts) {
      if (is_set(part)) member(part.first, *part.second, pointer);
    }
    out_.end_object();
  }

  detail::json_writer out_;
  std::size_t depth_ = 0;
  std::optional<error_info> why_;
};

} // namespace

template_field_value::template_field_value() = default;
template_field_value::template_field_value(char const* text) : value(std::string(text)) {}
template_field_value::template_field_value(std::string text) : value(std::move(text)) {}
template_field_value::template_field_value(std::vector<template_data> list) : value(std::move(list)) {}
template_field_value::template_field_value(template_table table) : value(std::move(table)) {}

result<std::string> to_json(template_data const& data) {
  std::string text;
  data_writer out(text);
  out.object(data, "");
  if (out.why()) return *std::move(out.why());
  detail::null_handler nobody; // a table in the deepest list, or too much text
  if (auto const read = detail::parse_json(text, nobody); !read) {
    return read.error().code == errc::out_of_memory
               ? read.error()
               : make_error(errc::invalid_argument, "the data of a template are too deep or too large");
  }
  return text;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
