#include "workflow/later.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

using std::chrono::milliseconds;

bool passes_by_itself(error_info const& error) {
  switch (error.code) {
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
  case errc::not_found: // of the tenant, as its function says it
  case errc::not_ready:
  case errc::rate_limited:
  case errc::service_unavailable:
  case errc::server_error: return true;
  default: return error.retry_after.count() > 0;
  }
}

milliseconds pause_after(int failures, error_info const& error, engine_options const& options) {
  constexpr milliseconds longest = std::chrono::hours(1);
  milliseconds pause = std::max(options.retry_after, milliseconds(1));
  for (int i = 0; i < failures && pause < longest; ++i) pause *= 2;
  return std::max(std::min(pause, longest), error.retry_after);
}

result<clicksign::call_options> call_within(engine::state const& of, claim const& held, work_options const& options,
                                            http::priority priority) {
  clicksign::call_options out;
  out.timeout = std::chrono::duration_cast<milliseconds>(held.until - of.clock().now());
  if (out.timeout.count() <= 0) return make_error(errc::timeout, "the time for this piece of work is over", outcome::not_sent);
  out.timeout = std::min(out.timeout, milliseconds(30'000));
  out.cancelled = options.cancelled;
  out.priority = priority;
  return out;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
