#pragma once

#include <rubrica/signing/request.hpp>

#include <string>
#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// The name that ClickSign gets: the file's own name, with the extension of its path where it has none.
std::string file_name_of(file const& one);

/// Whether the name ends in .doc, .docx or .pdf.
bool has_accepted_extension(std::string_view name);

}}} // namespace rubrica::v0_1::signing
