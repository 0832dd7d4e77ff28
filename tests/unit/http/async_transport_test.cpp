#include "support/catch.hpp"

#include "http/awaited_transport.hpp"
#include "http/curl/curl_engine.hpp"
#include "http/threaded_transport.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/clock/wait_until.hpp"
#include "support/http/http_calls.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

#include <atomic>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace async_transport_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace rubrica_test;

namespace {

/// Holds each request until the test answers it.
class held_transport final : public async_transport {
public:
  void start(request const& request, context const&, completion done) override {
    std::lock_guard<std::mutex> const lock(mutex_);
    held_.emplace(&request, std::move(done));
    ++started;
  }
  void cancel(request const& request) noexcept override {
    ++cancelled;
    if (slow_to_cancel) return;
    give(&request, make_error(errc::cancelled, {}, outcome::ambiguous));
  }
  /// Answers all that is held.
  void answer_all(int status = 200) {
    std::map<request const*, completion> all;
    {
      std::lock_guard<std::mutex> const lock(mutex_);
      all.swap(held_);
    }
    for (auto const& [request, done] : all) done(response{status, {}, "{}", {}});
  }

  std::atomic<int> started{0};
  std::atomic<int> cancelled{0};
  std::atomic<bool> slow_to_cancel{false};

private:
  void give(request const* request, result<response> answer) {
    completion done;
    {
      std::lock_guard<std::mutex> const lock(mutex_);
      auto const found = held_.find(request);
      if (found == held_.end()) return;
      done = std::move(found->second);
      held_.erase(found);
    }
    done(std::move(answer));
  }

  std::mutex mutex_;
  std::map<request const*, completion> held_;
};

/// Blocks each thread until enough of them are here.
class meeting_transport final : public transport {
public:
  explicit meeting_transport(int wanted) : wanted_(wanted) {}
  result<response> send(request const&, context const& limits) override {
    std::unique_lock<std::mutex> lock(mutex_);
    most_ = std::max(most_, ++here_);
    changed_.notify_all();
    auto const may_go = [&] { return most_ >= wanted_ || limits.cancelled->load(); };
    while (!changed_.wait_for(lock, std::chrono::milliseconds(5), may_go)) {
    }
    --here_;
    if (most_ < wanted_) return make_error(errc::cancelled, {}, outcome::ambiguous);
    return response{200, {}, R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"x"}}})", {}};
  }
  int most() {
    std::lock_guard<std::mutex> const lock(mutex_);
    return most_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int const wanted_;
  int here_ = 0;
  int most_ = 0;
};

class throwing_transport final : public transport {
public:
  result<response> send(request const&, context const&) override { throw std::runtime_error("of the caller's own"); }
};

class counting_clock final : public manual_clock {
public:
  std::chrono::steady_clock::time_point now() const override {
    ++looks;
    return manual_clock::now();
  }
  mutable std::atomic<int> looks{0};
};

clicksign::client_options options_with(std::shared_ptr<async_transport> by) {
  clicksign::client_options options;
  options.token = secret("t");
  options.async_transport = std::move(by);
  options.quota = std::make_shared<quota>(0);
  return options;
}

struct told {
  std::atomic<int> times{0};
  std::atomic<errc> code{errc::protocol};
  std::atomic<bool> fine{false};

  engine_orders::completion hears() {
    return [this](result<call_response> answer) {
      if (!answer) code = answer.error().code;
      fine = answer.has_value();
      ++times;
    };
  }
};

} // namespace

TEST_CASE("requests of a transport that does not block are under way together", "[http]") {
  auto const by = std::make_shared<held_transport>();
  told ended;
  curl_engine const engine({10, {}, by}, {});
  for (int i = 0; i < 12; ++i) engine.start(get("https://a.example/"), {}, ended.hears());
  REQUIRE(wait_until([&] { return by->started == 10; })); // and no more: that is the limit
  by->answer_all();
  REQUIRE(wait_until([&] { return by->started == 12; }));
  by->answer_all();
  REQUIRE(wait_until([&] { return ended.times == 12; }));
  CHECK(ended.fine);
  CHECK(by->cancelled == 0);
}

TEST_CASE("a blocking client that waits for another transport sees deadlines by its own clock", "[http][clock]") {
  auto const by = std::make_shared<held_transport>();
  auto const time = std::make_shared<counting_clock>(); // far behind the machine's, which has passed this deadline long ago
  time->advance(-time->now().time_since_epoch());
  context limits;
  limits.deadline = time->now() + std::chrono::milliseconds(1);
  awaited_transport waiting(by, time);
  request const one = get("https://a.example/");
  auto answer = std::async(std::launch::async, [&] { return waiting.send(one, limits); });
  REQUIRE(wait_until([&] { return by->started == 1; }));
  SECTION("before the deadline") {
    REQUIRE(wait_until([&] { return time->looks >= 5 || by->cancelled > 0; }));
    CHECK(by->cancelled == 0);
    by->answer_all();
    CHECK(answer.get());
  }
  SECTION("after it") {
    time->advance(std::chrono::milliseconds(1));
    auto const got = answer.get();
    REQUIRE_FALSE(got);
    CHECK(got.error().code == errc::timeout);
  }
}

