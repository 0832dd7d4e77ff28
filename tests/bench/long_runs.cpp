// The random tests of the unit tests in numbers that are conclusive: 10,000,000 forgeries and 1,000,000 histories.
#include "support/callbacks/shuffled_delivery.hpp"
#include "support/callbacks/signed_body.hpp"

#include <rubrica/clicksign/webhook/verify.hpp>

#include <chrono>
#include <cstdio>
#include <random>

using namespace rubrica_test;

namespace {

class stopwatch {
public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// How many callbacks with one changed bit or character are accepted.
bool forgeries(int count) {
  stopwatch const time;
  std::mt19937 random(20261124);
  std::vector<rubrica::secret> const secrets = {rubrica::secret("973d92ca80c2206a0e65b35d2371d595")};
  std::string const body = callback(happened("sign", 6, {"ana"}), "running", {"ana", "bia"}).dump();
  signed_body const right{body, content_hmac(secrets[0].reveal(), body)};
  if (!rubrica::clicksign::webhook::matching_secret(right.body, right.header, secrets)) return false;
  int accepted = 0;
  for (int i = 0; i < count; ++i) {
    auto const forgery = forged(right, static_cast<unsigned>(i), random);
    if (rubrica::clicksign::webhook::matching_secret(forgery.body, forgery.header, secrets)) ++accepted;
  }
  std::printf("%d forgeries, %d accepted, %.1f s\n", count, accepted, time.seconds());
  return accepted == 0;
}

/// How many sequences of events, of which some were lost, repeated or delivered in another order, end in the state of what arrived.
bool histories(int count) {
  stopwatch const time;
  std::mt19937 random(20261124);
  auto const story = seven_events();
  auto const expected = histories_of(story);
  int right = 0;
  for (int i = 0; i < count; ++i) right += ends_as_told_in_order(story, expected, random);
  std::printf("%d histories, %d in the right state, %.1f s\n", count, right, time.seconds());
  return right == count;
}

} // namespace

int main() {
  bool const safe = forgeries(10'000'000);
  bool const lawful = histories(1'000'000);
  return safe && lawful ? 0 : 1;
}
