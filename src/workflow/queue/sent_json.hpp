#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/sent.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// For `rubrica_submissions.sent`.
std::string to_json(signing::sent const& one);

/// `malformed`: damaged, or of a later version.
result<signing::sent> sent_from_json(std::string_view text);

} // namespace workflow
RUBRICA_END_NAMESPACE
