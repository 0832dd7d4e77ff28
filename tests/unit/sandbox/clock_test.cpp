#include "support/catch.hpp"

#include <rubrica/sandbox/clock.hpp>
#include <rubrica/sandbox/server.hpp>

#include <chrono>
#include <memory>

namespace clock_test {

using namespace rubrica;
using std::chrono::hours;
using std::chrono::system_clock;

namespace {

/// How far its calendar is ahead of the machine's, in whole hours.
long hours_ahead(rubrica::clock const& one) {
  return std::chrono::round<hours>(one.calendar() - system_clock::now()).count();
}

} // namespace

TEST_CASE("a server's clock has its calendar, and the machine's time for waits", "[sandbox][clock]") {
  sandbox::server server;
  auto const clock = server.clock();
  CHECK(hours_ahead(*clock) == 0);
  server.advance(hours(24 * 31));
  server.advance(hours(2));
  CHECK(hours_ahead(*clock) == 24 * 31 + 2);
  CHECK(clock->now() - std::chrono::steady_clock::now() < hours(1));
  auto const until = clock->now() + std::chrono::milliseconds(1);
  clock->wait(until, nullptr);
  CHECK(clock->now() >= until);
}

TEST_CASE("a server's clock may outlive it", "[sandbox][clock]") {
  auto server = std::make_unique<sandbox::server>();
  auto const clock = server->clock();
  server->advance(hours(48));
  server.reset();
  CHECK(hours_ahead(*clock) == 48);
}

TEST_CASE("the clock of a simulator elsewhere asks it over HTTP", "[sandbox][clock][socket]") {
  auto server = std::make_unique<sandbox::server>();
  server->advance(hours(24 * 31));
  auto const clock = sandbox::clock(server->base_url());
  CHECK(hours_ahead(*clock) == 24 * 31);
  auto const before = sandbox::clock(server->base_url());
  server.reset();
  CHECK(hours_ahead(*clock) == 24 * 31); // its last answer counts
  CHECK(hours_ahead(*before) == 0);      // it never had one
}

} // namespace clock_test
