#pragma once

#include "detail/json_parse.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>

#include <string>

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {

/// `parse`, whoever vouches for the bytes, with a producer of one's choice.
result<event> read_event(std::string bytes, parse_options const& options, detail::json_producer producer);

}}}} // namespace rubrica::v0_1::clicksign::webhook
