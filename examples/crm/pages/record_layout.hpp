#pragma once

#include "pages/visit.hpp"

#include <optional>
#include <string>

namespace crm {

/// The tabs of a record's page.
enum class tab { data, documents };

/// The record that the path names: `/oportunidades/3`. Nothing when the tenant has no such record of that kind.
std::optional<record> record_in_path(visit const& of);
/// `/oportunidades/3`.
std::string address_of(record const& one);
/// Where it is, its title and its tabs.
html record_heading(record const& one, tab chosen);
/// A table of contacts around its rows.
html contact_table(html const& rows);

} // namespace crm
