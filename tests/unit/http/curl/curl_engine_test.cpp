#include "support/catch.hpp"

#include "http/curl/curl_engine.hpp"
#include "support/clock/held_clock.hpp"
#include "support/clock/wait_until.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/forked.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace curl_engine_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace rubrica_test;

namespace {

/// Which calls have ended, in order.
class ended_calls {
public:
  engine_orders::completion as(std::string name) {
    return [this, name = std::move(name)](result<call_response> answer) {
      std::lock_guard<std::mutex> const lock(mutex_);
      names_.push_back(name + (answer ? "" : " " + std::string(rubrica::to_string(answer.error().code))));
      changed_.notify_all();
    };
  }
  wake_up as_wake(std::string name) {
    return [told = as(std::move(name))](result<void> over) {
      told(over ? result<call_response>(call_response()) : result<call_response>(over.error()));
    };
  }
  bool wait_for(std::size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return names_.size() >= count; });
  }
  std::vector<std::string> names() {
    std::lock_guard<std::mutex> const lock(mutex_);
    return names_;
  }
  bool has(std::string const& name) {
    auto const all = names();
    return std::find(all.begin(), all.end(), name) != all.end();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> names_;
};

std::string const counted = answer(200, "{}", "X-Rate-Limit: 5\r\n");

context with_priority(priority value) {
  context limits;
  limits.priority = value;
  return limits;
}

} // namespace

TEST_CASE("an interactive call goes before the bulk calls that wait for the rate limit", "[http][curl][socket][clock]") {
  raw_server server(always(counted));
  auto const time = std::make_shared<held_clock>();
  call_policy rules;
  rules.clock = time;
  rules.quota = std::make_shared<quota>(5);
  ended_calls ended;
  curl_engine engine({4, {}, {}}, rules);
  for (int i = 0; i < 20; ++i) engine.start(get(server.url("/bulk")), with_priority(priority::bulk), ended.as("bulk"));
  REQUIRE(ended.wait_for(5));
  engine.start(get(server.url("/now")), with_priority(priority::interactive), ended.as("now"));
  time->advance(std::chrono::seconds(10));
  REQUIRE(ended.wait_for(9)); // one place is kept for the call that may follow
  CHECK(ended.has("now"));
  time->advance(std::chrono::seconds(2));
  REQUIRE(ended.wait_for(10));
  CHECK(ended.names().size() == 10);
}

TEST_CASE("calls that wait take no place from those that could go", "[http][curl][socket][clock]") {
  std::atomic<int> turned_away{0};
  raw_server server([&](connection& peer) {
    while (auto const request = peer.read_request()) {
      bool const waits = request->target == "/later";
      if (waits) ++turned_away;
      peer.write(waits ? answer(503, "", "Retry-After: 5\r\n") : answer(200, "{}"));
    }
  });
  auto const time = std::make_shared<held_clock>();
  call_policy rules;
  rules.clock = time;
  ended_calls ended;
  curl_engine engine({2, {}, {}}, rules);
  for (int i = 0; i < 6; ++i) engine.start(get(server.url("/later")), {}, ended.as("later"));
  REQUIRE(rubrica_test::wait_until([&] { return turned_away >= 6; }));
  engine.start(get(server.url("/now")), {}, ended.as("now"));
  REQUIRE(ended.wait_for(1));
  CHECK(ended.names() == std::vector<std::string>{"now"});
}

TEST_CASE("of the calls that wait for a connection the interactive ones go first", "[http][curl][socket]") {
  std::atomic<bool> hold{true};
  raw_server server([&](connection& peer) {
    while (peer.read_request()) {
      while (hold && peer.pause(std::chrono::milliseconds(1))) {
      }
      if (!peer.write(answer(200, "{}"))) return;
    }
  });
  ended_calls ended;
  curl_engine engine({1, {}, {}}, {});
  engine.start(get(server.url("/first")), {}, ended.as("first"));
  REQUIRE(rubrica_test::wait_until([&] { return server.has_seen("/first"); }));
  for (int i = 0; i < 3; ++i) engine.start(get(server.url("/bulk")), with_priority(priority::bulk), ended.as("bulk"));
  for (int i = 0; i < 3; ++i) engine.start(get(server.url("/now")), with_priority(priority::interactive), ended.as("now"));
  hold = false;
  REQUIRE(ended.wait_for(7));
  CHECK(ended.names() == std::vector<std::string>{"first", "now", "now", "now", "bulk", "bulk", "bulk"});
}

TEST_CASE("a call that waits for anything ends with the engine", "[http][curl][socket][clock]") {
  raw_server server(always(answer(503, "", "Retry-After: 5\r\n")));
  call_policy rules;
  rules.clock = std::make_shared<held_clock>();
  rules.quota = std::make_shared<quota>(2);
  ended_calls ended;
  {
    curl_engine engine({4, {}, {}}, rules);
    for (int i = 0; i < 50; ++i)
      engine.start(get(server.url()), with_priority(i % 2 == 0 ? priority::bulk : priority::interactive), ended.as("call"));
    REQUIRE(rubrica_test::wait_until([&] { return server.count("GET") >= 2; }));
  }
  CHECK(ended.names() == std::vector<std::string>(50, "call cancelled"));
  CHECK(server.count("GET") == 2);
}

TEST_CASE("a call that waits hears of its flag and of its deadline", "[http][curl][socket]") {
  raw_server server(always(counted));
  call_policy rules;
  rules.quota = std::make_shared<quota>(1);
  ended_calls ended;
  curl_engine engine({4, {}, {}}, rules);
  // Whatever the time is: after twenty calls of five in ten seconds there are some that wait.
  context limits;
  limits.cancelled = std::make_shared<cancel_flag>(false);
  for (int i = 0; i < 20; ++i) engine.start(get(server.url()), limits, ended.as("call"));
  REQUIRE(ended.wait_for(1));
  limits.cancelled->store(true);
  REQUIRE(ended.wait_for(20));
  CHECK(ended.has("call cancelled"));
  engine.start(get(server.url()), short_deadline(std::chrono::milliseconds(0)), ended.as("late"));
  REQUIRE(ended.wait_for(21));
  CHECK(ended.has("late timeout"));
}

