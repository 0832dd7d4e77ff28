#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/http/quota.hpp>
#include <rubrica/workflow/engine.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What the calls of one engine share.
class engine::state {
public:
  explicit state(engine_options options);

  [[nodiscard]] engine_options const& options() const { return options_; }
  /// Fails when the engine has no store.
  [[nodiscard]] result<workflow::database const*> database() const;
  [[nodiscard]] rubrica::clock& clock() const { return *options_.clock; }

  /// What the caller's function says, as an error that nothing was sent with.
  [[nodiscard]] result<tenant_settings> settings_of(std::string const& tenant) const;
  /// The tenant's client; the same one as long as its settings are the same, so that its connections are used again.
  [[nodiscard]] result<clicksign::client> client_of(std::string const& tenant) const;

private:
  struct known_client {
    std::string settings{}; ///< all but secrets and objects; of the token a digest
    clicksign::client client;
  };

  [[nodiscard]] std::shared_ptr<http::quota> quota_of(std::string const& account) const;

  engine_options options_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, known_client> clients_;
  mutable std::unordered_map<std::string, std::weak_ptr<http::quota>> quotas_; // by account
};

} // namespace workflow
RUBRICA_END_NAMESPACE
