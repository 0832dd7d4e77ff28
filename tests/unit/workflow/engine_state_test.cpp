#include "support/catch.hpp"
#include "workflow/engine_state.hpp"

#include <rubrica/http/log_observer.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace engine_state_test {

using namespace rubrica;
using namespace rubrica::workflow;

TEST_CASE("a tenant's client is the same one until anything is set anew", "[workflow]") {
  tenant_settings settings;
  settings.clicksign.token = secret("token-of-acme");
  engine_options options;
  options.tenants = [&](std::string const&) -> result<tenant_settings> { return settings; };
  engine::state const state(options);
  auto former = state.client_of("acme").value().shared();
  auto const is_new = [&] {
    auto now = state.client_of("acme").value().shared();
    return std::exchange(former, now) != now;
  };
  CHECK_FALSE(is_new());
  settings.clicksign.token = secret("another-token-of-acme");
  CHECK(is_new());
  settings.clicksign.storage_hosts = {"files.acme.example"};
  CHECK(is_new());
  settings.clicksign.proxy = "http://127.0.0.1:3128";
  CHECK(is_new());
  settings.clicksign.timeout += std::chrono::seconds(1);
  CHECK(is_new());
  settings.clicksign.retry.attempts = 1;
  CHECK(is_new());
  settings.clicksign.observer =
      std::make_shared<http::log_observer>([](std::string_view) {}); // as a lookup may make it each time
  CHECK_FALSE(is_new());
}

} // namespace engine_state_test
