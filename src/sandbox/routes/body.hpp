#pragma once

#include "sandbox/routes/schema.hpp"

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// JSON within `limits`; anything else is `discarded`.
json parse_json(std::string const& text);
/// The number of characters of the files in a body.
std::size_t file_in(json const& body);
/// Parses a request body: 400 `data deve ser informado(a)` when it is not a JSON object with the member, 413 when it is too large
/// without its files.
json parse_body(std::string const& text, std::string const& root_member, bool may_hold_file);

/// 422 when a name is blank.
void require_name(std::string const& name);

/// The `data` of a request, checked beginning with its type. Errors are collected until `check`.
class resource_body {
  problem_list problems_{400}; // before `attributes`, which writes into it

public:
  /// `data` is an object of the body or of an operation. An `id` is required when `own_id` is given.
  resource_body(json const& data, std::string const& type, std::optional<std::string> const& own_id = {},
                presence attributes_needed = presence::required);
  resource_body(resource_body const&) = delete;
  resource_body& operator=(resource_body const&) = delete;

  fields attributes;

  /// Id of a to-one relationship; null when it is absent or invalid.
  std::string const* relationship(std::string const& name, std::string const& type, presence need);
  /// Whether the relationship is present with `data: null`.
  [[nodiscard]] bool relationship_cleared(std::string const& name) const;
  [[nodiscard]] problem_list& problems() { return problems_; }
  /// Closes the attributes and rejects with all errors.
  void check();

private:
  json const* open_attributes(json const& data, presence needed);

  fields top_;
  std::optional<fields> relationships_;
  json const* relationships_json_ = nullptr;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
