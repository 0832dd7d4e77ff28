#include "support/catch.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/clock.hpp>
#include <rubrica/sandbox/server.hpp>

#include <chrono>

namespace moved_clock_test {

using namespace rubrica;
using rubrica_test::small_request;

namespace {

constexpr auto month = std::chrono::hours(24 * 31);

std::string status_of(clicksign::client const& client, envelope_id const& envelope) {
  return std::string(client.envelopes().get(envelope).value().status.text());
}

} // namespace

TEST_CASE("a client with the simulator's clock sends again a month later", "[signing][sending][clock][socket]") {
  sandbox::server server;
  clicksign::client const client(server.client_options());
  auto const first = signing::sender(client).send(small_request()).value();
  server.advance(month);
  CHECK(status_of(client, first.envelope) == "canceled"); // its deadline has passed, and nobody had signed
  auto again = small_request();
  again.replaces = first.envelope;
  auto const second = signing::sender(client).send(again);
  REQUIRE(second);
  CHECK(status_of(client, second->envelope) == "running");
  CHECK(*second->deadline.at() > server.now() + std::chrono::hours(24 * 27));
}

TEST_CASE("a client of a simulator elsewhere follows its clock", "[signing][sending][clock][socket]") {
  sandbox::server server;
  server.advance(month);
  clicksign::client_options options;
  options.base_url = server.base_url();
  options.token = server.token();
  auto const refused = signing::sender(clicksign::client(options)).send(small_request());
  REQUIRE_FALSE(refused); // by the machine's calendar the deadline has passed already
  options.clock = sandbox::clock(server.base_url());
  CHECK(signing::sender(clicksign::client(options)).send(small_request()).has_value());
}

} // namespace moved_clock_test
