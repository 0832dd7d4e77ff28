// However a sending ends, what it says about the envelope is true (docs/adr/0002-outcomes.md).
#include "support/catch.hpp"

#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

namespace doubt_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::creates_envelope;
using rubrica_test::is_activation;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::small_request;
using wrongs = std::vector<std::string>;

namespace {

/// Checks that the envelope runs and the result says so; its signers were not notified for this reason.
void check_sent_but_quiet(lossy_sandbox const& world, result<sent> const& sent, errc why) {
  REQUIRE(sent);
  CHECK(rubrica_test::wrongs_of(world, sent, 1) == wrongs());
  CHECK_FALSE(sent->notified);
  REQUIRE(sent->notification_error);
  CHECK(sent->notification_error->code == why);
  CHECK(sent->notification_error->outcome == outcome::not_sent);
  CHECK(world.box.count("POST", "/notifications") == 0);
}

/// Checks that nothing is left and the result says so, but not that nothing was sent.
void check_ended_clean(lossy_sandbox const& world, result<sent> const& sent) {
  REQUIRE_FALSE(sent);
  CHECK(sent.error().outcome == outcome::rejected);
  CHECK_FALSE(sent.error().safe_to_retry());
  CHECK(sent.error().envelope_left_behind.empty());
  CHECK(world.envelopes() == 0);
}

/// Checks that the error says where to look.
void check_in_doubt(lossy_sandbox const& world, result<sent> const& sent) {
  REQUIRE_FALSE(sent);
  CHECK(sent.error().outcome == outcome::ambiguous);
  CHECK_FALSE(sent.error().safe_to_retry());
  CHECK(sent.error().message.find("reference ") != std::string::npos);
  CHECK(rubrica_test::wrongs_of(world, sent, 1) == wrongs());
}

} // namespace

TEST_CASE("a flag that is raised during the activation does not hide that the envelope runs", "[signing][sending][socket]") {
  send_options options;
  options.cancelled = std::make_shared<cancel_flag>(false);
  auto raise_at_activation = [&](loss fate) {
    return [&, fate](http::request const& request, int) {
      if (!is_activation(request)) return loss::none;
      options.cancelled->store(true);
      return fate;
    };
  };
  SECTION("it was activated") {
    lossy_sandbox world(raise_at_activation(loss::answer));
    check_sent_but_quiet(world, sender(world.box.client).send(small_request(), options), errc::cancelled);
  }
  SECTION("it was activated, and the answer came") {
    lossy_sandbox world([](auto const&, int) { return loss::none; });
    world.transport->on_answer = [&](http::request const& request) {
      if (is_activation(request)) options.cancelled->store(true);
    };
    check_sent_but_quiet(world, sender(world.box.client).send(small_request(), options), errc::cancelled);
  }
  SECTION("it was not activated") {
    lossy_sandbox world(raise_at_activation(loss::request));
    check_ended_clean(world, sender(world.box.client).send(small_request(), options));
  }
}

TEST_CASE("a time that ends during the activation does not hide that the envelope runs", "[signing][sending][socket]") {
  lossy_sandbox* here = nullptr;
  auto end_at_activation = [&](loss fate) {
    return [&, fate](http::request const& request, int) {
      if (!is_activation(request)) return loss::none;
      here->time->skip(std::chrono::hours(1));
      return fate;
    };
  };
  SECTION("it was activated") {
    lossy_sandbox world(end_at_activation(loss::answer));
    here = &world;
    check_sent_but_quiet(world, sender(world.box.client).send(small_request()), errc::timeout);
  }
  SECTION("it was not activated") {
    lossy_sandbox world(end_at_activation(loss::request));
    here = &world;
    check_ended_clean(world, sender(world.box.client).send(small_request()));
  }
}

TEST_CASE("a connection that is refused after a lost answer to the activation does not hide that the envelope runs",
          "[signing][sending][socket]") {
  for (loss fate : {loss::answer, loss::request}) {
    bool lost = false;
    bool everything = false;
    auto choose = [&](http::request const& request, int) {
      bool const again = lost;
      if (is_activation(request)) lost = true;
      if (!again) return is_activation(request) ? fate : loss::none;
      return everything || is_activation(request) ? loss::refused : loss::none;
    };
    SECTION(fate == loss::answer ? "activated, and only the activation is refused" : "lost, and only the activation is refused") {
      lossy_sandbox world(choose);
      auto const sent = sender(world.box.client).send(small_request());
      if (fate == loss::request) {
        check_ended_clean(world, sent);
      } else {
        REQUIRE(sent);
        CHECK(sent->notified);
        CHECK(rubrica_test::wrongs_of(world, sent, 1) == wrongs());
      }
    }
    SECTION(fate == loss::answer ? "activated, and nothing can be learnt" : "lost, and nothing can be learnt") {
      everything = true;
      lossy_sandbox world(choose);
      auto const sent = sender(world.box.client).send(small_request());
      check_in_doubt(world, sent);
      CHECK(sent.error().envelope_left_behind == world.witness().envelopes().list().all()->at(0).id.text());
    }
  }
}

