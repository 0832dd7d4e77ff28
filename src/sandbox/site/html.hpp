#pragma once

#include "sandbox/http/reply.hpp"

#include <rubrica/core/timestamp.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// HTML of the simulator's pages. Nothing reaches a page but through `escaped` or one of the functions that use it.

/// The text for any place in HTML, an attribute in quotation marks too.
std::string escaped(std::string_view text);
/// A text of somebody else's, such as a name: its direction stays its own.
std::string isolated(std::string_view text);
/// `29/11/2026 12:00`, in Brasília's time.
std::string shown_time(instant at);
/// A button that posts the form with this action.
std::string button(std::string_view action, std::string_view text);
/// A box that a screen reader reads out at once.
std::string alert(std::string_view text);

/// The whole page, in Portuguese; it may load nothing, run no script, and be framed by nobody.
reply html_page(int status, std::string_view title, std::string_view body);
/// To another page of ours, with GET.
reply see_other(std::string const& path);

} // namespace sandbox
RUBRICA_END_NAMESPACE
