// After an exception of `on_progress` nothing is left at ClickSign without being reported.
#include "support/catch.hpp"

#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

namespace exceptions_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;

namespace {

struct of_the_caller {};

/// Throws at the step, once or each time.
send_options throwing_at(step where, int parallel, int& calls) {
  send_options options;
  options.parallel = parallel;
  options.on_progress = [where, &calls](progress const& one) {
    if (one.step != where) return;
    ++calls;
    throw of_the_caller();
  };
  return options;
}

} // namespace

TEST_CASE("an exception before the activation passes on when the draft is removed, from any thread",
          "[signing][sending][socket][rule2]") {
  for (step where :
       {step::envelope_created, step::uploading, step::document_created, step::signer_created, step::requirements_set}) {
    for (int parallel : {1, 12}) {
      lossy_sandbox world([](auto const&, int) { return loss::none; });
      int calls = 0;
      INFO("step " << static_cast<int>(where) << ", " << parallel << " threads");
      CHECK_THROWS_AS(sender(world.box.client).send(rubrica_test::request_with_signers(5), throwing_at(where, parallel, calls)),
                      of_the_caller);
      CHECK(calls == 1); // not called again
      CHECK(world.envelopes() == 0);
    }
  }
}

TEST_CASE("an exception after the activation passes on at the end, and the signers are called",
          "[signing][sending][socket][rule2]") {
  for (step where : {step::activated, step::notified}) {
    lossy_sandbox world([](auto const&, int) { return loss::none; });
    int calls = 0;
    CHECK_THROWS_AS(sender(world.box.client).send(rubrica_test::small_request(), throwing_at(where, 12, calls)), of_the_caller);
    CHECK(calls == 1);
    auto const envelopes = world.witness().envelopes().list().all().value();
    REQUIRE(envelopes.size() == 1);
    CHECK(envelopes[0].status == status::running);
    CHECK(world.box.count("POST", "/notifications") == 1);
  }
}

TEST_CASE("when the draft cannot be removed after an exception, the error that names it comes in its place",
          "[signing][sending][socket][rule2]") {
  for (step where :
       {step::envelope_created, step::uploading, step::document_created, step::signer_created, step::requirements_set}) {
    lossy_sandbox world(
        [](http::request const& request, int) { return request.verb == http::method::del ? loss::request : loss::none; });
    int calls = 0;
    auto const sent = sender(world.box.client).send(rubrica_test::small_request(), throwing_at(where, 12, calls));
    INFO("step " << static_cast<int>(where));
    REQUIRE_FALSE(sent);
    CHECK(sent.error().outcome == outcome::ambiguous);
    CHECK(rubrica_test::wrongs_of(world, sent, 1) == std::vector<std::string>());
    CHECK(world.envelopes() == 1);
  }
}

TEST_CASE("an exception that meets a lost creation leaves nothing in silence", "[signing][sending][socket][rule2]") {
  // Both happen at once: the answer to a signer's creation is lost, and the upload's progress throws.
  lossy_sandbox world([](http::request const& request, int) {
    return rubrica_test::is_about(request, "/signers") && request.verb == http::method::post ? loss::answer : loss::none;
  });
  int calls = 0;
  CHECK_THROWS_AS(sender(world.box.client).send(rubrica_test::request_with_signers(3), throwing_at(step::uploading, 12, calls)),
                  of_the_caller);
  CHECK(world.envelopes() == 0);
}

} // namespace exceptions_test
