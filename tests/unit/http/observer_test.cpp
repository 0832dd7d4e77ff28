#include "support/catch.hpp"

#include "http/pipeline.hpp"
#include "http/retry/retry_machine.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/http/scripted_transport.hpp"

namespace observer_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace std::chrono;

namespace {

/// Records the notices as short words.
class recorder final : public observer {
public:
  void call_started(call_notice const& n) noexcept override { note("call", n); }
  void request_started(request_notice const& n) noexcept override { note("out " + std::to_string(n.attempt), n); }
  void request_finished(end_notice const& n) noexcept override { note("in " + end(n), n); }
  void retry(wait_notice const& n) noexcept override {
    note("retry " + (n.status != 0 ? std::to_string(n.status) : std::string(to_string(n.error))) + " " +
             std::to_string(n.wait.count()),
         n);
  }
  void quota_wait(wait_notice const& n) noexcept override { note("quota " + std::to_string(n.wait.count()), n); }
  void error(error_notice const& n) noexcept override {
    note("error " + std::string(to_string(n.code)) + " " + std::string(to_string(n.outcome)), n);
  }
  void call_finished(end_notice const& n) noexcept override { note("end " + std::to_string(n.attempt) + " " + end(n), n); }
  void unknown(unknown_notice const& n) noexcept override { words.push_back("unknown " + std::string(n.where)); }

  std::vector<std::string> words;
  std::vector<std::uint64_t> calls;
  std::vector<std::string> routes;
  std::vector<microseconds> durations;

private:
  void note(std::string word, call_notice const& n) {
    words.push_back(std::move(word));
    calls.push_back(n.call);
    routes.emplace_back(n.route);
  }
  std::string end(end_notice const& n) {
    durations.push_back(n.duration);
    std::string const text = n.status != 0 ? std::to_string(n.status) : std::string(to_string(n.error));
    return text + " " + std::string(to_string(n.outcome)) + (n.request_id.empty() ? "" : " " + std::string(n.request_id));
  }
};

struct bench {
  std::shared_ptr<rubrica_test::scripted_transport> transport = std::make_shared<rubrica_test::scripted_transport>();
  std::shared_ptr<rubrica_test::manual_clock> time = std::make_shared<rubrica_test::manual_clock>();
  std::shared_ptr<recorder> seen = std::make_shared<recorder>();
  call_policy rules;

  bench() {
    rules.clock = time;
    rules.observer = seen;
    rules.random = [] { return 1.0; };
  }
  result<call_response> send(method verb = method::get, milliseconds allowed = minutes(1)) {
    call_request request;
    request.verb = verb;
    request.url = "https://api.example/envelopes/3b241101-e2bb-4255-8caf-4136c566a962";
    request.route = "/envelopes/{envelope_id}";
    context limits;
    limits.deadline = time->now() + allowed;
    return pipeline(transport, rules).send(request, limits);
  }
  using words = std::vector<std::string>;
};

constexpr const char id[] = "7d2b8f1c-8e1a-4b67-9d3c-2f8e6a1b5c40";

} // namespace

TEST_CASE("an observer is told of a call that goes well", "[http][observer][clock]") {
  bench b;
  b.transport->then([&](request const&) {
    b.time->advance(milliseconds(120));
    return response{200, {{"X-Request-Id", id}}, {}};
  });
  REQUIRE(b.send());
  CHECK(b.seen->words == bench::words{"call", "out 1", std::string("in 200 done ") + id, std::string("end 1 200 done ") + id});
  CHECK(b.seen->durations == std::vector<microseconds>{milliseconds(120), milliseconds(120)});
  for (auto const& route : b.seen->routes) CHECK(route == "/envelopes/{envelope_id}");
}

TEST_CASE("an observer is told why a call is repeated and for how long it waits", "[http][observer]") {
  bench b;
  b.transport->fails(errc::connect, outcome::not_sent).status(503).status(204);
  REQUIRE(b.send(method::patch));
  CHECK(b.seen->words == bench::words{"call", "out 1", "in connect not_sent", "retry connect 50", "out 2", "in 503 ambiguous",
                                      "retry 503 100", "out 3", "in 204 done", "end 3 204 done"});
  CHECK(b.seen->durations.back() == milliseconds(150));
}

TEST_CASE("an observer is told once that a call waits for the rate limit", "[http][observer][clock]") {
  bench b;
  b.rules.quota = std::make_shared<quota>(1);
  b.transport->status(200, {}, {{"X-Rate-Limit", "1"}}).status(200, {}, {{"X-Rate-Limit", "1"}});
  REQUIRE(b.send());
  b.seen->words.clear();
  b.time->advance(seconds(3));
  REQUIRE(b.send());
  CHECK(b.seen->words == bench::words{"call", "quota 7000", "out 1", "in 200 done", "end 1 200 done"});
}

TEST_CASE("an observer is told of what a caller gets", "[http][observer]") {
  bench b;
  SECTION("an answer that is a refusal is no error here") {
    b.transport->status(422);
    REQUIRE(b.send(method::post));
    CHECK(b.seen->words == bench::words{"call", "out 1", "in 422 rejected", "end 1 422 rejected"});
  }
  SECTION("no answer is one") {
    b.transport->fails(errc::connection_lost, outcome::ambiguous);
    REQUIRE_FALSE(b.send(method::post));
    CHECK(b.seen->words == bench::words{"call", "out 1", "in connection_lost ambiguous", "error connection_lost ambiguous",
                                        "end 1 connection_lost ambiguous"});
  }
  SECTION("a call that is never sent is one") {
    REQUIRE_FALSE(b.send(method::post, milliseconds(0)));
    CHECK(b.seen->words == bench::words{"call", "error timeout not_sent", "end 0 timeout not_sent"});
  }
}

TEST_CASE("an observer tells calls apart, also those of several clients", "[http][observer]") {
  bench b;
  b.transport->status(200).status(200).status(200);
  REQUIRE(b.send());
  REQUIRE(b.send());
  bench other;
  other.rules.observer = b.seen;
  other.transport->status(200);
  REQUIRE(other.send());
  CHECK(b.seen->calls == std::vector<std::uint64_t>{1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3});
}

TEST_CASE("an observer that overrides nothing is told everything and does nothing", "[http][observer]") {
  bench b;
  b.rules.observer = std::make_shared<observer>();
  b.transport->status(503).fails(errc::connect, outcome::not_sent).status(200);
  CHECK(b.send());
  observer().unknown({});
}

TEST_CASE("an observer is told a request id only where it looks like one", "[http][observer]") {
  auto const told = [](std::string value) { return request_id_of({200, {{"X-Request-Id", std::move(value)}}, {}}); };
  CHECK(told(id) == id);
  CHECK(told("52998224725").empty()); // a CPF
  CHECK(told("ana@acme.example").empty());
  CHECK(told("x\x1b[2J").empty());
  CHECK(told(std::string(65, 'a')).empty());
  CHECK(request_id_of({}).empty());
}

} // namespace observer_test
