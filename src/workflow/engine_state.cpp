#include "workflow/engine_state.hpp"

#include "crypto/hmac.hpp"
#include "crypto/random.hpp"
#include "workflow/changes/change_log.hpp"
#include "workflow/permits/database_permits.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

constexpr std::size_t most_clients = 256; // each may keep connections open
constexpr int usual_limit = 50;           // of requests in a window, until ClickSign names another

/// From which the token cannot be read: it is the key of an HMAC.
std::string digest_of(clicksign::client_options const& settings) {
  detail::digest digest;
  std::string_view const token = settings.token.empty() ? settings.oauth_token.reveal() : settings.token.reveal();
  if (!detail::hmac_sha256(token, change_key({settings.base_url, settings.account_key}), digest)) throw std::bad_alloc();
  return detail::hex(digest);
}

/// How the account is reached. Not the objects, which a lookup may make anew each time.
std::string settings_text(clicksign::client_options const& of) {
  auto const& retry = of.retry;
  return fmt::format("{}\n{}\n{}\n{}\n{} {} {} {} {} {} {} {} {} {}", of.ca_file, of.proxy, of.user_agent_suffix,
                     fmt::join(of.storage_hosts, ","), of.timeout.count(), of.upload_timeout.count(), of.connect_timeout.count(),
                     retry.attempts, retry.throttled_attempts, retry.base_delay.count(), retry.throttled_base_delay.count(),
                     retry.longest_delay.count(), retry.longest_hint.count(), retry.slows_polling);
}

} // namespace

engine::state::state(engine_options options) : options_(std::move(options)) {
  if (options_.clock == nullptr) options_.clock = system_clock();
}

result<database const*> engine::state::database() const {
  auto const& opened = options_.store.database();
  if (opened == nullptr) return make_error(errc::invalid_argument, "the engine has no store", outcome::not_sent);
  return opened.get();
}

result<tenant_settings> engine::state::settings_of(std::string const& tenant) const {
  if (!options_.tenants)
    return make_error(errc::invalid_argument, "the engine does not know where tenants are looked up", outcome::not_sent);
  auto settings = options_.tenants(tenant);
  if (settings) return settings;
  error_info why = std::move(settings).error();
  why.outcome = outcome::not_sent;
  return why;
}

result<clicksign::client> engine::state::client_of(std::string const& tenant) const {
  auto settings = settings_of(tenant);
  if (!settings) return std::move(settings).error();
  clicksign::client_options& wanted = settings->clicksign;
  std::string const account = digest_of(wanted);
  std::string const known_as = account + settings_text(wanted);
  std::lock_guard const lock(mutex_);
  auto const found = clients_.find(tenant);
  if (found != clients_.end() && found->second.settings == known_as) return found->second.client;
  if (clients_.size() >= most_clients) clients_.clear(); // whoever uses one has its own copy
  if (wanted.observer == nullptr) wanted.observer = options_.observer;
  if (wanted.clock == nullptr) wanted.clock = options_.clock;
  if (wanted.quota == nullptr) wanted.quota = quota_of(account);
  clicksign::client made(std::move(wanted));
  clients_.insert_or_assign(tenant, known_client{known_as, made});
  return made;
}

/// Several tenants may use one account.
std::shared_ptr<http::quota> engine::state::quota_of(std::string const& account) const {
  for (auto at = quotas_.begin(); at != quotas_.end();) at = at->second.expired() ? quotas_.erase(at) : std::next(at);
  std::weak_ptr<http::quota>& known = quotas_[account];
  auto quota = known.lock();
  if (quota == nullptr) {
    auto const permits = std::make_shared<database_permits>(options_.store.database(), account);
    known = quota = std::make_shared<http::quota>(usual_limit, permits, static_cast<unsigned>(detail::random_bits()));
  }
  return quota;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
