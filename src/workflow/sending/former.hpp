#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/envelope_progress.hpp>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// How an envelope stands whose place another one is to take; nothing when ClickSign has it no more.
result<std::optional<signing::envelope_progress>> look_at_former(clicksign::client const& client, envelope_id const& former,
                                                                 clicksign::call_options const& how);

} // namespace workflow
RUBRICA_END_NAMESPACE
