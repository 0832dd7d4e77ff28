// Deadlines, cancellation and what is known about the effect, through the blocking pipeline in virtual time.
#include "support/catch.hpp"

#include "http/pipeline.hpp"
#include "http/retry/retry_machine.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/clock/wait_until.hpp"
#include "support/http/scripted_transport.hpp"

#include <future>

namespace retry_machine_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace std::chrono;

namespace {

struct bench {
  std::shared_ptr<rubrica_test::scripted_transport> transport = std::make_shared<rubrica_test::scripted_transport>();
  std::shared_ptr<rubrica_test::manual_clock> time = std::make_shared<rubrica_test::manual_clock>();
  call_policy rules;
  call_request request;
  context limits;

  bench() {
    rules.clock = time;
    rules.random = [] { return 1.0; };
  }
  result<call_response> send(milliseconds allowed = minutes(1)) {
    limits.deadline = time->now() + allowed;
    return pipeline(transport, rules).send(request, limits);
  }
  std::size_t requests() const { return transport->requests().size(); }
  /// Makes `limit` successful calls with an account that has this limit.
  void use_up(int limit) {
    rules.quota = std::make_shared<quota>(limit);
    for (int i = 0; i < limit; ++i) {
      transport->status(200, {}, counting(limit, limit - i - 1));
      REQUIRE(send());
    }
  }
  headers counting(int limit, int remaining) const {
    auto const shown = duration_cast<seconds>(time->calendar().time_since_epoch()).count();
    return {{"X-Rate-Limit", std::to_string(limit)},
            {"X-Rate-Limit-Remaining", std::to_string(remaining)},
            {"X-Rate-Limit-Reset", std::to_string(shown / 10 * 10 + 10)}};
  }
};

} // namespace

TEST_CASE("a retry that would come too late is not waited for", "[http][retry]") {
  bench b;
  b.transport->status(503).status(200);
  b.rules.retry.base_delay = seconds(5);
  auto const answer = b.send(seconds(5));
  CHECK(answer.value().status == 503);
  CHECK(b.time->waits().empty());
}

TEST_CASE("a call for which the limit leaves no room before its deadline ends at once and is never sent",
          "[http][retry][clock]") {
  bench b;
  b.use_up(3);
  b.time->advance(seconds(4));
  auto const answer = b.send(seconds(5));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::rate_limited);
  CHECK(answer.error().outcome == outcome::not_sent);
  CHECK(answer.error().retry_after == seconds(6));
  CHECK(answer.error().safe_to_retry());
  CHECK(b.requests() == 3);
  CHECK(b.time->waits().empty());
}

TEST_CASE("a call waits for the next window when its deadline allows it", "[http][retry][clock]") {
  bench b;
  b.use_up(3);
  b.time->advance(seconds(4));
  b.transport->status(200);
  CHECK(b.send(seconds(7)).value().status == 200);
  CHECK(b.time->waits() == std::vector<milliseconds>{seconds(6)});
}

TEST_CASE("a call that was turned away gives that answer when the next window comes too late", "[http][retry][clock]") {
  bench b;
  b.use_up(3);
  b.time->advance(seconds(11)); // another program has used the window meanwhile
  b.transport->status(429, {}, b.counting(3, 0));
  auto const answer = b.send(seconds(8));
  CHECK(answer.value().status == 429);
  CHECK(b.time->waits().empty());
}

TEST_CASE("a deadline that has passed sends nothing", "[http][retry]") {
  bench b;
  auto const answer = b.send(milliseconds(0));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::timeout);
  CHECK(answer.error().outcome == outcome::not_sent);
  CHECK(b.requests() == 0);
}

TEST_CASE("a deadline that passes while a request is under way gives what that ended with", "[http][retry][clock]") {
  bench b;
  b.request.verb = GENERATE(method::get, method::post);
  b.transport->then([&](request const&) -> result<response> {
    b.time->advance(minutes(2));
    auto error = make_error(errc::timeout);
    error.outcome = outcome::ambiguous;
    return error;
  });
  auto const answer = b.send();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::timeout);
  // A read has no effect that could be unknown.
  CHECK(answer.error().outcome == (b.request.verb == method::get ? outcome::rejected : outcome::ambiguous));
  CHECK(b.requests() == 1);
}

TEST_CASE("a raised flag ends the call between two requests", "[http][retry]") {
  bench b;
  b.limits.cancelled = std::make_shared<cancel_flag>(false);
  auto const cancel_and = [&](auto answer) {
    return [&b, answer](request const&) -> result<response> {
      b.limits.cancelled->store(true);
      return answer;
    };
  };
  SECTION("before the first") {
    b.limits.cancelled->store(true);
    auto const answer = b.send();
    CHECK(answer.error().code == errc::cancelled);
    CHECK(answer.error().outcome == outcome::not_sent);
    CHECK(b.requests() == 0);
  }
  SECTION("after one that never left") {
    b.transport->then(cancel_and(make_error(errc::connect)));
    auto const answer = b.send();
    CHECK(answer.error().code == errc::cancelled);
    CHECK(answer.error().outcome == outcome::not_sent);
  }
  SECTION("after one that the limit turned away") {
    b.transport->then(cancel_and(response{429, {}, {}}));
    auto const answer = b.send();
    CHECK(answer.error().code == errc::cancelled);
    CHECK(answer.error().outcome == outcome::rejected);
  }
  SECTION("after one whose effect nobody knows") {
    b.request.verb = method::patch;
    b.transport->then(cancel_and(response{503, {}, {}}));
    auto const answer = b.send();
    CHECK(answer.error().code == errc::cancelled);
    CHECK(answer.error().outcome == outcome::ambiguous);
  }
  CHECK(b.requests() <= 1);
}

