#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/clicksign/client.hpp>
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

  /// The tenant's client; the same one as long as its settings are the same, so that its connections are used again.
  [[nodiscard]] result<clicksign::client> client_of(std::string const& tenant) const;

private:
  struct known_client {
    std::string settings{}; ///< digest of base URL and token
    clicksign::client client;
  };

  engine_options options_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, known_client> clients_;
};

} // namespace workflow
RUBRICA_END_NAMESPACE
