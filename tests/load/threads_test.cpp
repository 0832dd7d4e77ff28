// Many threads on one client, with cancels from other threads, and clients that end while calls are under way.
#include "support/catch.hpp"

#include "support/http/raw_server.hpp"

#include <rubrica/clicksign/async_client.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace threads_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::raw_server;

namespace {

/// Flags of calls that only end when somebody raises them; a thread of its own does.
class canceller {
public:
  ~canceller() {
    {
      std::lock_guard<std::mutex> const lock(mutex_);
      over_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  void raise(std::shared_ptr<cancel_flag> flag) {
    {
      std::lock_guard<std::mutex> const lock(mutex_);
      flags_.push_back(std::move(flag));
    }
    changed_.notify_all();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return over_ || !flags_.empty(); });
      if (flags_.empty()) return;
      flags_.front()->store(true);
      flags_.pop_front();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<cancel_flag>> flags_;
  bool over_ = false;
  std::thread thread_{[this] { run(); }};
};

constexpr char envelope_body[] = R"({"data":{"id":"e1","type":"envelopes","attributes":{"name":"Contrato"}}})";

/// Answers with the end of the path as request id; does not answer a path that ends in `silent`.
void serve(rubrica_test::connection& peer) {
  while (auto const request = peer.read_request()) {
    if (request->target.find("silent") != std::string::npos) return peer.hang();
    std::string const id = request->target.substr(request->target.rfind('/') + 1);
    int const status = request->method == "POST" ? 201 : 200;
    if (!peer.write(rubrica_test::answer(status, envelope_body, "X-Request-Id: " + id + "\r\n"))) return;
  }
}

struct tally {
  std::atomic<int> right{0};
  std::atomic<int> cancelled{0};
  std::atomic<int> wrong{0};
  std::atomic<int> completed{0}; ///< of asynchronous calls

  void count(bool is_right) { ++(is_right ? right : wrong); }
};

bool gets_its_own_answer(client const& client, int number) {
  std::string const digits = std::to_string(number);
  std::string const id = "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
  raw_request request;
  request.path = "/things/" + id;
  auto const got = client.raw().send(request);
  return got && got->request_id == id;
}

bool creates(client const& client) {
  new_envelope request;
  request.name = "Contrato";
  auto const made = client.envelopes().create(request);
  return made && made->id == envelope_id("e1");
}

bool is_cancelled(client const& client, canceller& other) {
  call_options options;
  options.cancelled = std::make_shared<cancel_flag>(false);
  other.raise(options.cancelled);
  auto const got = client.envelopes().get(envelope_id("silent"), options);
  return !got && got.error().code == errc::cancelled;
}

/// Starts calls and ends the engine with some of them under way.
void ends_in_flight(client const& client, tally& counts) {
  async_client async(client, {4});
  for (char const* id : {"1", "2", "silent", "3", "silent", "4"})
    async.start(async.envelopes().get(envelope_id(id)), [&counts](result<envelope>) { ++counts.completed; });
}

void storm(int threads, int calls) {
  raw_server const server(serve);
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken");
  std::optional<client> first(options);

  tally counts;
  canceller other;
  std::vector<std::future<void>> workers;
  for (int t = 0; t < threads; ++t) {
    workers.push_back(std::async(std::launch::async, [&counts, &other, t, calls, mine = *first] {
      for (int i = 0; i < calls; ++i) {
        client const copy = mine; // ends with its call
        if (i % 100 == 7) ends_in_flight(copy, counts);
        if (i % 20 == 3) {
          ++(is_cancelled(copy, other) ? counts.cancelled : counts.wrong);
        } else {
          counts.count(i % 2 == 0 ? gets_its_own_answer(copy, t * calls + i) : creates(copy));
        }
      }
    }));
  }
  first.reset(); // while they call
  for (auto& worker : workers) worker.get();
  CHECK(counts.wrong == 0);
  CHECK(counts.right + counts.cancelled == threads * calls);
  CHECK(counts.cancelled == threads * ((calls + 16) / 20));
  CHECK(counts.completed == threads * ((calls + 92) / 100) * 6);
}

} // namespace

TEST_CASE("many threads share a client, cancel each other's calls and end clients under way", "[load][socket][threads]") {
  storm(32, 1000);
}

} // namespace threads_test
