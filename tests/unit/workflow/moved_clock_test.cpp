#include "support/catch.hpp"
#include "support/workflow/pages_world.hpp"

namespace moved_clock_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::pages_world;

TEST_CASE("an engine with the simulator's clock sends a month later", "[workflow][clock][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto options = world.options;
    options.clock = world.box.server.clock();
    engine later(options);
    world.box.server.advance(std::chrono::hours(24 * 31));
    later.submit(world.submission()).value();
    work_options how;
    how.until_idle = true;
    later.work(how).value();
    auto const sent = later.find("acme", "OP-1").value();
    CHECK(sent.state == submission_state::running);
    REQUIRE(sent.deadline.at());
    CHECK(*sent.deadline.at() > world.box.server.now() + std::chrono::hours(24 * 27));
  }
}

} // namespace moved_clock_test
