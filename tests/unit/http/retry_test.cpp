// The twenty cases that the AWS SDKs' common specification of retries (version 2.1, "standard" mode) lists for all of them:
// the answers that come, how long each repetition waits, what is left of the budget. Jitter is fixed at its ceiling.
#include "support/catch.hpp"

#include "http/retry/retry_machine.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/process/run_in_threads.hpp"

#include <thread>

namespace retry_test {

using namespace rubrica;
using namespace rubrica::http;
using std::chrono::milliseconds;

namespace {

/// One call that is driven by hand, answer after answer.
class driven_call {
public:
  explicit driven_call(call_policy const& rules) : rules_(rules), call_(request_, limits_, rules_) { go_on(); }

  /// Answers the request that is out; gives how long the call waited after that.
  milliseconds answer(int status, headers fields = {}) {
    REQUIRE(sending_);
    call_.answered(response{status, std::move(fields), {}});
    return go_on();
  }
  bool over() const { return answer_.has_value(); }
  int status() const { return answer_.value().value().status; }

private:
  milliseconds go_on() {
    sending_ = false;
    auto const before = rules_.clock->now();
    for (;;) {
      auto step = call_.next();
      if (auto* done = std::get_if<result<call_response>>(&step))
        answer_ = std::move(*done);
      else if (auto* pause = std::get_if<retry_machine::wait>(&step)) {
        rules_.clock->wait(pause->until, nullptr);
        continue;
      } else
        sending_ = true;
      return std::chrono::duration_cast<milliseconds>(rules_.clock->now() - before);
    }
  }

  call_policy rules_;
  call_request request_;
  context limits_;
  retry_machine call_;
  bool sending_ = false;
  std::optional<result<call_response>> answer_;
};

struct account {
  explicit account(int budget = 500) {
    rules.clock = std::make_shared<rubrica_test::manual_clock>();
    rules.budget = std::make_shared<retry_budget>(500);
    static_cast<void>(rules.budget->take(500 - budget));
    rules.random = [] { return 1.0; };
  }
  int left() const { return rules.budget->left(); }

