// rubrica-send is killed at each of its requests and at any moment; what is found afterwards finishes it, once.
#include "support/catch.hpp"

#include "support/process/run_in_threads.hpp"
#include "torture/durable_send.hpp"
#include "torture/silent_port.hpp"

#include <chrono>
#include <mutex>
#include <random>
#include <thread>

namespace crashes_test {

using namespace torture;
using rubrica_test::run_in_threads;
using rubrica_test::temporary_folder;
using rubrica_test::wait_until;

namespace {

using strings = std::vector<std::string>;

/// What happens after the crash.
enum class comeback {
  resume,                ///< `--resume` with the journal
  again,                 ///< the same command
  again_without_journal, ///< the same command, on a machine that does not have the journal
  never_had_journal,     ///< the same command, which had no journal the first time either
};

constexpr std::pair<comeback, char const*> comebacks[] = {{comeback::resume, "resume"},
                                                          {comeback::again, "the same command"},
                                                          {comeback::again_without_journal, "the same command without journal"},
                                                          {comeback::never_had_journal, "no journal at all"}};

struct crash {
  std::string fault; ///< holds back the request at which the process is killed
  int quiescence = 0;
  bool is_done = false; ///< before the process dies
};

/// Each request of a sending: done and not answered when the process dies, or done a little after its death.
std::vector<crash> each_request() {
  std::vector<crash> all;
  for (char const* request : {"method=POST,path=/envelopes", "method=POST,path=/envelopes/*/documents",
                              "method=POST,path=/envelopes/*/signers", "method=POST,path=/envelopes/*/bulk_requirements",
                              "method=PATCH,path=/envelopes/*", "method=POST,path=/envelopes/*/notifications"}) {
    all.push_back({std::string("commit_then_timeout,delay=3600000,times=2,") + request, 0, true});
    all.push_back({std::string("delay,delay=400,times=2,") + request, 1, false});
  }
  return all;
}

void append(strings& to, strings more) {
  for (std::string& one : more) to.push_back(std::move(one));
}

strings come_back(watched_simulator& box, wanted what, comeback how) {
  strings wrongs;
  if (how == comeback::resume) {
    auto const end = resume(what.journal, box.url());
    if (end.status != 0 || end.lines.size() != 1 || end.lines[0].value("key", "") != what.key ||
        end.lines[0].value("state", "") != "sent")
      wrongs.push_back("resume ended with " + std::to_string(end.status) + ": " + json(end.lines).dump() + end.err);
    auto const nothing = resume(what.journal, box.url());
    if (nothing.status != 0 || !nothing.lines.empty())
      wrongs.push_back("a second resume found something: " + json(nothing.lines).dump());
    return wrongs;
  }
  if (how == comeback::again_without_journal) what.journal.clear();
  auto const end = send_to_end(what, box.url());
  if (end.status != 0) wrongs.push_back("the same command ended with " + std::to_string(end.status) + ": " + end.err);
  return wrongs;
}

strings crash_and_come_back(crash const& at, comeback how) {
  watched_simulator box;
  temporary_folder const folder;
  wanted const what{"contrato-0001", how == comeback::never_had_journal ? std::string() : folder.path("journal"), at.quiescence};
  box.plan(at.fault);
  {
    sending_process doomed(what, box.url());
    if (!wait_until([&] { return at.is_done ? box.has_done_struck() : box.has_struck(); })) return {"the request did not come"};
    doomed.kill();
  }
  box.clear();
  strings wrongs = come_back(box, what, how);
  if (!wait_until([&] { return box.has_done_struck(); })) wrongs.emplace_back("the late request did not arrive");
  // Without the journal nobody knows of a request that was under way: its draft may appear beside the envelope.
  bool const knows_of_it = how == comeback::resume || how == comeback::again;
  if (!knows_of_it) append(wrongs, sweep(box.url()));
  append(wrongs, wrongs_of(box, what.key));
  return wrongs;
}

/// Kills a sending at a random moment: after some of its requests, and a little later.
void kill_somewhere(watched_simulator& box, wanted const& what, unsigned seed) {
  std::mt19937 random(seed);
  auto const requests = random() % 7;
  std::chrono::microseconds const later(random() % 8'000);
  sending_process doomed(what, box.url());
  wait_until([&] { return box.log().size() >= requests; });
  std::this_thread::sleep_for(later);
  doomed.kill();
}

/// What is wrong after one crash and its comeback.
strings after_crash(watched_simulator& box, wanted const& what, comeback how) {
  if (how != comeback::resume) return come_back(box, what, how);
  auto const end = resume(what.journal, box.url());
  bool const is_finished = end.status == 0 && end.lines.size() == 1 && end.lines[0].value("state", "") == "sent";
  if (is_finished || box.activated(what.key) == 1) return {};
  if (!end.lines.empty() || end.status != 0)
    return {"resume ended with " + std::to_string(end.status) + ": " + json(end.lines).dump() + end.err};
  // It was killed before it was recorded: then it sent nothing, and the same command sends it.
  if (!box.log().empty()) return {"requests went out, and there is no record of them"};
  return come_back(box, what, comeback::again);
}

/// Kills a sending at so many random moments, and comes back in each way in turn.
strings random_crashes(int rounds, unsigned seed) {
  strings wrongs;
  std::mutex mutex;
  run_in_threads(4, static_cast<std::size_t>(rounds), [&](std::size_t round) {
    watched_simulator box;
    temporary_folder const folder;
    auto const [how, name] = comebacks[round % std::size(comebacks)];
    wanted const what{"contrato-" + std::to_string(round),
                      how == comeback::never_had_journal ? std::string() : folder.path("journal"), 1};
    box.plan("commit-then-timeout=1,delay=5"); // the time between a request and its answer is as long as that between two
    kill_somewhere(box, what, seed + static_cast<unsigned>(round));
    box.clear();
    strings found = after_crash(box, what, how);
    append(found, wrongs_of(box, what.key));
    std::lock_guard const lock(mutex);
    for (std::string const& one : found) wrongs.push_back("round " + std::to_string(round) + ", " + name + ": " + one);
  });
  return wrongs;
}

} // namespace

TEST_CASE("a sending that is killed at any of its requests is finished once, in whatever way it is taken up again",
          "[torture][process][socket][file]") {
  struct row {
    crash at;
    comeback how;
    char const* name;
  };
  std::vector<row> rows;
  for (crash const& at : each_request()) {
    for (auto const& [how, name] : comebacks) rows.push_back({at, how, name});
  }
  std::vector<strings> wrongs(rows.size());
  run_in_threads(8, rows.size(), [&](std::size_t i) { wrongs[i] = crash_and_come_back(rows[i].at, rows[i].how); });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO(rows[i].at.fault << ", then " << rows[i].name);
    CHECK(wrongs[i] == strings());
  }
}

TEST_CASE("a sending without key and journal that is killed while it is activated, and begun again, goes out twice",
          "[torture][process][socket]") {
  // What the two are for; and that these tests can see it.
  watched_simulator box;
  box.plan("commit_then_timeout,delay=3600000,times=2,method=PATCH,path=/envelopes/*");
  {
    sending_process doomed({}, box.url());
    REQUIRE(wait_until([&] { return box.has_done_struck(); }));
    doomed.kill();
  }
  box.clear();
  CHECK(send_to_end({}, box.url()).status == 0);
  CHECK(wrongs_of(box, {}) == strings{"2 envelopes were activated under any key"});
}

TEST_CASE("a sending that is killed before its first byte leaves is still in the journal, and is sent once",
          "[torture][process][socket][file]") {
  watched_simulator box;
  temporary_folder const folder;
  silent_port const nobody;
  wanted const what{"contrato-0001", folder.path("journal"), 0};
  {
    sending_process doomed(what, nobody.url());
    CHECK(wait_until([&] { return !record_in(what.journal).empty(); }));
    doomed.kill();
  }
  CHECK(come_back(box, what, comeback::resume) == strings());
  CHECK(wrongs_of(box, what.key) == strings());
}

TEST_CASE("a sending that is killed at random moments is finished once", "[torture][process][socket][file]") {
  CHECK(random_crashes(24, 1) == strings());
}

TEST_CASE("a sending that is killed at 500 random moments is finished once each time",
          "[.long][torture][process][socket][file]") {
  CHECK(random_crashes(500, 1000) == strings());
}

} // namespace crashes_test
