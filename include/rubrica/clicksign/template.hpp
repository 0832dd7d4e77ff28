#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The color of a template on ClickSign's pages.
struct template_color : open_enum<template_color> {
  using open_enum::open_enum;
  static constexpr known blue{"#1474f5"}; ///< ClickSign's default
  static constexpr known turquoise{"#15d3c9"};
  static constexpr known green{"#05c412"};
  static constexpr known yellow{"#fccf00"};
  static constexpr known orange{"#f77c04"};
  static constexpr known red{"#cf2e58"};
  static constexpr known pink{"#ff86d5"};
  static constexpr known purple{"#8726d9"};
  static constexpr known gray{"#577b8d"};
  static constexpr known all[] = {blue, turquoise, green, yellow, orange, red, pink, purple, gray};
};

/// A .docx with variables such as `{{nome}}`, from which documents are made (`modelo`, clicksign-rest §9.3). (`template` is a
/// keyword of C++.)
struct document_template {
  template_id id{};
  std::string name{};
  template_color color{};
  secret original{}; ///< link to the file; opens it for whoever has it
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A template to create, from a local file or bytes in memory.
struct new_template {
  std::string name{};
  std::string path{}; ///< a .docx to read while it is sent; empty: `bytes`
  std::string bytes{};
  std::optional<template_color> color{};
};

/// Attributes to change; the file cannot be changed.
struct template_changes {
  field<std::string> name{};
  field<template_color> color{};
};

/// Which templates to list.
struct template_query {
  std::optional<std::string> name{}; ///< the whole name
  clicksign::paging paging{};
};

/// `/templates`. `errc::forbidden_plan` when the account's plan does not include templates.
template <class Mode> class RUBRICA_EXPORT basic_templates : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// `errc::invalid` when ClickSign cannot use the file: not a .docx, or a variable with characters such as `@`, `#`, `!`.
  reply<document_template> create(new_template const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this account does not have.
  reply<document_template> get(template_id const& id, call_options const& options = {}) const;
  /// The account's templates.
  [[nodiscard]] list_of<document_template> list(template_query const& query = {}, call_options const& options = {}) const;
  /// Changes name or color.
  reply<document_template> update(template_id const& id, template_changes const& changes, call_options const& options = {}) const;
  /// Documents that were made from it are not removed.
  reply<void> remove(template_id const& id, call_options const& options = {}) const;
};

using templates = basic_templates<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
