// Nothing is created twice, whatever gets lost on the way (docs/adr/0004-never-twice.md).
#include "support/catch.hpp"

#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

namespace lost_answers_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;

namespace {

/// Checks that exactly one envelope runs, with exactly what was requested.
void check_sent_once(lossy_sandbox const& world, result<sent> const& sent, std::size_t signers) {
  REQUIRE(sent);
  CHECK(rubrica_test::wrongs_of(world, sent, signers) == std::vector<std::string>());
}

} // namespace

TEST_CASE("whichever single exchange is lost, the document is sent once", "[signing][sending][socket]") {
  // 7 requests send one document to two signers; each is lost in turn, in both directions.
  for (loss fate : {loss::request, loss::answer}) {
    for (int lost = 1; lost <= 6; ++lost) {
      lossy_sandbox world([=](auto const&, int number) { return number == lost ? fate : loss::none; });
      auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2));
      INFO("lost request " << lost << (fate == loss::answer ? " (answer)" : " (request)"));
      check_sent_once(world, sent, 2);
    }
  }
}

TEST_CASE("a lost call to the signers is reported, not repeated", "[signing][sending][socket]") {
  lossy_sandbox world([](http::request const& request, int) {
    return rubrica_test::is_about(request, "notifications") ? loss::answer : loss::none;
  });
  auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2));
  check_sent_once(world, sent, 2);
  CHECK_FALSE(sent->notified);
  REQUIRE(sent->notification_error.has_value());
  CHECK(sent->notification_error->outcome == outcome::ambiguous);
  CHECK(world.box.count("POST", "/notifications") == 1);
}

TEST_CASE("however many answers are lost, every document is sent once or not at all, and nothing stays unnamed",
          "[signing][sending][socket]") {
  for (unsigned percent : {1u, 5u, 20u}) {
    int completed = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
      lossy_sandbox world(rubrica_test::losing(percent, seed));
      auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2));
      INFO(percent << " % lost, seed " << seed);
      if (sent) ++completed;
      CHECK(rubrica_test::wrongs_of(world, sent, 2) == std::vector<std::string>());
    }
    CHECK(completed >= 35);
  }
}

TEST_CASE("a request that arrives late is noticed before the activation", "[signing][sending][socket]") {
  // The first creation of a signer is held up until the second one has been made.
  bool held = false;
  lossy_sandbox* here = nullptr;
  lossy_sandbox world([&](http::request const& request, int) {
    bool const creates_signer = request.verb == http::method::post && rubrica_test::is_about(request, "/signers");
    if (creates_signer && !held) {
      held = true;
      return loss::late_request;
    }
    return loss::none;
  });
  here = &world;
  send_options options;
  options.on_progress = [&](progress const& one) {
    if (one.step == step::requirements_set) here->transport->deliver_late();
  };
  auto const sent = sender(world.box.client).send(rubrica_test::small_request(), options);
  check_sent_once(world, sent, 1);
}

TEST_CASE("the wait before looking is as long as asked for", "[signing][sending][socket]") {
  lossy_sandbox world([](auto const&, int number) { return number == 1 ? loss::answer : loss::none; });
  send_options options;
  options.quiescence = std::chrono::seconds(45);
  check_sent_once(world, sender(world.box.client).send(rubrica_test::small_request(), options), 1);
  CHECK(world.time->skipped() >= std::chrono::seconds(44));
}

} // namespace lost_answers_test
