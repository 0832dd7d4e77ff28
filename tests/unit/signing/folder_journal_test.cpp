#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/process/forked.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/folder_journal.hpp>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>

namespace folder_journal_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::temporary_folder;
namespace fs = std::filesystem;

namespace {

sending small_sending(std::string key, std::chrono::seconds held_for = std::chrono::seconds(600)) {
  sending one;
  one.key = std::move(key);
  one.holder = "00000000000000aa";
  one.held_until = std::chrono::time_point_cast<instant::duration>(std::chrono::system_clock::now()) + held_for;
  one.digests = {""};
  one.plan.key = one.key;
  one.plan.envelope.name = "n";
  one.plan.documents.emplace_back().filename = "a.pdf";
  one.plan.signers.emplace_back().name = "Ana Souza";
  one.plan.requirements.emplace_back();
  return one;
}

std::shared_ptr<folder_journal> open(temporary_folder const& folder) {
  return folder_journal::open(folder.path("sendings")).value();
}

std::vector<std::string> names_in(fs::path const& folder, std::string const& ending) {
  std::vector<std::string> names;
  for (auto const& one : fs::directory_iterator(folder)) {
    if (one.path().extension() == ending) names.push_back(one.path().string());
  }
  return names;
}

std::string text_of(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("a journal's folder and files can be read by their owner only", "[signing][file]") {
  temporary_folder const folder;
  auto const journal = open(folder);
  REQUIRE(journal->save(small_sending("job 7/ção")));
  auto const mode_of = [](std::string const& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 ? about.st_mode & 0777u : 0;
  };
  CHECK(mode_of(folder.path("sendings")) == 0700u);
  auto const files = names_in(folder.path("sendings"), ".json");
  REQUIRE(files.size() == 1);
  CHECK(mode_of(files[0]) == 0600u);
  CHECK(fs::path(files[0]).filename().string().find("job") == std::string::npos);
}

TEST_CASE("what a journal keeps comes back in another process once the first is gone", "[signing][file][process]") {
  temporary_folder const folder;
  auto const child = rubrica_test::fork_child([&] {
    auto const journal = open(folder);
    bool const saved = journal->save(small_sending("job-1")) && journal->save(small_sending("job-2"));
    ::kill(::getpid(), SIGKILL); // its destructors do not run
    return saved ? 0 : 1;
  });
  CHECK(rubrica_test::exit_code_of(child) == -1);
  auto const journal = open(folder);
  auto const all = journal->load_open().value();
  REQUIRE(all.size() == 2);
  auto const one = journal->load("job-1").value();
  REQUIRE(one);
  CHECK(one->to_json() == [&] {
    auto same = small_sending("job-1");
    same.held_until = one->held_until;
    return same.to_json();
  }());
  CHECK(names_in(folder.path("sendings"), ".process").size() == 1); // the mark of the killed one was removed
  CHECK_FALSE(journal->load("job-3").value());
}

TEST_CASE("what was half written when a process was killed is removed by who opens or lists the folder", "[signing][file]") {
  temporary_folder const folder;
  auto const journal = open(folder);
  std::string const half = folder.path("sendings/.rubrica-0123456789abcdef.part");
  std::ofstream(half) << "{";
  open(folder);
  CHECK_FALSE(fs::exists(half));
  std::ofstream(half) << "{";
  CHECK(journal->load_open());
  CHECK_FALSE(fs::exists(half));
}

TEST_CASE("what a living process holds is given to nobody, until its time is over", "[signing][file]") {
  temporary_folder const folder;
  auto const first = open(folder);
  auto const second = open(folder);
  REQUIRE(first->save(small_sending("held")));
  REQUIRE(first->save(small_sending("over", std::chrono::seconds(-1))));
  auto const all = second->load_open().value();
  REQUIRE(all.size() == 1);
  CHECK(all[0]->key == "over");
  auto const held = second->load("held");
  REQUIRE_FALSE(held);
  CHECK(held.error().code == errc::not_ready);
  auto other = small_sending("held");
  other.holder = "00000000000000bb";
  CHECK(second->save(other).error().code == errc::not_ready);
  CHECK(first->save(other).error().code == errc::not_ready); // another run of the same process
  REQUIRE(first->forget(small_sending("held")));
  CHECK(second->save(other));
}

TEST_CASE("a calendar that jumps frees nothing that a living process holds, and shortens no wait after a dead one",
          "[signing][file][clock]") {
  using namespace std::chrono;
  temporary_folder const folder;
  auto first = open(folder);
  auto const second = open(folder);
  auto const held = small_sending("held");
  REQUIRE(first->save(held));
  // As if it had been written an hour ago by the calendar, with a licence that was to end fifty minutes ago.
  auto const path = names_in(folder.path("sendings"), ".json").at(0);
  std::string const was = std::to_string(held.held_until.time_since_epoch().count());
  std::string const became = std::to_string((held.held_until - hours(1)).time_since_epoch().count());
  auto text = text_of(path);
  REQUIRE(text.find(was) != std::string::npos);
  text.replace(text.find(was), was.size(), became);
  std::ofstream(path, std::ios::binary) << text;
  CHECK(second->load("held").error().code == errc::not_ready);
  CHECK(second->load_open().value().empty());

  first.reset(); // it is gone, and may have sent something just now
  auto const found = second->load("held").value();
  REQUIRE(found);
  CHECK(found->held_until > time_point_cast<instant::duration>(system_clock::now()));

  // Of another start of the machine nothing is known but the calendar.
  auto const boot = text.find("licence") + 10;
  text.replace(boot, 1, text[boot] == '0' ? "1" : "0");
  std::ofstream(path, std::ios::binary) << text;
  CHECK(second->load("held").value()->held_until < time_point_cast<instant::duration>(system_clock::now()));
}

TEST_CASE("a run whose sending was taken over can neither save nor forget it", "[signing][file]") {
  temporary_folder const folder;
  auto const stalled = open(folder);
  auto const other = open(folder);
  REQUIRE(stalled->save(small_sending("job-1", std::chrono::seconds(-1))));
  auto taken = small_sending("job-1");
  taken.holder = "00000000000000bb";
  REQUIRE(other->save(taken));
  CHECK(stalled->save(small_sending("job-1")).error().code == errc::not_ready);
  REQUIRE(other->forget(taken));
  auto const ended_elsewhere = stalled->save(small_sending("job-1"));
  REQUIRE_FALSE(ended_elsewhere);
  CHECK(ended_elsewhere.error().code == errc::not_ready);
  REQUIRE(other->save(taken));
  CHECK(stalled->forget(small_sending("job-1")));
  CHECK(names_in(folder.path("sendings"), ".json").size() == 1);
}

TEST_CASE("a run saves and forgets its own sending by the beginning of its file, whatever follows", "[signing][file]") {
  temporary_folder const folder;
  auto const journal = open(folder);
  auto const one = small_sending("job-7");
  REQUIRE(journal->save(one));
  std::string const path = names_in(folder.path("sendings"), ".json").at(0);
  auto const cut = [&](std::string const& text) { std::ofstream(path, std::ios::binary | std::ios::trunc) << text; };
  std::string const whole = text_of(path);
  cut(whole.substr(0, whole.size() / 2));
  auto other = one;
  other.holder = "00000000000000bb";
  CHECK(journal->save(other).error().code == errc::malformed); // the whole file must say whose it is
  CHECK(journal->forget(other).error().code == errc::malformed);
  CHECK(journal->save(one));
  auto const without_licence = [](std::string const& text) { return text.substr(text.find("\"format\"")); };
  CHECK(without_licence(text_of(path)) == without_licence(whole)); // which two clocks make, each time anew
  cut(whole.substr(0, whole.size() / 2));
  CHECK(journal->forget(one));
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("what was found is claimed only as it was found", "[signing][file]") {
  temporary_folder const folder;
  auto const first = open(folder);
  auto const second = open(folder);
  auto const over = small_sending("job-1", std::chrono::seconds(-1));
  REQUIRE(first->save(over));
  auto const found = second->load("job-1").value();
  REQUIRE(found);
  auto mine = small_sending("job-1");
  mine.holder = "00000000000000bb";
  auto theirs = mine;
  theirs.holder = "00000000000000cc";
  REQUIRE(first->claim(theirs, found->holder)); // another was faster
  auto const late = second->claim(mine, found->holder);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == errc::not_ready);
  REQUIRE(first->forget(theirs)); // and has ended it
  CHECK_FALSE(second->claim(mine, found->holder));
  CHECK(names_in(folder.path("sendings"), ".json").empty());
}

TEST_CASE("a journal's file that was cut at any byte is a named error or resumed, and no second envelope",
          "[signing][file][socket]") {
  temporary_folder const folder;
  lossy_sandbox world([](http::request const&, int number) { return number < 3 ? loss::none : loss::refused; });
  std::string whole;
  std::string path;
  send_options options;
  options.key = "job-7";
  {
    auto const journal = open(folder);
    options.on_progress = [&](progress const& one) {
      if (one.step != step::envelope_created) return;
      path = names_in(folder.path("sendings"), ".json").at(0);
      whole = text_of(path);
    };
    static_cast<void>(sender(world.box.client, journal).send(rubrica_test::small_request(), options));
  }
  REQUIRE(whole.size() > 500);
  auto const client_options = rubrica_test::sandboxed::client_options(world.box.server, {}, world.time);
  clicksign::client const client(client_options);
  options.on_progress = nullptr;
  std::size_t refused = 0;
  for (std::size_t size = 0; size < whole.size(); size += size < 80 ? 1 : 37) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    world.box.server.forget_requests();
    auto const journal = open(folder);
    INFO("cut to " << size);
    auto const sent = sender(client, journal).send(rubrica_test::small_request(), options);
    REQUIRE_FALSE(sent);
    CHECK((sent.error().code == errc::malformed && sent.error().outcome == outcome::not_sent));
    CHECK(sent.error().message.find(fs::path(path).filename().string()) != std::string::npos);
    CHECK(world.box.server.requests().empty());
    auto const all = sender(client, journal).resume();
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    CHECK(all->at(0).error->code == errc::malformed);
    CHECK(fs::exists(path));
    ++refused;
  }
  CHECK(refused > 80);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << whole;
  auto const sent = sender(client, open(folder)).send(rubrica_test::small_request(), options);
  CHECK(sent);
  auto const all = world.witness().envelopes().list().all().value();
  CHECK(all.size() == 1);
}

TEST_CASE("a folder that cannot be used is refused before anything is sent", "[signing][file][process]") {
  temporary_folder const folder;
  auto const none = folder_journal::open(folder.path("a/b"));
  REQUIRE_FALSE(none);
  CHECK(none.error().code == errc::file_error);
  std::ofstream(folder.path("file")) << "x";
  CHECK_FALSE(folder_journal::open(folder.path("file")));
}

TEST_CASE("a disk without room keeps the sending from being sent", "[signing][file][process][socket]") {
  temporary_folder const folder;
  lossy_sandbox world([](http::request const&, int) { return loss::none; });
  auto const journal = open(folder);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  auto const handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 100; // a file may not grow beyond it: the system refuses as it does on a full disk
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  auto const sent = sender(world.box.client, journal).send(rubrica_test::small_request());
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, handler);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::file_error);
  CHECK(sent.error().outcome == outcome::not_sent);
  CHECK(world.box.server.requests().empty());
  CHECK(names_in(folder.path("sendings"), ".json").empty());
  CHECK(sender(world.box.client, journal).send(rubrica_test::small_request()));
}

