#pragma once

#include "pacto/nodes.hpp"
#include "pacto/values.hpp"

#include <rubrica/pacto/notification.hpp>
#include <rubrica/pacto/unit.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// The unit's alias table, followed by the default one, applied to a payload.
class alias_table {
public:
  explicit alias_table(unit const& unit);

  /// The plain paths of a field, in the order of preference.
  std::vector<std::string> paths_of(std::string_view field) const;
  /// Fills `fields`, `company_code`, `company_name` and `conflicting_members`; returns the payload's `chave`. The kind must be
  /// known.
  std::string fill(outline const& body, notification& out) const;

private:
  struct row {
    std::string field;
    std::string plain_path;
    bool is_own;
  };

  std::vector<row> rows_;
};

} // namespace pacto
RUBRICA_END_NAMESPACE
