#pragma once

#include "json/json_writer.hpp"

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/signer.hpp>

#include <vector>

// How records to create are written as attributes: calls for one record and the bulk creation share it.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

void write_creation(detail::json_writer& out, new_envelope const& what);
void write_creation(detail::json_writer& out, new_signer const& what);
void write_creation(detail::json_writer& out, new_notification const& what);

/// What is said of the person, for `operation::about`.
std::vector<personal> about(new_signer const& what);
/// Each text that goes into the template: a contract is about people.
std::vector<personal> about(template_source const& what);

/// How many of the ways to get a document's bytes are named.
int count_of_sources(new_document const& what);
void write_template(detail::json_writer& out, template_source const& what);

} // namespace clicksign
RUBRICA_END_NAMESPACE
