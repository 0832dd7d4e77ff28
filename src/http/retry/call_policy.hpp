#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/http/observer.hpp>
#include <rubrica/http/quota.hpp>
#include <rubrica/http/retry.hpp>

#include <functional>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Random numbers in [0, 1); may be called from any thread.
std::function<double()> random_draws();

/// What the calls of one client share.
struct call_policy {
  std::shared_ptr<rubrica::clock> clock = system_clock();
  retry_policy retry{};
  std::shared_ptr<retry_budget> budget = std::make_shared<retry_budget>();
  std::shared_ptr<http::quota> quota{};            ///< null: no limit
  std::shared_ptr<http::observer> observer{};      ///< null: no observer
  std::function<double()> random = random_draws(); ///< factor of the back-off
};

} // namespace http
RUBRICA_END_NAMESPACE
