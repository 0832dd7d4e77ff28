#include "support/catch.hpp"

#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/memory_journal.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/clicksign/future.hpp>
#include <rubrica/signing/async_sender.hpp>

#include <future>

namespace async_sender_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::async_client;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::memory_journal;

namespace {

template <class T> result<T> wait_for(async_client& async, clicksign::pending_call<T> call) {
  return clicksign::start_future(async, std::move(call)).get();
}

} // namespace

TEST_CASE("an asynchronous sender sends as the blocking one does", "[signing][sending][async][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  auto const journal = std::make_shared<memory_journal>(world.time);
  async_client async(world.box.client);
  async_sender const sender(world.box.client, journal);
  std::vector<std::future<result<sent>>> all;
  for (int i = 0; i < 20; ++i) all.push_back(clicksign::start_future(async, sender.send(rubrica_test::request_with_signers(2))));
  for (auto& one : all) {
    auto const sent = one.get();
    REQUIRE(sent);
    CHECK(sent->notified);
    CHECK(sent->signers.size() == 2);
  }
  CHECK(world.box.server.requests().size() == 20 * 7);
  CHECK(world.envelopes() == 20);
  CHECK(journal->saves == 20);
  CHECK(journal->kept.empty());
}

TEST_CASE("a pending sending may be started again, under a key of its own", "[signing][sending][async][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  async_client async(world.box.client);
  auto const call = async_sender(world.box.client).send(rubrica_test::small_request());
  auto const first = wait_for(async, call);
  auto const second = wait_for(async, call);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->key != second->key);
  CHECK(world.envelopes() == 2);
}

TEST_CASE("an asynchronous sender waits for a lost answer without a thread, and then sends once",
          "[signing][sending][async][socket]") {
  for (int lost = 1; lost <= 6; ++lost) {
    for (loss fate : {loss::request, loss::answer}) {
      INFO("lost request " << lost << (fate == loss::answer ? " (answer)" : " (request)"));
      lossy_sandbox world([=](auto const&, int number) { return number == lost ? fate : loss::none; });
      async_client async(world.box.client);
      send_options options;
      std::vector<step> steps;
      options.on_progress = [&](progress const& one) { steps.push_back(one.step); };
      auto const sent = wait_for(async, async_sender(world.box.client).send(rubrica_test::request_with_signers(2), options));
      CHECK(sent);
      CHECK(rubrica_test::wrongs_of(world, sent, 2) == std::vector<std::string>());
      CHECK((std::count(steps.begin(), steps.end(), step::waiting) >= 1) == (lost != 6));
    }
  }
}

TEST_CASE("an asynchronous sender makes no bulk creation, and the error says so", "[signing][sending][async][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  async_client async(world.box.client);
  send_options options;
  options.creation = creation::bulk;
  auto const sent = wait_for(async, async_sender(world.box.client).send(rubrica_test::small_request(), options));
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::invalid_argument);
  CHECK(sent.error().message.find("bulk creation") != std::string::npos);
  CHECK(world.box.server.requests().empty());
}

TEST_CASE("a request that cannot be sent is told when it is started", "[signing][sending][async][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  async_client async(world.box.client);
  auto request = rubrica_test::small_request();
  request.signers.clear();
  auto const sent = wait_for(async, async_sender(world.box.client).send(request));
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::invalid_request);
  CHECK(world.box.server.requests().empty());
}

TEST_CASE("an exception of the progress ends an asynchronous sending, and nothing is left", "[signing][sending][async][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  async_client async(world.box.client);
  send_options options;
  options.on_progress = [](progress const& one) {
    if (one.step == step::signer_created) throw 1;
  };
  auto const sent = wait_for(async, async_sender(world.box.client).send(rubrica_test::small_request(), options));
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::cancelled);
  CHECK(sent.error().outcome == outcome::rejected);
  CHECK(world.envelopes() == 0);
}

TEST_CASE("a client that ends in the middle ends its sendings, and they can be resumed", "[signing][sending][async][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  auto const journal = std::make_shared<memory_journal>(world.time);
  auto async = std::make_unique<async_client>(world.box.client);
  send_options options;
  std::promise<void> created;
  options.on_progress = [&](progress const& one) {
    if (one.step == step::envelope_created) created.set_value();
  };
  auto later =
      clicksign::start_future(*async, async_sender(world.box.client, journal).send(rubrica_test::small_request(), options));
  created.get_future().wait();
  async.reset();
  auto const sent = later.get();
  if (sent) return; // it was faster
  CHECK(sent.error().outcome == outcome::ambiguous);
  journal->crash();
  async_client next(world.box.client);
  auto const all = wait_for(next, async_sender(world.box.client, journal).resume());
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  // A call that the ending client broke off may have ended the sending before: then its draft is removed.
  bool const was_given_up = all->at(0).state == sending_state::given_up;
  CHECK((was_given_up || all->at(0).state == sending_state::sent));
  CHECK(world.envelopes() == (was_given_up ? 0 : 1));
  CHECK(journal->kept.empty());
}

} // namespace async_sender_test
