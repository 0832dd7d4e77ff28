#pragma once

#include "support/http/inline_transport.hpp"
#include "support/http/scripted_transport.hpp"

#include <rubrica/clicksign/client.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

namespace rubrica_test {

/// A client whose answers the test prepares.
struct scripted_client {
  std::shared_ptr<scripted_transport> transport = std::make_shared<scripted_transport>();
  std::shared_ptr<rubrica::http::observer> observer;
  std::string base_url = rubrica::clicksign::production_url;
  int attempts = 1;

  rubrica::clicksign::client client() const {
    rubrica::clicksign::client_options options;
    options.base_url = base_url;
    options.token = rubrica::secret("t0ken");
    options.transport = transport;
    options.async_transport = std::make_shared<inline_transport>(transport);
    options.observer = observer;
    options.retry.attempts = attempts;
    options.retry.base_delay = std::chrono::milliseconds(0);
    options.retry.throttled_base_delay = std::chrono::milliseconds(0);
    return rubrica::clicksign::client(options);
  }
  /// The error of a creation.
  rubrica::error_info create_error() const {
    rubrica::clicksign::new_envelope request;
    request.name = "x";
    auto const made = client().envelopes().create(request);
    if (made) throw std::logic_error("it was created");
    return made.error();
  }
};

} // namespace rubrica_test
