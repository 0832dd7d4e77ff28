#include "support/catch.hpp"

#include "http/pipeline.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/http/scripted_transport.hpp"

namespace pipeline_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace std::chrono;

namespace {

struct bench {
  std::shared_ptr<rubrica_test::scripted_transport> transport = std::make_shared<rubrica_test::scripted_transport>();
  std::shared_ptr<rubrica_test::manual_clock> time = std::make_shared<rubrica_test::manual_clock>();
  retry_policy policy;

  result<call_response> send(method verb, bool repeatable = true, milliseconds allowed = minutes(1)) {
    call_request request;
    request.verb = verb;
    request.repeatable = repeatable;
    context limits;
    limits.deadline = time->now() + allowed;
    return pipeline(transport, time, policy).send(request, limits);
  }
  std::size_t requests() const { return transport->requests().size(); }
};

} // namespace

TEST_CASE("a creation is repeated only when nothing was sent or the limit turned it away", "[http][retry]") {
  bench b;
  SECTION("not sent") {
    b.transport->fails(errc::connect, outcome::not_sent).status(201);
    CHECK(b.send(method::post)->status == 201);
    CHECK(b.requests() == 2);
  }
  SECTION("turned away") {
    b.transport->status(429).status(201);
    CHECK(b.send(method::post)->status == 201);
    CHECK(b.requests() == 2);
  }
  SECTION("it may have happened") {
    b.transport->fails(errc::connection_lost, outcome::ambiguous).status(201);
    auto const answer = b.send(method::post);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().outcome == outcome::ambiguous);
    CHECK(b.requests() == 1);
  }
  SECTION("the server failed") {
    b.transport->status(500).status(201);
    CHECK(b.send(method::post)->status == 500);
    CHECK(b.requests() == 1);
  }
}

TEST_CASE("an idempotent request is repeated after any passing failure", "[http][retry]") {
  for (method verb : {method::get, method::put, method::patch, method::del}) {
    bench b;
    b.transport->fails(errc::connection_lost, outcome::ambiguous).status(503).status(200);
    CHECK(b.send(verb)->status == 200);
    CHECK(b.requests() == 3);
  }
}

TEST_CASE("a request that must not be repeated is sent once", "[http][retry]") {
  bench b;
  b.transport->status(429).status(201);
  CHECK(b.send(method::post, false)->status == 429);
  CHECK(b.requests() == 1);
}

TEST_CASE("a refused request is not repeated", "[http][retry]") {
  for (int status : {400, 401, 403, 404, 422}) {
    bench b;
    b.transport->status(status).status(200);
    CHECK(b.send(method::get)->status == status);
    CHECK(b.requests() == 1);
  }
}

TEST_CASE("a deletion whose answer was lost counts as done when the record is gone", "[http][retry]") {
  bench b;
  SECTION("lost") {
    b.transport->fails(errc::connection_lost, outcome::ambiguous).status(404);
    CHECK(b.send(method::del)->status == 204);
  }
  SECTION("not lost") {
    b.transport->status(404);
    CHECK(b.send(method::del)->status == 404);
  }
  SECTION("never sent") {
    b.transport->fails(errc::connect, outcome::not_sent).status(404);
    CHECK(b.send(method::del)->status == 404);
  }
}

TEST_CASE("the number of attempts of a call is bounded", "[http][retry]") {
  bench b;
  b.policy.attempts = 3;
  for (int i = 0; i < 10; ++i) b.transport->status(503);
  CHECK(b.send(method::get)->status == 503);
  CHECK(b.requests() == 3);
}

TEST_CASE("waits between attempts stay under the doubled base and the cap", "[http][retry]") {
  bench b;
  b.policy.attempts = 6;
  b.policy.base_delay = milliseconds(100);
  b.policy.longest_delay = milliseconds(400);
  for (int i = 0; i < 6; ++i) b.transport->status(500);
  static_cast<void>(b.send(method::get));
  auto const waits = b.time->waits();
  CHECK(waits.size() <= 5); // a wait of zero is none
  for (auto wait : waits) CHECK(wait <= milliseconds(400));
}

TEST_CASE("a request is not repeated when the wait would pass the deadline", "[http][retry]") {
  bench b;
  b.transport->status(429, {}, {{"Retry-After", "30"}}).status(200);
  CHECK(b.send(method::get, true, seconds(20))->status == 429);
  CHECK(b.requests() == 1);
  CHECK(b.time->waits().empty());
}

TEST_CASE("a transport is told what goes on the wire, and tells what came back: nothing of the pipeline's own", "[http]") {
  // A member more or less does not compile here: ask whether whoever writes a transport needs it.
  auto const [verb, url, fields, authorization, body, sink, max_response_bytes, outside_only] = request();
  auto const [status, answered, text, peer] = response();
  CHECK(verb == method::get);
  CHECK(max_response_bytes > 0);
  CHECK_FALSE(outside_only);
  CHECK((url.empty() && fields.empty() && authorization.empty() && body.index() == 0 && !sink));
  CHECK((status == 0 && answered.empty() && text.empty() && peer.empty()));
}

} // namespace pipeline_test
