#include "support/catch.hpp"

#include "support/clock/wait_until.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace async_client_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::raw_server;
using rubrica_test::sandboxed;

namespace {

/// Counts down to the moment that a test waits for.
class latch {
public:
  explicit latch(int count) : left_(count) {}
  void arrive() {
    std::lock_guard<std::mutex> const lock(mutex_);
    --left_;
    changed_.notify_all();
  }
  bool wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return left_ <= 0; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int left_;
};

client client_of(raw_server const& server, std::chrono::milliseconds timeout = std::chrono::seconds(30)) {
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken");
  options.timeout = timeout;
  options.retry.base_delay = std::chrono::milliseconds(1);
  return client(options);
}

std::string const envelope_body = R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"Contrato"}}})";

/// Does not answer until it is released.
struct silent_server {
  std::atomic<int> waiting{0};
  raw_server server{[this](rubrica_test::connection& peer) {
    if (!peer.read_request()) return;
    ++waiting;
    peer.hang();
  }};

  bool wait_for(int requests) const {
    return rubrica_test::wait_until([&] { return waiting >= requests; });
  }
};

} // namespace

TEST_CASE("the same operations run through the engine", "[clicksign][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  new_envelope request;
  request.name = "Contrato";
  auto const made = start_future(async, async.envelopes().create(request)).get().value();
  new_signer person;
  person.name = personal("Maria Alves");
  person.email = personal("maria@exemplo.com.br");
  auto const signer = start_future(async, async.signers().create(made.id, person)).get().value();
  auto const listed = start_future(async, async.signers().list(made.id)).get().value();
  REQUIRE(listed.items.size() == 1);
  CHECK(listed.items[0].id == signer.id);
  CHECK(listed.next.empty());
  CHECK(start_future(async, async.envelopes().remove(made.id)).get());
  CHECK(start_future(async, async.envelopes().get(made.id)).get().error().code == errc::not_found);
}

TEST_CASE("a list goes on by page", "[clicksign][async][socket]") {
  sandboxed box;
  for (char const* name : {"a", "b", "c"}) {
    new_envelope request;
    request.name = name;
    CHECK(box.client.envelopes().create(request));
  }
  async_client async(box.client);
  envelope_query query;
  query.sort = "name";
  query.paging.size = 2;
  auto const first = start_future(async, async.envelopes().list(query)).get().value();
  CHECK(first.items.size() == 2);
  CHECK(first.total == 3);
  query.paging.from = first.next;
  auto const second = start_future(async, async.envelopes().list(query)).get().value();
  REQUIRE(second.items.size() == 1);
  CHECK(second.items[0].name == "c");
  CHECK(second.next.empty());
}

TEST_CASE("a call that cannot be sent completes with its error, on the engine's thread", "[clicksign][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  latch done(1);
  std::thread::id where;
  std::optional<errc> code;
  async.start(async.envelopes().get(envelope_id("../users")), [&](result<envelope> answer) {
    where = std::this_thread::get_id();
    if (!answer) code = answer.error().code;
    done.arrive();
  });
  REQUIRE(done.wait());
  CHECK(code == errc::invalid_argument);
  CHECK(where != std::this_thread::get_id());
}

TEST_CASE("no more calls are under way than allowed, and all are made", "[clicksign][async][socket]") {
  std::atomic<int> now{0};
  std::atomic<int> most{0};
  raw_server server([&](rubrica_test::connection& peer) {
    while (peer.read_request()) {
      int const here = ++now;
      for (int seen = most; here > seen && !most.compare_exchange_weak(seen, here);) {
      }
      peer.pause(std::chrono::milliseconds(5));
      --now;
      peer.write(rubrica_test::answer(200, envelope_body));
    }
  });
  async_client async(client_of(server), {4});
  latch done(100);
  std::atomic<int> fine{0};
  for (int i = 0; i < 100; ++i) {
    async.start(async.envelopes().get(envelope_id("e")), [&](result<envelope> answer) {
      if (answer && answer->name == "Contrato") ++fine;
      done.arrive();
    });
  }
  REQUIRE(done.wait());
  CHECK(fine == 100);
  CHECK(most <= 4);
  CHECK(server.count("GET") == 100);
  CHECK(server.connections() <= 4);
}

