// What is sent is sent once, whatever happens to workers and databases (src/workflow/queue/send.cpp).
#include "support/process/forked.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/workflow/sending_world.hpp"

#include <memory>
#include <string>
#include <vector>

namespace send_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

namespace {

std::string kinds_of(std::vector<change> const& all) {
  std::string out;
  for (change const& one : all) out += (out.empty() ? "" : " ") + (one.state ? std::string(to_string(*one.state)) : "other");
  return out;
}

/// The transport of a process that ends at its request of this number: before it leaves, or when it has arrived.
class deadly_transport final : public http::transport {
public:
  deadly_transport(int at, bool arrives) : at_(at), arrives_(arrives) {}
  result<http::response> send(http::request const& request, http::context const& limits) override {
    bool const is_last = ++number_ == at_;
    if (is_last && !arrives_) _exit(7);
    auto answer = curl_.send(request, limits);
    if (is_last) _exit(7);
    return answer;
  }

private:
  int at_;
  bool arrives_;
  int number_ = 0;
  http::curl_transport curl_;
};

/// A process that works until it is done, 0, or until its last request, 7.
int work_and_die(sending_world const& world, int at, bool arrives) {
  auto options = world.options();
  auto const transport = std::make_shared<deadly_transport>(at, arrives);
  options.tenants = [&](std::string const&) -> result<tenant_settings> {
    tenant_settings settings;
    settings.clicksign = world.clicksign().client_options();
    settings.clicksign.clock = world.time;
    settings.clicksign.transport = transport;
    return settings;
  };
  engine by(options);
  sending_world::work_all(by);
  return 0;
}

} // namespace

TEST_CASE("a submission is sent once, with one request more than without a database", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    auto by = world.worker();
    REQUIRE(by.submit(submission_of("S1"))->is_new);
    std::vector<work_note> notes;
    auto const did = sending_world::work_all(by, &notes);
    CHECK(did.sent == 1);
    CHECK(did.total() == 1);
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].tenant == "acme");
    CHECK(notes[0].id == "S1");
    CHECK(notes[0].what == "send");
    CHECK(notes[0].state == "running");
    CHECK(notes[0].error.empty());
    CHECK(world.clicksign().requests().size() == 1 + 4 + 1 + 2); // the list, then as `sender` counts
    check_sent_once(world);
    CHECK(world.last_error_of("S1").empty());
    CHECK(kinds_of(by.changes({}).value()) == "running");
    CHECK(world.due_in("S1") > 5 * 3'600'000); // engine_options::look_after
    CHECK(sending_world::work_all(by).total() == 0);
    CHECK_FALSE(by.submit(submission_of("S1"))->is_new);
    CHECK(by.submit(submission_of("S1"))->state == submission_state::running);
    CHECK(sending_world::work_all(by).total() == 0);
    CHECK(world.clicksign().notifications().size() == 2);
  }
}

TEST_CASE("a worker that is killed at any request leaves a submission that another one sends, once",
          "[workflow][socket][process]") {
  for (auto const& on : every_database()) {
    for (bool const arrives : {false, true}) {
      for (int request = 1; request <= 9; ++request) {
        INFO(on.name << ", killed at request " << request << (arrives ? ", which arrived" : ""));
        sending_world const world(on);
        world.tables.clear();
        REQUIRE(world.worker().submit(submission_of("S1")));
        int const code = exit_code_of(fork_child([&] { return work_and_die(world, request, arrives); }));
        CHECK(code == (request <= 8 ? 7 : 0));
        if (code == 7) {
          CHECK(world.work_all().total() == 0); // it is still the other one's
          world.let_all_be_due();
          auto const did = world.work_all();
          CHECK(did.sent == 1);
          CHECK(did.failed == 0);
        }
        check_sent_once(world);
        CHECK(world.clicksign().notifications().size() <= 2);
      }
    }
  }
}

TEST_CASE("a worker that stood still beyond its lease sends and records nothing more", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    for (int request = 1; request <= 8; ++request) {
      INFO(on.name << ", at request " << request);
      sending_world const world(on);
      world.tables.clear();
      bool stood = false;
      std::string late;
      auto slow = world.worker([&](http::request const& request_now, int number) {
        if (stood) late += std::string(http::to_string(request_now.verb)) + " " + std::string(path_of(request_now)) + "\n";
        if (number != request) return loss::none;
        stood = true;
        world.let_all_be_due();
        CHECK(world.work_all().sent == 1);
        return loss::request; // it is cut off: its transport has this deadline
      });
      REQUIRE(slow.submit(submission_of("S1")));
      std::vector<work_note> notes;
      auto const did = sending_world::work_all(slow, &notes);
      CHECK(stood);
      CHECK(late == "");
      CHECK(did.sent == 0);
      CHECK(did.failed == 1);
      check_sent_once(world);
      CHECK(world.tables.number("SELECT taken_over FROM rubrica_tenants") == 1);
    }
  }
}

