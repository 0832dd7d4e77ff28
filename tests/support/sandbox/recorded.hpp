#pragma once

#include "support/sandbox/recording.hpp"

#include <rubrica/sandbox/server.hpp>

#include <chrono>
#include <utility>

namespace rubrica_test {

/// A simulator that turns nobody away and lets nobody wait; what it makes up is the same in each run.
inline rubrica::sandbox::server_options unlimited() {
  rubrica::sandbox::server_options options;
  options.rate_limit = 0;
  options.bulk_creation_after = std::chrono::milliseconds(0);
  options.seed = 7;
  return options;
}

/// The options of a simulator whose exchanges are recorded, when a recording is wanted.
inline rubrica::sandbox::server_options recorded(rubrica::sandbox::server_options options) {
  if (recording_is_on()) {
    options.on_exchange = [](rubrica::sandbox::recorded_exchange const& one) {
      record(one.method, one.target, one.request, one.status, one.answer);
    };
  }
  return options;
}

} // namespace rubrica_test