TEST_CASE("the engine waits by its clock while nothing is on the wire", "[http][curl][socket][clock]") {
  raw_server server(always(answer(503, "", "Retry-After: 5\r\n")));
  auto const time = std::make_shared<manual_clock>();
  auto const began = time->now();
  call_policy rules;
  rules.clock = time;
  rules.retry.attempts = 3;
  ended_calls ended;
  curl_engine engine({4, {}, {}}, rules);
  engine.start(get(server.url("/slow")), {}, ended.as("slow"));
  REQUIRE(ended.wait_for(1));
  CHECK(server.count("GET") == 3);
  CHECK(time->now() - began >= std::chrono::seconds(10));
}

TEST_CASE("a wait for the rate limit passes at once by a clock that is not the machine's", "[http][curl][socket][clock]") {
  raw_server server(always(counted));
  auto const time = std::make_shared<manual_clock>();
  auto const began = time->now();
  call_policy rules;
  rules.clock = time;
  rules.quota = std::make_shared<quota>(5);
  ended_calls ended;
  curl_engine engine({4, {}, {}}, rules);
  for (int i = 0; i < 25; ++i) engine.start(get(server.url()), {}, ended.as("call"));
  REQUIRE(ended.wait_for(25));
  CHECK(ended.names() == std::vector<std::string>(25, "call"));
  CHECK(time->now() - began >= std::chrono::seconds(30)); // five windows, of which the first and the last may be short
}

TEST_CASE("a new call is not kept waiting by the waits of others", "[http][curl][socket][clock]") {
  raw_server server(always(answer(200, "{}")));
  call_policy rules;
  rules.clock = std::make_shared<held_clock>();
  ended_calls ended;
  curl_engine engine({4, {}, {}}, rules);
  engine.orders().wake_at(rules.clock->now() + std::chrono::hours(1), nullptr, ended.as_wake("waited"));
  engine.start(get(server.url()), {}, ended.as("call"));
  REQUIRE(ended.wait_for(1));
  CHECK(ended.names() == std::vector<std::string>{"call"});
}

TEST_CASE("waits end in the order of their moments", "[http][curl][clock]") {
  auto const time = std::make_shared<held_clock>();
  call_policy rules;
  rules.clock = time;
  ended_calls ended;
  curl_engine const engine({4, {}, {}}, rules);
  auto const orders = engine.orders();
  auto const now = time->now();
  orders.wake_at(now + std::chrono::minutes(2), nullptr, ended.as_wake("second"));
  orders.wake_at(now + std::chrono::minutes(1), nullptr, ended.as_wake("first"));
  orders.wake_at(now + std::chrono::minutes(3), nullptr, ended.as_wake("third"));
  orders.wake_at(now - std::chrono::minutes(1), nullptr, ended.as_wake("past"));
  REQUIRE(ended.wait_for(1));
  time->advance(std::chrono::minutes(2));
  REQUIRE(ended.wait_for(3));
  CHECK(ended.names() == std::vector<std::string>{"past", "first", "second"});
}

TEST_CASE("a wait ends by its flag, and with the engine", "[http][curl][clock]") {
  call_policy rules;
  rules.clock = std::make_shared<held_clock>();
  auto const later = rules.clock->now() + std::chrono::hours(1);
  ended_calls ended;
  std::optional<curl_engine> engine(std::in_place, engine_options{4, {}, {}}, rules);
  auto const orders = engine->orders();
  auto const flag = std::make_shared<cancel_flag>(false);
  orders.wake_at(later, flag, ended.as_wake("flagged"));
  orders.wake_at(later, nullptr, [&](result<void> over) {
    ended.as_wake("waiting")(over);
    orders.wake_at(later, nullptr, ended.as_wake("again"));
  });
  flag->store(true);
  REQUIRE(ended.wait_for(1));
  CHECK(ended.names() == std::vector<std::string>{"flagged cancelled"});
  engine.reset();
  CHECK(ended.names() == std::vector<std::string>{"flagged cancelled", "waiting cancelled", "again cancelled"});
  orders.wake_at(later, nullptr, ended.as_wake("late"));
  orders.start(get("http://127.0.0.1:1/"), {}, ended.as("call"));
  CHECK(ended.names().size() == 5);
  CHECK(ended.names().back() == "call cancelled");
}

TEST_CASE("a forked child may drop the engine, and is told that it cannot use it", "[http][curl][socket][process]") {
  raw_server server(always(answer(200, "{}")));
  ended_calls ended;
  auto engine = std::make_unique<curl_engine>(engine_options(), call_policy());
  engine->start(get(server.url()), {}, ended.as("parent"));
  REQUIRE(ended.wait_for(1));
  pid_t const child = rubrica_test::fork_child([&] {
    bool refused = false;
    engine->start(get(server.url()), {}, [&](result<call_response> answer) {
      refused = !answer && answer.error().outcome == outcome::not_sent && answer.error().code == errc::process_forked;
    });
    engine.reset();
    return refused ? 0 : 1;
  });
  CHECK(rubrica_test::exit_code_of(child) == 0);
  engine->start(get(server.url()), {}, ended.as("parent"));
  REQUIRE(ended.wait_for(2));
  CHECK(ended.names() == std::vector<std::string>{"parent", "parent"});
  CHECK(server.connections() == 1);
}

} // namespace curl_engine_test