TEST_CASE("a table that was restored from an older backup finds the envelope instead of making a second one",
          "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    auto by = world.worker();
    REQUIRE(by.submit(submission_of("S1")));
    REQUIRE(sending_world::work_all(by).sent == 1);
    auto const document = world.tables.text("SELECT document FROM rubrica_documents");
    world.tables.clear();
    world.time->skip(std::chrono::hours(5));
    CHECK(by.submit(submission_of("S1"))->is_new);
    CHECK(sending_world::work_all(by).sent == 1);
    check_sent_once(world);
    CHECK(world.tables.text("SELECT document FROM rubrica_documents") == document);
    CHECK(world.clicksign().notifications().size() == 2); // nobody was called twice
  }
}

TEST_CASE("a worker that is asked to stop leaves the submission to be sent later, once", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    for (int request = 1; request <= 6; ++request) {
      INFO(on.name << ", at request " << request);
      sending_world const world(on);
      world.tables.clear();
      auto const flag = std::make_shared<cancel_flag>(false);
      auto by = world.worker([&](http::request const&, int number) {
        if (number == request) *flag = true;
        return loss::none;
      });
      REQUIRE(by.submit(submission_of("S1")));
      work_options how;
      how.until_idle = true;
      how.cancelled = flag;
      REQUIRE(by.work(how));
      CHECK(world.activated() <= 1);
      if (world.state_of("S1") == "waiting") {
        world.let_all_be_due();
        CHECK(world.work_all().sent == 1);
      }
      check_sent_once(world);
    }
  }
}

TEST_CASE("a submission that a former worker may still be at is left alone, and what is known of it stays",
          "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    { REQUIRE(world.worker().submit(submission_of("S1"))); }
    CHECK(exit_code_of(fork_child([&] { return work_and_die(world, 3, true); })) == 7);
    world.tables.put("last_error", R"({"code": "connect"})", "S1");
    world.tables.execute("UPDATE rubrica_submissions SET failures = 3");
    auto const error = world.last_error_of("S1");
    // The database's clock has jumped, and the machine's has not.
    world.tables.execute("UPDATE rubrica_submissions SET due_at = 1");
    world.tables.execute("UPDATE rubrica_tenants SET due_at = 1");
    auto const requests = world.clicksign().requests().size();
    auto const did = world.work_all();
    CHECK(did.sent == 0);
    CHECK(did.total() == 0);
    CHECK(world.clicksign().requests().size() == requests);
    CHECK(world.state_of("S1") == "waiting");
    CHECK(world.due_in("S1") > 100'000);
    CHECK(world.last_error_of("S1") == error);
    CHECK(world.tables.number("SELECT failures FROM rubrica_submissions") == 3);
    world.let_all_be_due();
    CHECK(world.work_all().sent == 1);
    check_sent_once(world);
  }
}

TEST_CASE("many workers on a bad network send each submission once", "[workflow][socket][threads]") {
  constexpr int many = 40;
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    {
      auto by = world.worker();
      for (int i = 0; i < many; ++i)
        REQUIRE(by.submit(submission_of("S" + std::to_string(i), "tenant-" + std::to_string(i % 3), 1)));
    }
    for (unsigned round = 0; round < 6; ++round) {
      run_in_threads(4, [&](std::size_t thread) {
        auto by = world.worker(losing(5, round * 10 + static_cast<unsigned>(thread)));
        sending_world::work_all(by);
      });
      world.let_all_be_due();
    }
    for (int i = 0; i < 4 && world.tables.count("rubrica_submissions WHERE state = 'waiting'") > 0; ++i) {
      world.work_all();
      world.let_all_be_due();
    }
    CHECK(world.tables.count("rubrica_submissions WHERE state = 'running'") == many);
    CHECK(world.activated() == many);
    CHECK(world.activated_twice() == 0);
    CHECK(world.drafts() == 0);
  }
}

} // namespace send_test