TEST_CASE("a process that stands still in the middle of a change keeps waiting only who changes the same key",
          "[signing][file][process]") {
  temporary_folder const folder;
  auto const journal = open(folder);
  auto const child = rubrica_test::fork_child([&] {
    auto const own = open(folder);
    std::signal(SIGXFSZ, [](int) { ::raise(SIGSTOP); }); // the system sends it in the middle of writing
    rlimit const small{100, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &small);
    return own->save(small_sending("A")) ? 1 : 0;
  });
  int status = 0;
  REQUIRE(::waitpid(child, &status, WUNTRACED) == child);
  REQUIRE(WIFSTOPPED(status));

  CHECK(journal->save(small_sending("B")));
  CHECK(journal->forget(small_sending("B")));
  CHECK(journal->save(small_sending("C", std::chrono::seconds(-1))));
  CHECK(open(folder)->load_open().value().size() == 1);
  CHECK_FALSE(journal->load("A").value()); // nothing of it is in place yet
  auto const same = journal->save(small_sending("A"));
  REQUIRE_FALSE(same);
  CHECK(same.error().code == errc::not_ready);
  CHECK(same.error().outcome == outcome::not_sent);

  ::kill(child, SIGCONT);
  CHECK(rubrica_test::exit_code_of(child) == 0); // its file could not grow
  CHECK(journal->save(small_sending("A")));
}

