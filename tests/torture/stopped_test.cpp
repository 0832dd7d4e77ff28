// A process that is stopped for longer than it may send, while another one takes over.
#include "support/catch.hpp"

#include "torture/durable_send.hpp"

namespace stopped_test {

using namespace torture;
using rubrica_test::temporary_folder;
using rubrica_test::wait_until;

TEST_CASE("a sending whose process stands still is taken over, and the process that goes on then sends nothing more",
          "[torture][process][socket][file]") {
  for (char const* request : {"method=POST,path=/envelopes/*/documents", "method=PATCH,path=/envelopes/*"}) {
    INFO(request);
    watched_simulator box;
    temporary_folder const folder;
    wanted const what{"contrato-0001", folder.path("journal"), 0, {"--timeout", "1"}};
    box.plan(std::string("commit_then_timeout,delay=3600000,times=2,") + request);
    sending_process sleeper(what, box.url());
    REQUIRE(wait_until([&] { return box.has_struck(); }));
    sleeper.send_signal(SIGSTOP);
    box.clear();
    // Nobody takes it as long as the first one may still send.
    resumed taken;
    CHECK(wait_until([&] { return !(taken = resume(what.journal, box.url())).lines.empty(); }));
    CHECK(taken.status == 0);
    CHECK(taken.lines.at(0)["state"] == "sent");
    auto const before = box.log().size();
    sleeper.send_signal(SIGCONT);
    auto const end = sleeper.finish();
    CHECK(box.log().size() == before);
    INFO(end.out << end.err);
    CHECK(end.status != 0);
    CHECK(wrongs_of(box, what.key) == std::vector<std::string>());
  }
}

} // namespace stopped_test
