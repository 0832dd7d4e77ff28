#include <rubrica/http/quota.hpp>

#include "core/per_process.hpp"
#include "crypto/hmac.hpp"
#include "http/quota/quota_state.hpp"

#include <map>
#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace http {

permit_source::~permit_source() = default;

quota::quota(int requests) : quota(requests, nullptr, 0) {}

quota::quota(int requests, std::shared_ptr<permit_source> shared, std::uint32_t seed)
    : state_(std::make_shared<state>(requests, std::move(shared), seed)) {}

quota::~quota() = default;

quota_usage quota::usage(clock const& time) const {
  std::lock_guard<std::mutex> const lock(state_->mutex);
  state_->window.advance(time.now(), time.calendar());
  return {state_->window.limit(), state_->window.used()};
}

namespace {

/// The quotas of this process. The table contains no token and keeps no quota alive.
struct account_table {
  std::mutex mutex;
  std::map<detail::digest, std::weak_ptr<quota>> accounts;
};

/// An HMAC with the token as key, so that it reveals neither text; nothing when the cryptographic library fails.
std::optional<detail::digest> account_key(std::string_view base_url, secret const& token) {
  detail::digest key;
  if (!detail::hmac_sha256(token.reveal(), base_url, key)) return std::nullopt;
  return key;
}

} // namespace

std::shared_ptr<quota> quota_for(std::string_view base_url, secret const& token, int requests) {
  auto const key = account_key(base_url, token);
  if (!key) return std::make_shared<quota>(requests);
  account_table& table = detail::of_this_process<account_table>();
  std::lock_guard<std::mutex> const lock(table.mutex);
  for (auto at = table.accounts.begin(); at != table.accounts.end();) {
    at = at->second.expired() ? table.accounts.erase(at) : std::next(at);
  }
  std::weak_ptr<quota>& known = table.accounts[*key];
  std::shared_ptr<quota> account = known.lock();
  if (account == nullptr) known = account = std::make_shared<quota>(requests);
  return account;
}

} // namespace http
RUBRICA_END_NAMESPACE
