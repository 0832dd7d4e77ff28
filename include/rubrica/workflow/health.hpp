#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What is looked at in a tenant's integration.
struct health_topic : open_enum<health_topic> {
  using open_enum::open_enum;
  static constexpr known settings{"settings"};   ///< what your `tenant_lookup` gives
  static constexpr known token{"token"};         ///< ClickSign's access token
  static constexpr known api_user{"api_user"};   ///< the API user of the account
  static constexpr known webhook{"webhook"};     ///< the tenant's URL, registered for all events that a history needs
  static constexpr known secret{"secret"};       ///< the webhook's secret, which the tenant's route must have
  static constexpr known callbacks{"callbacks"}; ///< whether any has come
  static constexpr known all[] = {settings, token, api_user, webhook, secret, callbacks};
};

/// What to do about what is not in order.
enum class health_remedy {
  none,              ///< it is in order
  give_settings,     ///< mend the `tenant_lookup`
  give_token,        ///< generate one, and give it whole
  unblock_account,   ///< its owner must write to ClickSign
  check_address,     ///< the base URL, or the way to it
  ask_about_plan,    ///< the account may not do this
  look_later,        ///< ClickSign does not answer just now
  set_api_user,      ///< in ClickSign's settings
  register_webhook,  ///< `clicksign::ensure_webhook` does it
  switch_webhook_on, ///< `clicksign::ensure_webhook` does it
  add_events,        ///< `clicksign::ensure_webhook` does it
  give_secret,       ///< the one that `clicksign::ensure_webhook` returns, to the tenant's route
  open_the_way,      ///< ClickSign does not reach the registered URL
  give_callback_url  ///< `tenant_settings::callback_url` is empty, so nobody can tell whether ClickSign calls it
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(health_remedy value);

/// One thing that must be in order before a tenant can send and is heard of.
struct health_check {
  std::string name{}; ///< one of `health_topic`
  bool healthy = false;
  health_remedy advice = health_remedy::none; ///< what to do; `label` has the sentence in both languages
  std::string remedy{};                       ///< the English sentence; empty when it is healthy
  std::optional<error_info> error{};
};

/// Whether a tenant's integration is in order.
struct tenant_health {
  std::string tenant{};
  std::vector<health_check> checks{};
  std::optional<instant> last_callback{}; ///< when the last one came

  /// Whether every check is.
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