TEST_CASE("an answer to the creation that is lost stays in doubt when the second creation is refused",
          "[signing][sending][socket]") {
  for (loss fate : {loss::answer, loss::request}) {
    int creations = 0;
    bool everything = false;
    bool raises = false;
    send_options options;
    options.cancelled = std::make_shared<cancel_flag>(false);
    auto choose = [&](http::request const& request, int) {
      if (creates_envelope(request) && ++creations == 1) {
        if (raises) options.cancelled->store(true);
        return fate;
      }
      bool const refuses = creations > 0 && (everything || creates_envelope(request));
      return refuses ? loss::refused : loss::none;
    };
    DYNAMIC_SECTION("creations are refused, fate " << static_cast<int>(fate)) {
      lossy_sandbox world(choose);
      auto const sent = sender(world.box.client).send(small_request(), options);
      if (fate == loss::request) {
        check_in_doubt(world, sent);
      } else {
        REQUIRE(sent); // it was looked for, and found
        CHECK(rubrica_test::wrongs_of(world, sent, 1) == wrongs());
      }
    }
    DYNAMIC_SECTION("everything is refused, fate " << static_cast<int>(fate)) {
      everything = true;
      lossy_sandbox world(choose);
      check_in_doubt(world, sender(world.box.client).send(small_request(), options));
    }
    DYNAMIC_SECTION("the flag is raised, fate " << static_cast<int>(fate)) {
      raises = true;
      lossy_sandbox world(choose);
      auto const sent = sender(world.box.client).send(small_request(), options);
      // A created envelope is found by its name and removed; one that was not found may still appear.
      if (fate == loss::answer)
        check_ended_clean(world, sent);
      else
        check_in_doubt(world, sent);
    }
  }
}

TEST_CASE("each step that ends in doubt and then cannot leave says what is left", "[signing][sending][socket]") {
  for (loss fate : {loss::answer, loss::request}) {
    for (int from = 1; from <= 5; ++from) {
      lossy_sandbox world([=](auto const&, int number) {
        return number < from ? loss::none : number == from ? fate : loss::refused;
      });
      auto const sent = sender(world.box.client).send(small_request());
      INFO("from request " << from << (fate == loss::answer ? " (answer)" : " (request)"));
      check_in_doubt(world, sent);
    }
  }
}

TEST_CASE("an error before anything was created says so, and one that left nothing is not in doubt",
          "[signing][sending][socket]") {
  lossy_sandbox refusing([](auto const&, int) { return loss::refused; });
  auto const refused = sender(refusing.box.client).send(small_request());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().outcome == outcome::not_sent);
  CHECK(refused.error().safe_to_retry());

  // The signer's creation cannot be sent, everything else succeeds: the draft is removed, so "not sent" would be wrong.
  lossy_sandbox world([](http::request const& request, int) {
    bool const creates_signer = request.verb == http::method::post && rubrica_test::is_about(request, "/signers");
    return creates_signer ? loss::refused : loss::none;
  });
  check_ended_clean(world, sender(world.box.client).send(small_request()));
}

TEST_CASE("a draft that cannot be removed is named, and sending again is not called safe", "[signing][sending][socket]") {
  using sandbox::fault;
  for (fault kind : {fault::html_200, fault::status_500, fault::reset_before_commit}) {
    lossy_sandbox world(
        [](http::request const& one, int) { return rubrica_test::is_about(one, "/signers") ? loss::refused : loss::none; });
    sandbox::fault_plan plan;
    plan.what = kind;
    plan.method = "DELETE";
    plan.times = 0;
    world.box.server.add_fault(plan).value();
    auto const sent = sender(world.box.client).send(small_request());
    check_in_doubt(world, sent);
    CHECK_FALSE(sent.error().envelope_left_behind.empty());
  }
}

} // namespace doubt_test
