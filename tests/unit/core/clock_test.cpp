#include "support/catch.hpp"

#include <rubrica/core/clock.hpp>

#include <future>

namespace clock_test {

using namespace rubrica;

TEST_CASE("the machine's clock waits until the time that is asked for, and never less", "[core]") {
  auto const clock = system_clock();
  auto const until = clock->now() + std::chrono::milliseconds(1);
  clock->wait(until, nullptr);
  CHECK(clock->now() >= until);
}

TEST_CASE("the machine's clock does not wait for a time that has passed", "[core]") {
  auto const clock = system_clock();
  cancel_flag const down{false};
  clock->wait(clock->now() - std::chrono::hours(1), &down);
  clock->wait({}, nullptr);
}

TEST_CASE("a wait of the machine's clock ends when its flag is raised, before or while it waits", "[core][threads]") {
  auto const clock = system_clock();
  auto const until = clock->now() + std::chrono::hours(1);
  cancel_flag flag{true};
  clock->wait(until, &flag);

  flag = false;
  auto const waiting = std::async(std::launch::async, [&] { clock->wait(until, &flag); });
  flag = true;
  waiting.wait();
  CHECK(clock->now() < until);
}

} // namespace clock_test
