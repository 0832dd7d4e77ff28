#pragma once

#include <rubrica/clicksign/status.hpp>
#include <rubrica/core/error.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// So often something is tried whose answers leave it open what they did.
inline constexpr int most_rounds = 3;

/// The time of a sending is over; the step that was to come did not begin.
error_info out_of_time();

/// Something was thrown in the middle of a sending.
error_info ended_by_exception(outcome effect);

/// The error for when nothing more could be found out: what to look for at ClickSign.
error_info what_may_exist(std::string const& key);

/// Whether an envelope of this state runs or ran; a state that is absent or unknown proves nothing.
bool was_activated(clicksign::status const& now);

/// Whether the answer says that the record is not there.
bool is_gone(error_info const& error);

/// Says in the message how a draft that may exist is recognised.
void name_draft(error_info& error, std::string const& key);

} // namespace signing
RUBRICA_END_NAMESPACE
