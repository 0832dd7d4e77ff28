#pragma once

#include "json/json_writer.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/http/body.hpp>

#include <functional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The media type for a file of that name in a Data URI; empty when ClickSign does not accept such files (clicksign-rest §6.1).
std::string_view media_type_of(std::string_view filename);

/// A file to send: a local one, or bytes when the path is empty.
struct file_to_send {
  std::string const& name; ///< decides the media type
  std::string const& path;
  std::string const& bytes;
};

/// Where the attributes contain the file.
enum class file_place {
  attribute, ///< as a member of the attributes
  nested,    ///< in the last object, which is still open
};

/// `{"data":{"type":…,"attributes":{…,"content_base64":"data:…"}}}`, the file is encoded while it is read, so memory does not
/// grow with its size.
result<http::body_source> body_with_file(std::string_view type, file_to_send const& file,
                                         std::function<void(detail::json_writer&)> const& write_attributes,
                                         file_place where = file_place::attribute);

} // namespace clicksign
RUBRICA_END_NAMESPACE
