// Each allocation fails once: no call is lost, no process ends, and no error hides what was sent.
#include "support/catch.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/failing_memory.hpp"

#include <rubrica/clicksign/async_client.hpp>

#include <atomic>
#include <new>
#include <optional>
#include <thread>

namespace out_of_memory_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using namespace rubrica_test;

namespace {

constexpr const char an_envelope[] = R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"Contrato de locacao"}}})";

client client_of(raw_server const& server) {
  client_options options;
  options.base_url = server.url("");
  options.token = secret("t");
  options.retry.attempts = 1;
  return client(std::move(options));
}

new_envelope an_order() {
  new_envelope order;
  order.name = "Contrato de locacao de um apartamento";
  return order;
}

/// One call of the engine, whose completion allocates nothing.
class observed_call {
public:
  /// `then` is done on the engine's thread when the call is over.
  template <class T, class Then> void start(async_client& by, pending_call<T> call, Then then) {
    by.start(std::move(call), [this, then](result<T> answer) {
      failed_ = failing_allocation::happened();
      then();
      succeeded_ = answer.has_value();
      if (!answer) {
        code_ = answer.error().code;
        outcome_ = answer.error().outcome;
      }
      ++completions_;
    });
  }
  void wait() const {
    while (completions_ == 0) std::this_thread::yield();
  }

  std::atomic<int> completions_{0};
  bool failed_ = false; ///< whether an allocation failed before it ended
  bool succeeded_ = false;
  errc code_ = errc::protocol;
  outcome outcome_ = outcome::not_sent;
};

/// Fails each allocation that the engine's thread makes during the call; how many there were.
template <class Make> int fail_each_during(Make make, std::string const& method) {
  raw_server server(always(answer(200, an_envelope)));
  client const owner = client_of(server);
  for (std::size_t which = 0;; ++which) {
    std::optional<failing_allocation> failing; // on the engine's thread
    async_client engine(owner);
    observed_call before, meant, after;
    before.start(engine, engine.envelopes().get(envelope_id("e")), [&] { failing.emplace(which); });
    before.wait();
    int const requests = server.count(method);
    meant.start(engine, make(engine), [&] { failing.reset(); });
    meant.wait();
    bool const left = server.count(method) > requests;
    after.start(engine, engine.envelopes().get(envelope_id("e")), [] {});
    after.wait();
    INFO(which);
    CHECK(meant.completions_ == 1);
    CHECK(after.succeeded_);
    if (!meant.succeeded_) {
      CHECK(meant.code_ == errc::out_of_memory);
      if (left) CHECK(meant.outcome_ != outcome::not_sent);
    }
    if (!meant.failed_) {
      CHECK(meant.succeeded_);
      return static_cast<int>(which);
    }
  }
}

} // namespace

TEST_CASE("each allocation that fails on the engine's thread ends one call, not the process", "[memory][rule2]") {
  int const of_a_read = fail_each_during([](async_client& by) { return by.envelopes().get(envelope_id("e")); }, "GET");
  CHECK(of_a_read > 4);
  int const of_a_creation = fail_each_during([](async_client& by) { return by.envelopes().create(an_order()); }, "POST");
  CHECK(of_a_creation > 4);
}

TEST_CASE("each allocation that fails between several calls ends them once, not the engine", "[memory][rule2]") {
  raw_server server([](connection& peer) {
    while (auto const request = peer.read_request()) {
      bool const is_list = request->target.find("/documents") != std::string::npos;
      peer.write(answer(200, is_list ? R"({"data":[]})" : an_envelope));
    }
  });
  client const owner = client_of(server);
  bool failed = true;
  for (std::size_t which = 0; failed; ++which) {
    std::optional<failing_allocation> failing; // on the engine's thread
    async_client engine(owner);
    observed_call before, meant, between, after;
    before.start(engine, engine.envelopes().get(envelope_id("e")), [&] { failing.emplace(which); });
    before.wait();
    // Its end may be told on this thread, which has the last copy of what waits for it.
    meant.start(engine, engine.envelopes().cancel(envelope_id("e")), [] {});
    meant.wait();
    between.start(engine, engine.envelopes().get(envelope_id("e")), [&] { failing.reset(); });
    between.wait();
    after.start(engine, engine.envelopes().get(envelope_id("e")), [] {});
    after.wait();
    INFO(which);
    CHECK(meant.completions_ == 1);
    CHECK(after.succeeded_);
    if (!meant.succeeded_) CHECK(meant.code_ == errc::out_of_memory);
    failed = between.failed_;
    if (!failed) CHECK(which > 20);
    if (!failed) CHECK(meant.succeeded_);
  }
}

TEST_CASE("each allocation that fails in a blocking call leaves no doubt unsaid", "[memory][socket][rule2]") {
  raw_server server(always(answer(200, an_envelope)));
  client const owner = client_of(server);
  int failed = 0;
  for (std::size_t which = 0;; ++which) {
    INFO(which);
    int const requests = server.count("POST");
    bool thrown = false;
    std::optional<outcome> outcome;
    try {
      failing_allocation const failing(which);
      auto const made = owner.envelopes().create(an_order());
      if (!made) outcome = made.error().outcome;
    } catch (std::bad_alloc const&) {
      thrown = true;
    }
    bool const any = failing_allocation::happened();
    bool const left = server.count("POST") > requests;
    CHECK_FALSE((left && thrown));
    if (left && outcome) CHECK(*outcome != outcome::not_sent);
    if (!any) break;
    ++failed;
  }
  CHECK(failed > 10);
}

} // namespace out_of_memory_test
