#pragma once

#include <rubrica/core/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

struct template_field_value;

/// The values of a template's variables by name, in the order in which they are written. A variable without a value becomes
/// blank, and ClickSign does not use names that the template lacks (clicksign-rest §6.4).
using template_data = std::vector<std::pair<std::string, template_field_value>>;

/// How the cells of one part of a table look. Empty members keep ClickSign's defaults.
struct table_style {
  std::string text_align{};     ///< `textAlign`
  std::string vertical_align{}; ///< `verticalAlign`
  std::string shade{};          ///< `shade`, a colour
};

/// The value of a `{{:table name}}` (clicksign-rest §9.3.3).
struct template_table {
  std::vector<std::string> header{};
  std::vector<std::string> subheader{};
  std::vector<std::vector<std::string>> rows{}; ///< `data`
  std::optional<double> total_width{};          ///< `totalWidth`
  std::vector<double> widths{};
  std::optional<double> height{};
  std::string height_rule{}; ///< `heightRule`: `exact` or `atleast`
  std::optional<bool> final_page_break{};
  table_style header_style{};
  table_style subheader_style{};
  table_style row_style{}; ///< `style.data`
};

/// A text for `{{name}}`, a list for `{{#name}} … {{/name}}`, each entry with its own variables, or a table.
struct RUBRICA_EXPORT template_field_value {
  std::variant<std::string, std::vector<template_data>, template_table> value{};

  // Compiled once, not in each source that includes this header.
  template_field_value();
  template_field_value(char const* text);
  template_field_value(std::string text);
  template_field_value(std::vector<template_data> list);
  template_field_value(template_table table);
};

/// The JSON object for `template_source::data`. Fails with `invalid_argument` and the place (`/produtos/0/nome`) when a name is
/// empty or occurs twice, a text is not valid UTF-8, a measure is not finite, or lists are nested too deeply (32 of them).
RUBRICA_EXPORT result<std::string> to_json(template_data const& data);

} // namespace clicksign
RUBRICA_END_NAMESPACE
