#include <rubrica/pacto/notification.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

std::string_view to_string(kind_source source) noexcept {
  switch (source) {
  case kind_source::none: return "none";
  case kind_source::route: return "route";
  case kind_source::url_suffix: return "url_suffix";
  case kind_source::query_parameter: return "query_parameter";
  case kind_source::name_field: return "name_field";
  case kind_source::wrapper_key: return "wrapper_key";
  case kind_source::structure: return "structure";
  }
  return "none";
}

std::string_view to_string(confidence value) noexcept {
  switch (value) {
  case confidence::none: return "none";
  case confidence::conflict: return "conflict";
  case confidence::likely: return "likely";
  case confidence::certain: return "certain";
  }
  return "none";
}

std::string_view to_string(disposition value) noexcept {
  switch (value) {
  case disposition::accepted: return "accepted";
  case disposition::quarantined_kind: return "quarantined_kind";
  case disposition::quarantined_unit: return "quarantined_unit";
  case disposition::quarantined_members: return "quarantined_members";
  case disposition::dropped_inactive_unit: return "dropped_inactive_unit";
  }
  return "quarantined_kind";
}

} // namespace pacto
RUBRICA_END_NAMESPACE
