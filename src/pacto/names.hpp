#pragma once

#include "pacto/nodes.hpp"

#include <rubrica/pacto/parse.hpp>

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

struct query_parameter {
  std::string plain_name{};
  std::string value{};
};

/// One of the five names, with or without `notificar`; else empty.
notification_kind kind_named(std::string_view text);

/// Members of the payload that hold the notification's own members.
std::vector<std::string> wrappers_of(outline const& body);

/// Fills kind, source, confidence, conflicting_kind and event_name (pacto §4, 1 and 2).
/// `name_fields` are the normalised paths of body fields that may contain a name.
void recognise(arrival const& from, std::vector<query_parameter> const& query, outline const& body,
               std::vector<std::string> const& name_fields, notification& out);

} // namespace pacto
RUBRICA_END_NAMESPACE
