#pragma once

#include <rubrica/signing/sent.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What was sent, for `rubrica_submissions.sent`. It holds ids, and no names but those in ClickSign's sentences about an error.
std::string to_json(signing::sent const& one);

/// Nothing for an empty or damaged text.
std::optional<signing::sent> sent_from_json(std::string_view text);

} // namespace workflow
RUBRICA_END_NAMESPACE
