#pragma once

#include <rubrica/core/error.hpp>

#include <chrono>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Whether what failed may succeed later without anybody changing the submission: the network, the service, the rate limit, or the
/// settings of the tenant.
bool may_pass(errc code);

/// How long to wait after so many failures in a row: it doubles from `first` up to an hour, and is never less than what the service
/// asked for.
std::chrono::milliseconds pause_after(int failures, std::chrono::milliseconds first, error_info const& why);

} // namespace workflow
RUBRICA_END_NAMESPACE
