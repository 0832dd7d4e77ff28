// Nothing is created twice, whatever gets lost on the way (docs/adr/0004-never-twice.md).
#include "support/catch.hpp"

#include "support/losing_transport.hpp"
#include "support/requests.hpp"
#include "support/sandboxed.hpp"
#include "support/skipping_time.hpp"

#include <rubrica/signing/sender.hpp>

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::losing_transport;
using rubrica_test::loss;
using rubrica_test::sandboxed;

namespace {

struct lossy {
  losing_transport* transport; // owned by the client: its connections must end before the server does
  std::shared_ptr<rubrica_test::skipping_time> time = std::make_shared<rubrica_test::skipping_time>();
  sandboxed box;

  explicit lossy(losing_transport::chooser choose)
      : transport(new losing_transport(std::move(choose))),
        box(sandboxed::without_limit(), std::shared_ptr<losing_transport>(transport), time) {}

  /// A client that loses nothing.
  clicksign::client witness() const { return clicksign::client(sandboxed::client_options(box.server)); }
};

/// Exactly one envelope runs, with exactly what was asked for.
void check_sent_once(lossy const& world, result<sent> const& sent, std::size_t signers) {
  REQUIRE(sent);
  auto const client = world.witness();
  auto const envelopes = client.envelopes().list().all().value();
  REQUIRE(envelopes.size() == 1);
  CHECK(envelopes[0].id == sent->envelope);
  CHECK(envelopes[0].status == status::running);
  CHECK(client.documents().list(sent->envelope).all()->size() == 1);
  CHECK(client.signers().list(sent->envelope).all()->size() == signers);
  CHECK(client.requirements().list(sent->envelope).all()->size() == 2 * signers);
}

} // namespace

TEST_CASE("whichever single exchange is lost, the document is sent once") {
  // 7 requests send one document to two signers; each is lost in turn, in both directions.
  for (loss fate : {loss::request, loss::answer}) {
    for (int lost = 1; lost <= 6; ++lost) {
      lossy world([=](auto const&, int number) { return number == lost ? fate : loss::none; });
      auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2));
      INFO("lost request " << lost << (fate == loss::answer ? " (answer)" : " (request)"));
      check_sent_once(world, sent, 2);
    }
  }
}

TEST_CASE("a lost call to the signers is reported, not repeated") {
  lossy world([](http::request const& what, int) {
    return what.route.find("notifications") != std::string::npos ? loss::answer : loss::none;
  });
  auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2));
  check_sent_once(world, sent, 2);
  CHECK_FALSE(sent->notified);
  REQUIRE(sent->notification_error.has_value());
  CHECK(sent->notification_error->effect == outcome::ambiguous);
  CHECK(world.box.count("POST", "/notifications") == 1);
}

TEST_CASE("one answer in five is lost, and still every document is sent once or not at all") {
  int completed = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    unsigned state = seed;
    lossy world([&state](auto const&, int) {
      state = state * 1664525u + 1013904223u;
      unsigned const draw = (state >> 16) % 100;
      return draw < 10 ? loss::request : draw < 20 ? loss::answer : loss::none;
    });
    auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2));
    auto const client = world.witness();
    auto const envelopes = client.envelopes().list().all().value();
    INFO("seed " << seed);
    if (sent) {
      ++completed;
      check_sent_once(world, sent, 2);
    } else {
      // What could not be finished is gone, or named.
      for (auto const& one : envelopes) {
        bool const named =
            sent.error().envelope_left_behind == one.id.text() || sent.error().message.find("k=") != std::string::npos;
        CHECK(named);
      }
    }
  }
  CHECK(completed >= 50);
}

TEST_CASE("a request that arrives late is noticed before the activation") {
  // The first creation of a signer is held up until the second one has been made.
  bool held = false;
  lossy* here = nullptr;
  lossy world([&](http::request const& what, int) {
    bool const creates_signer = what.verb == http::method::post && what.route.find("/signers") != std::string::npos;
    if (creates_signer && !held) {
      held = true;
      return loss::late_request;
    }
    return loss::none;
  });
  here = &world;
  send_options how;
  how.on_progress = [&](progress const& one) {
    if (one.step == step::requirements_set) here->transport->deliver_late();
  };
  auto const sent = sender(world.box.client).send(rubrica_test::small_request(), how);
  check_sent_once(world, sent, 1);
}

TEST_CASE("the wait before looking is as long as asked for") {
  lossy world([](auto const&, int number) { return number == 1 ? loss::answer : loss::none; });
  send_options how;
  how.quiescence = std::chrono::seconds(45);
  check_sent_once(world, sender(world.box.client).send(rubrica_test::small_request(), how), 1);
  CHECK(world.time->skipped() >= std::chrono::seconds(44));
}
