#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// A PDF of one page with these lines; ASCII only.
std::string make_pdf(std::vector<std::string> const& lines);

/// The same PDF with a note of the signature after its end, where readers ignore it.
std::string stamp_pdf(std::string_view original, std::string const& note);

/// `application/pdf` for `.pdf` and so on; empty when the service does not accept such files.
std::string media_type_of_extension(std::string const& extension);
/// Whether the service accepts a Data URI of this type.
bool is_upload_type(std::string const& media_type);

/// The names in `{{~position_sign_…}}`, in order. They are only found in uncompressed parts.
std::vector<std::string> sign_fields(std::string const& bytes);

} // namespace sandbox
RUBRICA_END_NAMESPACE
