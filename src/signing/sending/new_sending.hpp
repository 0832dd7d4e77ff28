#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/sending.hpp>
#include <rubrica/signing/sent.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What is known of the result before there is an envelope.
sent begun(plan const& plan);

/// Whether the file is still the one that was to be sent: `file_error` names it by its pointer when it changed or vanished.
result<void> check_file(sending const& one, std::size_t index);

} // namespace signing
RUBRICA_END_NAMESPACE
