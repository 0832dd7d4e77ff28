#include "support/catch.hpp"

#include "clicksign/protocol/flow.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/process/small_stack.hpp"

#include <rubrica/clicksign/future.hpp>

namespace flow_test {

using namespace rubrica;
using namespace rubrica::clicksign;

namespace {

/// Answers as often as it is asked.
class steady_transport final : public http::transport {
public:
  result<http::response> send(http::request const& request, http::context const&) override {
    urls.push_back(request.url);
    http::response answer;
    answer.status = answers.empty() ? 200 : answers.front();
    if (!answers.empty()) answers.erase(answers.begin());
    answer.body = R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"x"}}})";
    return answer;
  }
  std::vector<int> answers;
  std::vector<std::string> urls;
};

struct world {
  std::shared_ptr<steady_transport> transport = std::make_shared<steady_transport>();
  std::shared_ptr<rubrica_test::manual_clock> clock = std::make_shared<rubrica_test::manual_clock>();
  clicksign::client client{options()};
  basic_envelopes<deferred> envelopes{client.shared()};

  pending_call<envelope> get(char const* id) const { return envelopes.get(envelope_id(id)); }
  template <class T> result<T> run(pending_call<T> call) const { return run_flow<blocking>(*client.shared(), std::move(call)); }

private:
  client_options options() {
    client_options out;
    out.token = secret("t");
    out.transport = transport;
    out.clock = clock;
    out.quota = std::make_shared<http::quota>(0);
    return out;
  }
};

} // namespace

TEST_CASE("calls follow from each other, and an error ends them", "[clicksign][protocol]") {
  world here;
  auto const flow = then(here.get("a"), [&](envelope const& found) {
    return then(here.get("b"), [name = found.name](envelope const& other) { return result<std::string>(name + other.name); });
  });
  CHECK(here.run(flow).value() == "xx");
  CHECK(here.transport->urls.size() == 2);
  here.transport->answers = {404};
  CHECK(here.run(flow).error().code == errc::not_found);
  CHECK(here.transport->urls.size() == 3);
}

TEST_CASE("an error may lead to another call", "[clicksign][protocol]") {
  world here;
  here.transport->answers = {404};
  auto const flow = after(here.get("a"), [&](result<envelope> const& found) { return found ? here.get("c") : here.get("b"); });
  CHECK(here.run(flow));
  CHECK(here.transport->urls.back().find("/b") != std::string::npos);
}

TEST_CASE("calls that follow from each other are made by the engine as by the caller's thread", "[clicksign][protocol]") {
  world here;
  auto const each = for_each(std::vector<int>(50), [&](int) { return here.get("a"); });
  auto const flow = then(each, [] { return result<int>(7); });
  CHECK(here.run(flow).value() == 7);
  CHECK(here.transport->urls.size() == 50);
  async_client async(here.client);
  CHECK(start_future(async, flow).get().value() == 7); // and it may be started again
  CHECK(start_future(async, flow).get().value() == 7);
  CHECK(here.transport->urls.size() == 150);
}

TEST_CASE("a flow waits by the client's clock, and hears of its flag", "[clicksign][protocol][clock]") {
  world here;
  async_client async(here.client);
  auto const moment = here.clock->now() + std::chrono::minutes(2);
  auto const flow = at(moment, nullptr, [&] { return here.get("a"); });
  bool const by_engine = GENERATE(true, false);
  CHECK((by_engine ? start_future(async, flow).get() : here.run(flow)));
  CHECK(here.clock->now() >= moment);
  auto const raised = std::make_shared<cancel_flag>(true);
  auto const ended = at(here.clock->now() + std::chrono::minutes(2), raised, [&] { return here.get("a"); });
  CHECK((by_engine ? start_future(async, ended).get() : here.run(ended)).error().code == errc::cancelled);
  CHECK(here.transport->urls.size() == 1);
}

TEST_CASE("ten thousand calls need no more stack than one", "[clicksign][protocol][threads]") {
  world here;
  auto const flow = for_each(std::vector<int>(10'000), [&](int) { return here.get("a"); });
  bool done = false;
  rubrica_test::on_stack_of(512 * 1024, [&] { done = here.run(flow).has_value(); });
  CHECK(done);
  CHECK(here.transport->urls.size() == 10'000);
}

} // namespace flow_test