TEST_CASE("a process that is killed in the middle of a change frees its key at once", "[signing][file][process]") {
  temporary_folder const folder;
  auto const child = rubrica_test::fork_child([&] {
    auto const own = open(folder);
    rlimit const small{100, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &small);
    return own->save(small_sending("A")) ? 1 : 0; // SIGXFSZ kills it
  });
  CHECK(rubrica_test::exit_code_of(child) == -1);
  auto const journal = open(folder);
  CHECK(journal->load_open().value().empty());
  CHECK(journal->save(small_sending("A")));
}

TEST_CASE("threads that change the same key of a journal do so one at a time", "[signing][file][threads][property]") {
  temporary_folder const folder;
  auto const journal = open(folder);
  constexpr std::size_t threads = 8;
  for (int round = 0; round < 20; ++round) {
    std::string const key = "job-" + std::to_string(round);
    std::vector<char> holds(threads);
    rubrica_test::run_in_threads(threads, [&](std::size_t i) {
      auto mine = small_sending(key);
      mine.holder = "00000000000000" + std::to_string(10 + i);
      holds[i] = journal->save(mine) ? 1 : 0;
    });
    CHECK(std::count(holds.begin(), holds.end(), 1) == 1);
  }
}

TEST_CASE("a new process is never taken for a dead one by who clears the folder", "[signing][file][threads][property]") {
  temporary_folder const folder;
  auto const clearing = open(folder);
  std::atomic<bool> is_over{false};
  auto cleared = std::async(std::launch::async, [&] {
    std::size_t taken = 0;
    while (!is_over) taken += clearing->load_open().value().size();
    return taken;
  });
  for (int i = 0; i < 1000; ++i) {
    auto const fresh = open(folder);
    CHECK(fresh->save(small_sending("job")));
    auto const held = clearing->load("job");
    CHECK((!held && held.error().code == errc::not_ready));
    CHECK(fresh->forget(small_sending("job")));
  }
  is_over = true;
  CHECK(cleared.get() == 0);
}

} // namespace folder_journal_test