TEST_CASE("a completion may start the next call", "[clicksign][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  latch done(1);
  std::atomic<int> fine{0};
  std::function<void(int)> chain = [&](int left) {
    async.start(async.envelopes().list(), [&, left](result<page<envelope>> answer) {
      fine += answer ? 1 : 0;
      if (left > 0)
        chain(left - 1);
      else
        done.arrive();
    });
  };
  chain(20);
  REQUIRE(done.wait());
  CHECK(fine == 21);
  CHECK(box.count("GET", "/envelopes") == 21);
}

TEST_CASE("a call that is under way when the engine ends is cancelled, and all completions have run",
          "[clicksign][async][socket]") {
  silent_server far;
  std::atomic<int> cancelled{0};
  std::atomic<int> doubtful{0};
  {
    async_client async(client_of(far.server), {3});
    new_envelope request;
    request.name = "Contrato";
    for (int i = 0; i < 5; ++i) {
      async.start(async.envelopes().create(request), [&](result<envelope> answer) {
        if (answer.error().code == errc::cancelled) ++cancelled;
        if (answer.error().outcome == outcome::ambiguous) ++doubtful;
      });
    }
    REQUIRE(far.wait_for(3));
  }
  CHECK(cancelled == 5);
  CHECK(doubtful == 3); // the other two had not been sent
}

TEST_CASE("the engine may end inside one of its own completions", "[clicksign][async][socket]") {
  silent_server far;
  sandboxed box;
  latch done(2);
  auto async = std::make_shared<async_client>(client_of(far.server));
  async->start(async->envelopes().get(envelope_id("e")), [&](result<envelope> answer) {
    CHECK(answer.error().code == errc::cancelled);
    done.arrive();
  });
  REQUIRE(far.wait_for(1));
  auto call = async->envelopes().get(envelope_id("not/valid")); // completes at once
  async->start(std::move(call), [&done, async](result<envelope>) mutable {
    async.reset();
    done.arrive();
  });
  async.reset();
  REQUIRE(done.wait());
}

TEST_CASE("a raised flag ends a call that is under way, and one that waits for its turn", "[clicksign][async][socket]") {
  silent_server far;
  async_client async(client_of(far.server), {1});
  call_options options;
  options.cancelled = std::make_shared<cancel_flag>(false);
  auto first = start_future(async, async.envelopes().get(envelope_id("e"), options));
  auto second = start_future(async, async.envelopes().get(envelope_id("e"), options));
  REQUIRE(far.wait_for(1));
  options.cancelled->store(true);
  CHECK(first.get().error().code == errc::cancelled);
  CHECK(second.get().error().code == errc::cancelled);
}

TEST_CASE("a deadline ends a call that is under way, and one that waits for its turn", "[clicksign][async][socket]") {
  silent_server far;
  async_client async(client_of(far.server, std::chrono::milliseconds(200)), {1});
  auto first = start_future(async, async.envelopes().get(envelope_id("e")));
  auto second = start_future(async, async.envelopes().get(envelope_id("e")));
  CHECK(first.get().error().code == errc::timeout);
  CHECK(second.get().error().code == errc::timeout);
}

