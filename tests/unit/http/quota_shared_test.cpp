// Programs that share one account without knowing each other, against the simulator over real sockets.
#include "support/catch.hpp"

#include "http/pipeline.hpp"
#include "http/quota/quota_slot.hpp"
#include "support/process/forked.hpp"
#include "support/process/run_in_threads.hpp"

#include <rubrica/http/curl_transport.hpp>
#include <rubrica/sandbox/server.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <future>

namespace quota_shared_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace std::chrono;

namespace {

/// The machine's clock, but a wait moves the server's clock instead of passing.
class server_time final : public rubrica::clock {
public:
  explicit server_time(sandbox::server& server) : server_(server) {}

  steady_clock::time_point now() const override { return steady_clock::now() + skipped_.load(); }
  system_clock::time_point calendar() const override { return system_clock::now() + skipped_.load(); }
  void wait(steady_clock::time_point until, cancel_flag const*) override {
    std::lock_guard<std::mutex> const lock(mutex_);
    auto const left = ceil<milliseconds>(until - now());
    if (left.count() <= 0) return;
    server_.advance(left);
    skipped_ = skipped_.load() + left;
  }

private:
  sandbox::server& server_;
  std::mutex mutex_;
  std::atomic<milliseconds> skipped_{milliseconds(0)};
};

call_request list_of_envelopes(sandbox::server const& server) {
  call_request request;
  request.url = server.base_url() + "/envelopes";
  request.authorization = server.token();
  return request;
}

/// Makes `count` calls, one after the other; returns how many failed.
int failures(pipeline const& calls, call_request const& request, int count) {
  int failed = 0;
  for (int i = 0; i < count; ++i) {
    context limits;
    limits.deadline = calls.clock()->now() + minutes(10);
    auto const answer = calls.send(request, limits);
    if (!answer || answer->status != 200) ++failed;
  }
  return failed;
}

std::ptrdiff_t answers(sandbox::server const& server, int status) {
  auto const seen = server.requests();
  return std::count_if(seen.begin(), seen.end(), [status](auto const& one) { return one.status == status; });
}

} // namespace

TEST_CASE("two programs with one token absorb every refusal of the simulator", "[http][quota][socket][threads][clock]") {
  sandbox::server server; // twenty in ten seconds
  call_policy rules;
  rules.clock = std::make_shared<server_time>(server);
  call_request const request = list_of_envelopes(server);
  constexpr int threads = 4;
  constexpr int calls = 25;

  // ThreadSanitizer does not understand how httplib protects its initialisation, so the first request comes before the threads.
  static_cast<void>(curl_transport().send(request, {}));
  server.advance(seconds(10));
  server.forget_requests();

  std::vector<std::future<int>> running;
  for (int program = 0; program < 2; ++program) {
    call_policy own = rules;
    own.quota = std::make_shared<quota>(20);
    own.budget = std::make_shared<retry_budget>();
    auto const shared = std::make_shared<pipeline>(std::make_shared<curl_transport>(), own);
    for (int i = 0; i < threads; ++i)
      running.push_back(std::async(std::launch::async, [&, shared] { return failures(*shared, request, calls); }));
  }
  int failed = 0;
  for (auto& one : running) failed += one.get();
  CHECK(failed == 0);
  CHECK(answers(server, 200) == 2 * threads * calls);
}

TEST_CASE("two processes with one token absorb every refusal of the simulator", "[http][quota][socket][process]") {
  sandbox::server server; // twenty in ten seconds
  call_request const request = list_of_envelopes(server);
  constexpr int calls = 14; // together more than one window has room for

  std::vector<pid_t> children;
  for (int i = 0; i < 2; ++i) {
    children.push_back(rubrica_test::fork_child([&] {
      call_policy rules;
      rules.quota = std::make_shared<quota>(20);
      return failures(pipeline(std::make_shared<curl_transport>(), rules), request, calls);
    }));
  }
  for (pid_t child : children) CHECK(rubrica_test::exit_code_of(child) == 0);
  CHECK(answers(server, 200) == 2 * calls);
}

TEST_CASE("all clients of one account in a process share its quota, and it goes with the last of them", "[http][quota]") {
  secret const token{"token"};
  auto one = quota_for("https://api.example", token, 50);
  auto other = quota_for("https://api.example", secret{"token"}, 20);
  CHECK(one == other);
  CHECK(one->usage(*rubrica::system_clock()).limit == 50);
  CHECK(quota_for("https://api.example", secret{"other"}, 50) != one);
  CHECK(quota_for("https://other.example", token, 50) != one);

  one.reset();
  CHECK(quota_for("https://api.example", token, 20) == other);
  other.reset();
  CHECK(quota_for("https://api.example", token, 20)->usage(*rubrica::system_clock()).limit == 20);
}

TEST_CASE("threads that make and drop an account's quota get one that works", "[http][quota][threads]") {
  std::atomic<int> granted{0};
  rubrica_test::run_in_threads(8, [&](std::size_t) {
    for (int n = 0; n < 500; ++n) {
      auto const account = quota_for("https://api.example", secret{"token"}, 1'000'000);
      granted += quota_slot(account, {}, priority::interactive).ask(*rubrica::system_clock()).granted ? 1 : 0;
    }
  });
  CHECK(granted == 4000);
}

} // namespace quota_shared_test
