#pragma once

#include <rubrica/signing/request.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The name that ClickSign gets: the file's own name, with the extension of its path where it has none. Line breaks and other
/// control characters in it become blanks.
std::string file_name_of(file const& one);

/// `.pdf` of `Contract.PDF`; empty when there is none.
std::string extension_of(std::string_view name);

/// Whether the name ends in .doc, .docx or .pdf.
bool has_accepted_extension(std::string_view name);

} // namespace signing
RUBRICA_END_NAMESPACE