  call_policy rules;
};

milliseconds ms(int count) {
  return milliseconds(count);
}

headers retry_after(std::string value) {
  return {{"Retry-After", std::move(value)}};
}

} // namespace

TEST_CASE("retries 1: a call that is repeated succeeds in the end", "[http][retry]") {
  account a;
  driven_call call(a.rules);
  CHECK(call.answer(500) == ms(50));
  CHECK(a.left() == 486);
  CHECK(call.answer(500) == ms(100));
  CHECK(a.left() == 472);
  CHECK(call.answer(200) == ms(0));
  CHECK(call.status() == 200);
  CHECK(a.left() == 486);
}

TEST_CASE("retries 2: the number of attempts is reached", "[http][retry]") {
  account a;
  driven_call call(a.rules);
  CHECK(call.answer(502) == ms(50));
  CHECK(call.answer(502) == ms(100));
  CHECK(a.left() == 472);
  CHECK(call.answer(502) == ms(0));
  CHECK(call.status() == 502);
  CHECK(a.left() == 472);
}

TEST_CASE("retries 3: the budget is spent after one repetition", "[http][retry]") {
  account a(14);
  a.rules.retry.attempts = 5;
  driven_call call(a.rules);
  CHECK(call.answer(500) == ms(50));
  CHECK(a.left() == 0);
  CHECK(call.answer(500) == ms(0));
  CHECK(call.status() == 500);
  CHECK(a.left() == 0);
}

TEST_CASE("retries 4: without a budget nothing is repeated", "[http][retry]") {
  account a(0);
  driven_call call(a.rules);
  CHECK(call.answer(500) == ms(0));
  CHECK(call.status() == 500);
  CHECK(a.left() == 0);
}

TEST_CASE("retries 5: the delay doubles", "[http][retry]") {
  account a;
  a.rules.retry.attempts = 5;
  driven_call call(a.rules);
  int left = 500;
  for (int delay : {50, 100, 200, 400}) {
    CHECK(call.answer(500) == ms(delay));
    CHECK(a.left() == (left -= 14));
  }
  CHECK(call.answer(500) == ms(0));
  CHECK(call.status() == 500);
  CHECK(a.left() == 444);
}

TEST_CASE("retries 6: the delay has a ceiling", "[http][retry]") {
  account a;
  a.rules.retry.attempts = 5;
  a.rules.retry.longest_delay = ms(200);
  driven_call call(a.rules);
  for (int delay : {50, 100, 200, 200}) CHECK(call.answer(500) == ms(delay));
  CHECK(call.answer(500) == ms(0));
  CHECK(a.left() == 444);
}

TEST_CASE("retries 7: the budget does not reach for the second repetition", "[http][retry]") {
  account a(20);
  a.rules.retry.attempts = 5;
  driven_call call(a.rules);
  CHECK(call.answer(500) == ms(50));
  CHECK(a.left() == 6);
  CHECK(call.answer(502) == ms(0));
  CHECK(call.status() == 502);
  CHECK(a.left() == 6);
}

TEST_CASE("retries 8: success gives back what the last repetition took", "[http][retry]") {
  account a(30);
  a.rules.retry.attempts = 5;
  driven_call first(a.rules);
  CHECK(first.answer(500) == ms(50));
  CHECK(a.left() == 16);
  CHECK(first.answer(502) == ms(100));
  CHECK(a.left() == 2);
  CHECK(first.answer(200) == ms(0));
  CHECK(a.left() == 16);

  driven_call second(a.rules);
  CHECK(second.answer(500) == ms(50));
  CHECK(a.left() == 2);
  CHECK(second.answer(200) == ms(0));
  CHECK(a.left() == 16);

  driven_call third(a.rules);
  CHECK(third.answer(200) == ms(0));
  CHECK(a.left() == 17);
}

TEST_CASE("retries 9: calls at the same time share the budget", "[http][retry][threads]") {
  account a;
  a.rules.retry.attempts = 10;
  driven_call one(a.rules);
  driven_call other(a.rules);
  static_cast<void>(one.answer(500));
  CHECK(a.left() == 486);
  static_cast<void>(other.answer(429));
  CHECK(a.left() == 481);
  static_cast<void>(one.answer(500));
  CHECK(a.left() == 467);
  static_cast<void>(other.answer(200));
  CHECK(a.left() == 472);
  static_cast<void>(one.answer(200));
  CHECK(a.left() == 486);

  SECTION("from many threads no token is lost or made up") {
    rubrica_test::run_in_threads(8, [&](std::size_t) {
      for (int n = 0; n < 10'000; ++n) {
        if (a.rules.budget->take(14)) a.rules.budget->give(14);
      }
    });
    CHECK(a.left() == 486);
  }
}

TEST_CASE("retries 10: a throttled call costs less and waits for longer", "[http][retry]") {
  account a;
  driven_call call(a.rules);
  CHECK(call.answer(429) == ms(1000));
  CHECK(a.left() == 495);
  CHECK(call.answer(200) == ms(0));
  CHECK(a.left() == 500);
}

TEST_CASE("retries 11: another base and another number of attempts", "[http][retry]") {
  account a;
  a.rules.retry.base_delay = ms(25);
  a.rules.retry.attempts = 4;
  driven_call call(a.rules);
  CHECK(call.answer(500) == ms(25));
  CHECK(a.left() == 486);
  CHECK(call.answer(500) == ms(50));
  CHECK(a.left() == 472);
  CHECK(call.answer(500) == ms(100));
  CHECK(a.left() == 458);
  CHECK(call.answer(500) == ms(0));
  CHECK(call.status() == 500);
  CHECK(a.left() == 458);
}

TEST_CASE("retries 12-16: a policy can slow polling down", "[http][retry]") {
  account a(0);
  a.rules.retry.slows_polling = true;
  SECTION("12: without a budget a failure is reported after the delay") {
    driven_call call(a.rules);
    CHECK(call.answer(500) == ms(50));
    CHECK(call.status() == 500);
    CHECK(a.left() == 0);
  }
  SECTION("13: and so is a throttled call") {
    driven_call call(a.rules);
    CHECK(call.answer(429) == ms(1000));
    CHECK(call.status() == 429);
    CHECK(a.left() == 0);
  }
  SECTION("14: not when the attempts are used up") {
    a.rules.budget->give(500);
    a.rules.retry.attempts = 2;
    driven_call call(a.rules);
    CHECK(call.answer(500) == ms(50));
    CHECK(call.answer(500) == ms(0));
    CHECK(call.status() == 500);
    CHECK(a.left() == 486);
  }
  SECTION("15: not after a success") {
    a.rules.budget->give(500);
    a.rules.retry.attempts = 2;
    driven_call call(a.rules);
    CHECK(call.answer(500) == ms(50));
    CHECK(call.answer(200) == ms(0));
    CHECK(call.status() == 200);
    CHECK(a.left() == 500);
  }
  SECTION("16: not when it could not be repeated anyway") {
    a.rules.retry.attempts = 2;
    driven_call call(a.rules);
    CHECK(call.answer(422) == ms(0));
    CHECK(call.status() == 422);
    CHECK(a.left() == 0);
  }
}

TEST_CASE("retries 17-20: the server's wish is obeyed within bounds", "[http][retry]") {
  account a;
  driven_call call(a.rules);
  SECTION("17: as it is") {
    CHECK(call.answer(500, retry_after("2")) == ms(2000));
    CHECK(back_off(a.rules.retry, retry_decision::transient, 0, 1.0, ms(1500)) == ms(1500));
  }
  SECTION("18: not less than the own delay") {
    CHECK(call.answer(500, retry_after("0")) == ms(50));
  }
  SECTION("19: at most five seconds more") {
    CHECK(call.answer(500, retry_after("10")) == ms(5050));
  }
  SECTION("20: not when it cannot be read") {
    CHECK(call.answer(500, retry_after("invalid")) == ms(50));
  }
  CHECK(a.left() == 486);
  CHECK(call.answer(200) == ms(0));
  CHECK(a.left() == 500);
}

TEST_CASE("a delay is drawn evenly between nothing and its ceiling", "[http][retry]") {
  auto const draw = random_draws();
  retry_policy const policy;
  double sum = 0;
  milliseconds shortest = ms(20'000);
  milliseconds longest = ms(0);
  constexpr int draws = 10'000;
  for (int i = 0; i < draws; ++i) {
    auto const delay = back_off(policy, retry_decision::transient, 100, draw(), std::nullopt);
    sum += static_cast<double>(delay.count());
    shortest = std::min(shortest, delay);
    longest = std::max(longest, delay);
  }
  CHECK(shortest < ms(100));
  CHECK(longest > ms(19'900));
  CHECK(longest <= ms(20'000));
  CHECK(std::abs(sum / draws - 10'000) < 300); // five standard deviations
}

TEST_CASE("what the rate limit turned away is tried again for longer than other failures", "[http][retry]") {
  account a;
  driven_call call(a.rules);
  for (int i = 0; i < a.rules.retry.throttled_attempts; ++i) {
    REQUIRE_FALSE(call.over());
    static_cast<void>(call.answer(429));
  }
  CHECK(call.answer(429) == ms(0));
  CHECK(call.over());

  SECTION("and one attempt means one") {
    a.rules.retry.attempts = 1;
    driven_call other(a.rules);
    CHECK(other.answer(429) == ms(0));
    CHECK(other.status() == 429);
  }
}

TEST_CASE("a throttled call waits for as long as it is asked to", "[http][retry]") {
  account a;
  driven_call call(a.rules);
  CHECK(call.answer(429, retry_after("40")) == ms(40'000));
}

} // namespace retry_test
