#pragma once

#include "signing/sending/run.hpp"

#include <rubrica/clicksign/client.hpp>

#include <functional>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Carries out runs on the caller's thread until all have ended; their calls are made on the client's engine.
class driver {
public:
  explicit driver(clicksign::client const& client);
  ~driver();
  driver(driver const&) = delete;
  driver& operator=(driver const&) = delete;

  void carry_out(run& one);
  /// Several at a time. `next` gives another run as long as there is one; `ended` is called when a run has ended.
  void carry_out(int at_once, std::function<std::unique_ptr<run>()> const& next, std::function<void(run&)> const& ended);

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
