#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/http/body.hpp>

#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// The media type that the Data URI of a file of that name carries; empty when ClickSign does not take such files (§6.1).
std::string_view media_type_of(std::string_view filename);

/// The JSON body that carries the document, its file encoded while it is read: what is in memory does not grow with it.
result<http::body_source> upload_body(new_document const& what);

}}} // namespace rubrica::v0_1::clicksign
