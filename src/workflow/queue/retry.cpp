#include "workflow/queue/retry.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

bool may_pass(errc code) {
  switch (code) {
  case errc::invalid_argument: // of the tenant's settings: the request was checked before
  case errc::out_of_memory:
  case errc::dns:
  case errc::connect:
  case errc::tls:
  case errc::timeout:
  case errc::cancelled:
  case errc::connection_lost:
  case errc::too_large:
  case errc::protocol:
  case errc::interrupted:
  case errc::process_forked:
  case errc::unauthorized:
  case errc::forbidden:
  case errc::account_blocked:
  case errc::api_user_missing:
  case errc::not_found:
  case errc::not_ready:
  case errc::rate_limited:
  case errc::service_unavailable:
  case errc::server_error: return true;
  default: return false;
  }
}

std::chrono::milliseconds pause_after(int failures, std::chrono::milliseconds first, error_info const& why) {
  constexpr std::chrono::milliseconds longest = std::chrono::hours(1);
  constexpr int most_doublings = 20;
  auto const doubled = first * (1 << std::min(failures, most_doublings));
  return std::max(std::min(doubled, longest), why.retry_after);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
