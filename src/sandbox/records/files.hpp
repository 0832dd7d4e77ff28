#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// `application/pdf` for `.pdf` and so on; empty when the service does not accept such files.
std::string media_type_of_extension(std::string const& extension);
/// Whether the service accepts a Data URI of this type.
bool is_upload_type(std::string const& media_type);

/// The names in `{{position_sign_…}}`, also with a tilde after the braces, in order. They are only found in uncompressed parts.
std::vector<std::string> sign_fields(std::string_view bytes);
/// Whether it is such a name: `position_sign_` and letters of an id.
bool is_sign_field(std::string_view name);
/// Whether the file is a PDF with parts in which `sign_fields` cannot look.
bool hides_text(std::string_view bytes);

} // namespace sandbox
RUBRICA_END_NAMESPACE