TEST_CASE("a call that may be repeated is repeated by the engine as well, and a creation is not", "[clicksign][async][socket]") {
  std::atomic<int> asked{0};
  raw_server server([&](rubrica_test::connection& peer) {
    while (auto request = peer.read_request()) {
      bool const fails = request->method == "POST" || ++asked < 3;
      peer.write(rubrica_test::answer(fails ? 503 : 200, fails ? "" : envelope_body));
    }
  });
  async_client async(client_of(server));
  CHECK(start_future(async, async.envelopes().get(envelope_id("e"))).get());
  new_envelope request;
  request.name = "Contrato";
  auto const refused = start_future(async, async.envelopes().create(request)).get();
  CHECK(refused.error().code == errc::service_unavailable);
  CHECK(refused.error().outcome == outcome::ambiguous);
  CHECK(server.count("GET") == 3);
  CHECK(server.count("POST") == 1);
}

TEST_CASE("a transport of the caller's own is used by the engine", "[clicksign][async]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(404);
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  async_client async{client(options)};
  CHECK(start_future(async, async.envelopes().get(envelope_id("e"))).get().error().code == errc::not_found);
}

TEST_CASE("a completion may be one that can only be moved", "[clicksign][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  latch done(1);
  std::atomic<int> seen{0};
  async.start(async.envelopes().list(), [&, owned = std::make_unique<int>(7)](result<page<envelope>> answer) {
    seen = answer ? *owned : 0;
    done.arrive();
  });
  REQUIRE(done.wait());
  CHECK(seen == 7);
}

TEST_CASE("a completion runs where its executor runs it", "[clicksign][async][socket][threads]") {
  sandboxed box;
  async_client async(box.client);
  std::mutex mutex;
  std::vector<std::function<void()>> mine;
  auto const executor = [&](auto work) {
    std::lock_guard<std::mutex> const lock(mutex);
    mine.emplace_back(std::move(work)); // which copies it
  };
  std::thread::id where;
  std::optional<errc> code;
  async.start(async.envelopes().get(envelope_id("none")), executor,
              [&, owned = std::make_unique<int>(1)](result<envelope> answer) {
                where = std::this_thread::get_id();
                if (!answer && owned) code = answer.error().code;
              });
  REQUIRE(rubrica_test::wait_until([&] {
    std::lock_guard<std::mutex> const lock(mutex);
    return !mine.empty();
  }));
  CHECK_FALSE(code);
  REQUIRE(mine.size() == 1);
  mine[0]();
  CHECK(code == errc::not_found);
  CHECK(where == std::this_thread::get_id());
}

TEST_CASE("an envelope is cancelled asynchronously, document by document", "[clicksign][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const draft = rubrica_test::make_draft(box.client);
  REQUIRE(box.client.envelopes().activate(draft.envelope.id));
  box.server.forget_requests();
  auto const now = start_future(async, async.envelopes().cancel(draft.envelope.id)).get().value();
  CHECK(now.status == status::cancelled);
  CHECK(box.count("PATCH", "/documents/" + draft.document.id.text()) == 1);
  CHECK(box.server.requests().size() == 3); // as many as the blocking form needs
}

TEST_CASE("several calls that follow from each other end with the engine", "[clicksign][async][socket]") {
  silent_server far;
  std::optional<errc> code;
  {
    async_client async(client_of(far.server));
    async.start(async.envelopes().cancel(envelope_id("e")), [&](result<envelope> answer) { code = answer.error().code; });
    REQUIRE(far.wait_for(1));
  }
  CHECK(code == errc::cancelled);
}

TEST_CASE("many threads start, cancel and end engines", "[clicksign][async][socket][threads]") {
  sandboxed box;
  std::atomic<int> over{0};
  constexpr int calls = 25;
  rubrica_test::run_in_threads(8, [&](std::size_t t) {
    async_client async(box.client, {4});
    call_options options;
    options.cancelled = std::make_shared<cancel_flag>(false);
    for (int i = 0; i < calls; ++i) {
      async.start(async.envelopes().list({}, options), [&](result<page<envelope>>) { ++over; });
    }
    if (t % 2 == 0) options.cancelled->store(true);
  });
  CHECK(over == 8 * calls);
}

} // namespace async_client_test
