// A submission that takes the place of an envelope: `signing::request::replaces`.
#include "support/catch.hpp"
#include "support/workflow/pages_world.hpp"

namespace replaces_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::pages_world;
using state = submission_state;

namespace {

void submit(pages_world& world, std::string const& id, envelope_id const& former) {
  auto one = world.submission(id);
  one.request.replaces = former;
  world.engine.submit(one).value();
  world.work();
}

void let_all_be_due(pages_world const& world) {
  world.execute("UPDATE rubrica_submissions SET due_at = 1 WHERE due_at IS NOT NULL");
  world.execute("UPDATE rubrica_tenants SET due_at = 1");
}

} // namespace

TEST_CASE("a submission that replaces an envelope waits until that one has ended", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto const former = world.send("OP-1").envelope;
    submit(world, "OP-2", former);
    auto const waiting = world.view("OP-2");
    CHECK(waiting.state == state::waiting);
    REQUIRE(waiting.last_error);
    CHECK(waiting.last_error->rule == "send_again_only_ended");
    CHECK(world.box.server.activations().drafts == 0);
    world.act(action::cancel, "OP-1");
    let_all_be_due(world);
    world.work();
    CHECK(world.view("OP-2").state == state::running);
    CHECK_FALSE(world.view("OP-2").last_error);
    CHECK(world.view("OP-2").envelope != former);
  }
}

TEST_CASE("a submission that replaces an envelope that everybody signed fails, and one whose envelope is gone is sent",
          "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto const page = world.send("OP-1");
    for (std::size_t i = 0; i < page.signers.size(); ++i) world.sign(page, i);
    submit(world, "OP-2", page.envelope);
    CHECK(world.view("OP-2").state == state::failed);
    REQUIRE(world.view("OP-2").last_error);
    CHECK(world.view("OP-2").last_error->rule == "send_again_only_ended");
    submit(world, "OP-3", envelope_id("7f0e8f35-5d1c-4fd4-9f58-8a4f4d0c6f11"));
    CHECK(world.view("OP-3").state == state::running);
  }
}

TEST_CASE("the same id with another envelope to replace is another request", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto one = world.submission("OP-1");
    world.engine.submit(one).value();
    one.request.replaces = envelope_id("7f0e8f35-5d1c-4fd4-9f58-8a4f4d0c6f11");
    CHECK(world.engine.submit(one).error().code == errc::conflict);
  }
}

} // namespace replaces_test