TEST_CASE("a request of another transport ends by flag and deadline, once that transport says so", "[http]") {
  auto const by = std::make_shared<held_transport>();
  by->slow_to_cancel = true;
  told ended;
  curl_engine const engine({4, {}, by}, {});
  SECTION("flag") {
    context limits;
    limits.cancelled = std::make_shared<cancel_flag>(false);
    engine.start(get("https://a.example/"), limits, ended.hears());
    REQUIRE(wait_until([&] { return by->started == 1; }));
    limits.cancelled->store(true);
    REQUIRE(wait_until([&] { return by->cancelled == 1; }));
    CHECK(ended.times == 0);
    by->slow_to_cancel = false;
    by->answer_all(); // it was faster than the flag: its answer counts
    REQUIRE(wait_until([&] { return ended.times == 1; }));
    CHECK(ended.fine);
  }
  SECTION("deadline") {
    by->slow_to_cancel = false;
    engine.start(get("https://a.example/"), short_deadline(std::chrono::milliseconds(20)), ended.hears());
    REQUIRE(wait_until([&] { return ended.times == 1; }));
    CHECK(ended.code == errc::timeout);
    CHECK(by->cancelled == 1);
  }
}

TEST_CASE("an engine ends only when another transport has given back its requests", "[http]") {
  auto const by = std::make_shared<held_transport>();
  told ended;
  std::optional<curl_engine> engine(std::in_place, engine_options{4, {}, by}, call_policy());
  for (int i = 0; i < 6; ++i) engine->start(get("https://a.example/"), {}, ended.hears());
  REQUIRE(wait_until([&] { return by->started == 4; }));
  bool const is_slow = GENERATE(false, true);
  by->slow_to_cancel = is_slow;
  std::thread answering([&] {
    if (is_slow && wait_until([&] { return by->cancelled == 4; })) by->answer_all(201);
  });
  engine.reset();
  answering.join();
  CHECK(ended.times == 6);
  CHECK(by->cancelled == 4);
  CHECK(by->started == 4);
}

TEST_CASE("the blocking client waits for a transport that does not block", "[http][threads]") {
  auto const by = std::make_shared<held_transport>();
  clicksign::client const client(options_with(by));
  std::thread answering([&] {
    if (wait_until([&] { return by->started == 1; })) by->answer_all(404);
  });
  CHECK(client.envelopes().get(envelope_id("e")).error().code == errc::not_found);
  answering.join();
  clicksign::call_options brief;
  brief.timeout = std::chrono::milliseconds(20);
  CHECK(client.envelopes().get(envelope_id("e"), brief).error().code == errc::timeout);
  brief = {};
  brief.cancelled = std::make_shared<cancel_flag>(true);
  CHECK(client.envelopes().get(envelope_id("e"), brief).error().code == errc::cancelled);
}

TEST_CASE("calls by a blocking transport of the caller's own overlap", "[http][threads]") {
  auto const by = std::make_shared<meeting_transport>(10);
  auto options = options_with(nullptr);
  options.transport = by;
  clicksign::async_client async(clicksign::client(options), {10});
  std::vector<std::future<result<clicksign::envelope>>> all;
  for (int i = 0; i < 10; ++i) all.push_back(start_future(async, async.envelopes().get(envelope_id("e"))));
  for (auto& one : all) CHECK(one.get());
  CHECK(by->most() == 10);
}

TEST_CASE("an engine ends while a blocking transport is busy, by its flag", "[http][threads]") {
  auto const by = std::make_shared<meeting_transport>(3);
  told ended;
  {
    curl_engine const engine({2, {}, std::make_shared<threaded_transport>(by, 2)}, {});
    for (int i = 0; i < 4; ++i) engine.start(get("https://a.example/"), {}, ended.hears());
    REQUIRE(wait_until([&] { return by->most() == 2; }));
  }
  CHECK(ended.times == 4);
  CHECK(ended.code == errc::cancelled);
}

TEST_CASE("a blocking transport that throws ends its call only", "[http][threads]") {
  told ended;
  curl_engine const engine({2, {}, std::make_shared<threaded_transport>(std::make_shared<throwing_transport>(), 2)}, {});
  engine.start(post("https://a.example/", "{}"), {}, ended.hears());
  engine.start(post("https://a.example/", "{}"), {}, ended.hears());
  REQUIRE(wait_until([&] { return ended.times == 2; }));
  CHECK(ended.code == errc::protocol);
}

} // namespace async_transport_test
