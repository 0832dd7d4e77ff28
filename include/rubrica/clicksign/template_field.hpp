#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/related.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// A variable of a template (clicksign-rest §9.3). Known from the official libraries only, not from the reference.
struct template_field {
  template_field_id id{};
  std::string name{};
  std::string kind{}; ///< `text`
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{};                         ///< attributes that this version does not know, as a JSON object; or empty
  std::vector<clicksign::related> related{}; ///< `find(related, "template")`
};

/// Which page of the variables to list.
struct template_field_query {
  clicksign::paging paging{};
};

/// `/templates/{template_id}/template_fields` and `/template_fields`
template <class Mode> class RUBRICA_EXPORT basic_template_fields : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Of one template.
  [[nodiscard]] list_of<template_field> list(template_id const& of, template_field_query const& query = {},
                                             call_options const& options = {}) const;
  /// Of all templates.
  [[nodiscard]] list_of<template_field> list(template_field_query const& query = {}, call_options const& options = {}) const;
  /// Renames the field. Only the official Java library has this call and the next one.
  reply<template_field> rename(template_id const& of, template_field_id const& id, std::string const& name,
                               call_options const& options = {}) const;
  /// `errc::not_found` for a field that is not of this template.
  reply<void> remove(template_id const& of, template_field_id const& id, call_options const& options = {}) const;
};

using template_fields = basic_template_fields<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
