#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// One thing that must be in order before a tenant can send and is heard of.
struct health_check {
  std::string name{}; ///< `settings`, `token`, `api_user`, `webhook`, `secret`, `callbacks`
  bool healthy = false;
  std::string remedy{}; ///< what to do, in a sentence; empty when it is healthy
  std::optional<error_info> error{};
};

/// Whether a tenant's integration is in order.
struct tenant_health {
  std::string tenant{};
  std::vector<health_check> checks{};
  std::optional<instant> last_callback{}; ///< when the last one came

  [[nodiscard]] RUBRICA_EXPORT bool healthy() const;
};

/// What the engine looks like from outside.
struct metrics {
  std::map<std::string, std::int64_t> submissions{}; ///< by `submission_state`
  std::int64_t callbacks_waiting = 0;                ///< stored, and not yet understood
  std::int64_t callbacks_quarantined = 0;
  std::int64_t leases_taken_over = 0;             ///< pieces of work whose worker died or stood still
  double oldest_waiting_seconds = 0;              ///< age of the oldest submission that is to be sent
  double oldest_callback_seconds = 0;             ///< age of the oldest callback that is not understood yet
  std::map<std::string, instant> last_callback{}; ///< by tenant
};

/// Prometheus' text format, version 0.0.4; names begin with `rubrica_`.
RUBRICA_EXPORT std::string to_prometheus(metrics const& now);

} // namespace workflow
RUBRICA_END_NAMESPACE
