#pragma once

#include <rubrica/clicksign/notification.hpp>
#include <rubrica/core/result.hpp>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Why nobody was notified; nothing when somebody was, or ClickSign does not list whom it notified.
std::optional<error_info> why_nobody_was_notified(result<clicksign::notification> answer);

} // namespace signing
RUBRICA_END_NAMESPACE
