#pragma once

#include "json/json_writer.hpp"

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/signer.hpp>

#include <optional>
#include <string>
#include <vector>

// Writes the attributes of new records, for single creations and for the bulk creation.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

void write_creation(detail::json_writer& out, new_envelope const& request);
void write_creation(detail::json_writer& out, new_signer const& request);
void write_creation(detail::json_writer& out, new_notification const& request);

/// The personal values in it, for `operation::about`.
std::vector<personal> about(new_signer const& request);
/// Each text that goes into the template: contracts contain personal values.
std::vector<personal> about(template_source const& source);

/// How many sources of the document's bytes are set.
int count_of_sources(new_document const& request);
/// Why a document cannot have its name: one from a template ends in .docx. The pointer is that of the name.
std::optional<error_info> unusable_name(new_document const& request, std::string const& pointer);
void write_template(detail::json_writer& out, template_source const& source);

} // namespace clicksign
RUBRICA_END_NAMESPACE