TEST_CASE("a flag that is raised after the answer changes nothing", "[http][retry]") {
  bench b;
  b.limits.cancelled = std::make_shared<cancel_flag>(false);
  b.transport->then([&](request const&) -> result<response> {
    b.limits.cancelled->store(true);
    return response{201, {}, {}};
  });
  CHECK(b.send().value().status == 201);
}

TEST_CASE("a sleeping call is woken by its flag", "[http][retry][threads]") {
  auto transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(503, {}, {}).status(200);
  call_policy rules;
  rules.retry.base_delay = hours(1);
  rules.retry.longest_delay = hours(1);
  rules.random = [] { return 1.0; };
  context limits;
  limits.cancelled = std::make_shared<cancel_flag>(false);
  auto const canceller = std::async(std::launch::async, [&] {
    static_cast<void>(rubrica_test::wait_until([&] { return !transport->requests().empty(); }));
    limits.cancelled->store(true);
  });
  auto const answer = pipeline(transport, rules).send({}, limits);
  canceller.wait();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::cancelled);
}

TEST_CASE("a request that may have had its effect is not forgotten when the next one does not leave", "[http][retry]") {
  bench b;
  b.request.verb = method::patch;
  b.transport->fails(errc::connection_lost, outcome::ambiguous)
      .fails(errc::connect, outcome::not_sent)
      .fails(errc::connect, outcome::not_sent);
  auto const answer = b.send();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::connect);
  CHECK(answer.error().outcome == outcome::ambiguous);
  CHECK(b.requests() == 3);
}

TEST_CASE("a request that may have had its effect is not forgotten when the next ones are refused", "[http][retry]") {
  for (int status : {422, 429}) {
    bench b;
    b.request.verb = method::patch;
    b.rules.retry.throttled_attempts = 0;
    b.transport->fails(errc::connection_lost, outcome::ambiguous).status(status);
    CHECK(b.send().value().earlier_attempt_unknown);
  }
}

TEST_CASE("the last of several 503s speaks for all only when they say the same", "[http][retry]") {
  for (bool same : {true, false}) {
    bench b;
    b.request.verb = method::patch;
    b.transport->status(503, same ? "off" : "gateway").status(503, "off").status(503, "off");
    CHECK(b.send().value().earlier_attempt_unknown != same);
  }
}

TEST_CASE("a call that does not count against the rate limit does not wait for it", "[http][retry]") {
  bench b;
  b.use_up(2);
  b.request.counts_against_quota = false;
  b.transport->status(200).status(200);
  CHECK(b.send());
  CHECK(b.send());
  CHECK(b.time->waits().empty());
}

TEST_CASE("calls of an endpoint that takes one a minute are spaced by a minute", "[http][retry][clock]") {
  bench b;
  b.rules.quota = std::make_shared<quota>(50);
  b.request.verb = method::post;
  b.request.url = "https://api.example/envelopes/1/notifications";
  b.request.min_interval = seconds(60);
  b.request.repeatable = false;

  SECTION("a second call waits out the minute when it may") {
    b.transport->status(201).status(201);
    REQUIRE(b.send());
    b.time->advance(seconds(15));
    REQUIRE(b.send(minutes(2)));
    CHECK(b.time->waits() == std::vector<milliseconds>{seconds(45)});
  }
  SECTION("and is not sent when it may not") {
    b.transport->status(201);
    REQUIRE(b.send());
    b.time->advance(seconds(15));
    auto const answer = b.send(seconds(30));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == errc::rate_limited);
    CHECK(answer.error().outcome == outcome::not_sent);
    CHECK(answer.error().retry_after == seconds(45));
    CHECK(b.requests() == 1);
  }
  SECTION("what was refused does not count") {
    for (int status : {400, 403, 404, 422, 429}) {
      b.transport->status(status);
      CHECK(b.send()->status == status);
    }
    b.transport->status(201);
    CHECK(b.send()->status == 201);
    CHECK(b.time->waits().empty());
  }
  SECTION("what may have been accepted does") {
    b.transport->fails(errc::connection_lost, outcome::ambiguous);
    CHECK_FALSE(b.send());
    CHECK_FALSE(b.send(seconds(30)));
    CHECK(b.requests() == 1);
  }
  SECTION("what never left does not") {
    b.transport->fails(errc::connect, outcome::not_sent).status(201);
    CHECK_FALSE(b.send());
    CHECK(b.send());
  }
  SECTION("another endpoint has its own minute") {
    b.transport->status(201).status(201);
    REQUIRE(b.send());
    b.request.url = "https://api.example/envelopes/2/notifications";
    CHECK(b.send());
    CHECK(b.time->waits().empty());
  }
  SECTION("a call that waits for it keeps no place from others") {
    b.transport->status(201, {}, b.counting(1, 0));
    REQUIRE(b.send());
    b.time->advance(seconds(10));
    quota_slot waiting(b.rules.quota, b.request, priority::interactive);
    CHECK_FALSE(waiting.ask(*b.time).granted);
    CHECK(quota_slot(b.rules.quota, {}, priority::interactive).ask(*b.time).granted);
  }
}

} // namespace retry_machine_test
