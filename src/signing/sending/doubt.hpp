#pragma once

#include <rubrica/clicksign/status.hpp>
#include <rubrica/core/error.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// How often an operation is tried when its answers leave its effect open.
inline constexpr int most_rounds = 3;
/// How many answers of one sending may leave their effect open.
inline constexpr int most_doubts = 20;

/// The time limit of the sending was reached; the next step did not begin.
error_info out_of_time();

/// An exception was thrown during the sending.
error_info ended_by_exception(outcome outcome);

/// The error when the effect could not be determined: it says what to look for at ClickSign.
error_info what_may_exist(std::string const& reference);

/// Whether the state proves that the envelope runs or ran; an absent or unknown state proves nothing.
bool was_activated(clicksign::status const& now);

/// Whether the answer says that the record does not exist.
bool is_gone(error_info const& error);

/// Adds to the message how to recognise a draft that may exist.
void name_draft(error_info& error, std::string const& reference);

} // namespace signing
RUBRICA_END_NAMESPACE
