#pragma once

#include <rubrica/core/timestamp.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

class file_stamp;

/// A PDF of one page with these lines; ASCII only.
std::string make_pdf(std::vector<std::string> const& lines);

/// What makes the signed file of a PDF when it is put behind it: a revision with a last page of these lines (ASCII only), and a
/// stamp of all of it.
///
/// Readers show the page and the stamp in PDFs whose catalog and page tree are plain objects. In others (compressed ones, and the
/// stubs of tests) the revision has the same parts, but nothing leads to them.
std::string closing_revision(std::string_view original, std::vector<std::string> const& lines, instant at, file_stamp& stamp);

} // namespace sandbox
RUBRICA_END_NAMESPACE
