#pragma once

#include "json/json_parse.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// `parse` without the verification, and with any producer.
result<event> read_event(std::string bytes, parse_options const& options, detail::json_producer producer);

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
