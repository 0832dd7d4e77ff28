#pragma once

#include "json/json_writer.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/http/body.hpp>

#include <functional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The media type that the Data URI of a file of that name carries; empty when ClickSign does not take such files (clicksign-rest §6.1).
std::string_view media_type_of(std::string_view filename);

/// A file to send: one of this machine, or bytes when the path is empty.
struct file_to_send {
  std::string const& name; ///< decides the media type
  std::string const& path;
  std::string const& bytes;
};

/// Where in the attributes the file stands.
enum class file_place {
  attribute, ///< among them
  nested,    ///< in the object that was written last and left open
};

/// `{"data":{"type":…,"attributes":{…,"content_base64":"data:…"}}}`, the file encoded while it is read: what is in memory does
/// not grow with it.
result<http::body_source> body_with_file(std::string_view type, file_to_send const& file,
                                         std::function<void(detail::json_writer&)> const& write_attributes,
                                         file_place where = file_place::attribute);

} // namespace clicksign
RUBRICA_END_NAMESPACE
