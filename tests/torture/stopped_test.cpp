// A process that is stopped for longer than it may send, while another one takes over.
#include "support/catch.hpp"

#include "support/process/run_in_threads.hpp"
#include "torture/durable_send.hpp"

namespace stopped_test {

using namespace torture;
using rubrica_test::temporary_folder;
using rubrica_test::wait_until;

namespace {

using strings = std::vector<std::string>;

/// What is wrong when the process stands still while this request is answered.
strings stop_at(std::string const& request) {
  watched_simulator box;
  temporary_folder const folder;
  wanted const what{"contrato-0001", folder.path("journal"), 0, {"--timeout", "1"}};
  box.plan("commit_then_timeout,delay=3600000,times=2," + request);
  sending_process sleeper(what, box.url());
  if (!wait_until([&] { return box.has_done_struck(); })) return {"the request did not come"};
  sleeper.send_signal(SIGSTOP);
  box.clear();
  resumed taken;
  if (!wait_until([&] { return !(taken = resume(what.journal, box.url())).lines.empty(); })) return {"nobody could take over"};
  strings wrongs;
  if (taken.lines.at(0).value("state", "") != "sent") wrongs.push_back("the takeover: " + json(taken.lines).dump());
  auto const before = box.log().size();
  sleeper.send_signal(SIGCONT);
  auto const end = sleeper.finish();
  if (box.log().size() != before) wrongs.push_back("the first process went on sending: " + json(box.log()).dump());
  if (end.status == 1) wrongs.push_back("the first process says that nothing is left: " + end.err);
  for (std::string& one : wrongs_of(box, what.key)) wrongs.push_back(std::move(one));
  return wrongs;
}

} // namespace

TEST_CASE("a sending whose process stands still is taken over, and the process that goes on then sends nothing more",
          "[torture][process][socket][file]") {
  std::vector<std::string> const requests{"method=POST,path=/envelopes", "method=POST,path=/envelopes/*/documents",
                                          "method=PATCH,path=/envelopes/*"};
  std::vector<strings> wrongs(requests.size());
  rubrica_test::run_in_threads(requests.size(), [&](std::size_t i) { wrongs[i] = stop_at(requests[i]); });
  for (std::size_t i = 0; i < requests.size(); ++i) {
    INFO(requests[i]);
    CHECK(wrongs[i] == strings());
  }
}

} // namespace stopped_test
