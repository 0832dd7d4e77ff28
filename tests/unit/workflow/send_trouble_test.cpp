// What hinders a submission: what passes by itself, what does not, and what is told of it (src/workflow/queue/send.cpp).
#include "support/files/temporary_folder.hpp"
#include "support/workflow/sending_world.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace send_trouble_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

namespace {

void check_nothing_left(sending_world const& world) {
  CHECK(world.activated() == 0);
  CHECK(world.drafts() == 0);
}

std::string kinds_of(std::vector<change> const& all) {
  std::string out;
  for (change const& one : all) out += (out.empty() ? "" : " ") + (one.state ? std::string(to_string(*one.state)) : "other");
  return out;
}

lossy_transport::chooser nobody_answers() {
  return [](http::request const&, int) { return loss::refused; };
}

} // namespace

TEST_CASE("what passes by itself is tried again, less and less often", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    auto cut_off = world.worker(nobody_answers());
    REQUIRE(cut_off.submit(submission_of("S1")));
    std::vector<long long> pauses;
    for (int i = 0; i < 12; ++i) {
      auto const did = sending_world::work_all(cut_off);
      CHECK(did.failed == 1);
      CHECK(did.sent == 0);
      CHECK(world.state_of("S1") == "waiting");
      CHECK(world.last_error_of("S1").find("connect") != std::string::npos);
      pauses.push_back(world.due_in("S1"));
      CHECK(sending_world::work_all(cut_off).total() == 0);
      world.let_all_be_due();
    }
    CHECK(pauses.front() > 5'000);
    CHECK(pauses.front() <= 15'000);
    CHECK(std::is_sorted(pauses.begin(), pauses.begin() + 8));
    CHECK(pauses[3] > 4 * pauses[0]);
    CHECK(pauses.back() > 3'500'000);
    CHECK(pauses.back() <= 3'600'000);
    CHECK(world.tables.count("rubrica_changes") == 0);
    CHECK(world.work_all().sent == 1);
    check_sent_once(world);
    CHECK(world.last_error_of("S1").empty());
  }
}

TEST_CASE("a service that is down for a while gets the submission afterwards, once", "[workflow][socket]") {
  using sandbox::fault;
  for (auto const& on : every_database()) {
    for (fault const what :
         {fault::status_500, fault::status_503, fault::html_200, fault::reset_before_commit, fault::commit_then_reset}) {
      INFO(on.name << ", " << to_string(what));
      sending_world const world(on);
      world.tables.clear();
      sandbox::fault_plan plan;
      plan.what = what;
      plan.times = 0;
      REQUIRE(world.clicksign().add_fault(plan));
      REQUIRE(world.worker().submit(submission_of("S1")));
      for (int i = 0; i < 3; ++i) {
        CHECK(world.work_all().sent == 0);
        CHECK(world.state_of("S1") == "waiting");
        CHECK_FALSE(world.last_error_of("S1").empty());
        world.let_all_be_due();
      }
      world.clicksign().clear_faults();
      CHECK(world.work_all().sent == 1);
      check_sent_once(world);
    }
  }
}

TEST_CASE("a tenant whose token was withdrawn waits for a new one, and the others go on", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world world(on);
    world.token_of = [&](std::string const& tenant) {
      return tenant == "acme" ? secret("withdrawn") : world.clicksign().token();
    };
    auto by = world.worker();
    for (char const* tenant : {"acme", "beta"}) REQUIRE(by.submit(submission_of("S1", tenant)));
    auto did = sending_world::work_all(by);
    CHECK(did.sent == 1);
    CHECK(did.failed == 1);
    CHECK(world.state_of("S1", "beta") == "running");
    CHECK(world.state_of("S1") == "waiting");
    CHECK(world.last_error_of("S1").find("unauthorized") != std::string::npos);
    CHECK(world.last_error_of("S1").find("withdrawn") == std::string::npos);
    world.token_of = [&](std::string const&) { return world.clicksign().token(); };
    for (char const* table : {"submissions", "tenants"})
      world.tables.execute("UPDATE rubrica_" + std::string(table) + " SET due_at = 1 WHERE due_at IS NOT NULL");
    did = sending_world::work_all(by); // the same worker: its client was made with the former token
    CHECK(did.sent == 1);              // its requests were answered: nobody waits for them
    CHECK(world.state_of("S1") == "running");
    CHECK(world.activated() == 2);
    CHECK(world.drafts() == 0);
  }
}

TEST_CASE("a tenant that is not known, or cannot be looked up, waits, and the others go on", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    for (errc const code : {errc::not_found, errc::connect, errc::malformed}) {
      INFO(on.name << ", " << to_string(code));
      sending_world world(on);
      world.tables.clear();
      world.refuses = [code](std::string const& tenant) -> std::optional<error_info> {
        if (tenant == "acme") return make_error(code);
        return std::nullopt;
      };
      auto by = world.worker();
      for (char const* tenant : {"acme", "beta"}) REQUIRE(by.submit(submission_of("S1", tenant)));
      auto const did = sending_world::work_all(by);
      CHECK(did.sent == 1);
      CHECK(did.failed == 1);
      CHECK(world.state_of("S1") == "waiting"); // whatever the caller's function says, the submission itself is right
      CHECK(world.last_error_of("S1").find(to_string(code)) != std::string::npos);
      world.refuses = nullptr;
      world.let_all_be_due();
      CHECK(world.work_all().sent == 1);
    }
  }
}

TEST_CASE("a row that is damaged, or of a later version, waits an hour, and the others go on", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    auto by = world.worker();
    for (char const* id : {"cut", "later", "good"}) REQUIRE(by.submit(submission_of(id)));
    world.tables.put("sending", R"({"version": 1, "key)", "cut");
    world.tables.put("sending", R"({"version": 4000})", "later");
    auto const did = sending_world::work_all(by);
    CHECK(did.sent == 1);
    CHECK(did.failed == 2);
    CHECK(world.state_of("good") == "running");
    for (char const* id : {"cut", "later"}) {
      CHECK(world.state_of(id) == "waiting");
      CHECK(world.last_error_of(id).find("malformed") != std::string::npos);
      CHECK(world.due_in(id) > 3'500'000);
      CHECK(world.due_in(id) <= 3'600'000);
    }
    CHECK(world.tables.text("SELECT sending FROM rubrica_submissions WHERE id = 'later'") == "{\"version\": 4000}");
    CHECK(world.activated() == 1);
  }
}

TEST_CASE("a file that changed or vanished on the disk is not sent", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    for (bool const vanishes : {false, true}) {
      INFO(on.name << (vanishes ? ", vanished" : ", changed"));
      sending_world const world(on);
      world.tables.clear();
      temporary_folder const folder;
      auto one = submission_of("S1");
      one.request.files[0].bytes.clear();
      one.request.files[0].path = folder.write("c.pdf", small_pdf());
      auto by = world.worker();
      REQUIRE(by.submit(one));
      if (vanishes)
        REQUIRE(std::remove(folder.path("c.pdf").c_str()) == 0);
      else
        folder.write("c.pdf", small_pdf("another contract"));
      auto const did = sending_world::work_all(by);
      CHECK(did.failed == 1);
      CHECK(world.state_of("S1") == "failed");
      CHECK(world.last_error_of("S1").find("file_error") != std::string::npos);
      check_nothing_left(world);
      auto const told = by.changes({}).value();
      REQUIRE(told.size() == 1);
      CHECK(told[0].state == submission_state::failed);
      REQUIRE(told[0].error);
      CHECK(told[0].error->code == errc::file_error);
      CHECK(world.tables.number("SELECT many FROM rubrica_counts WHERE state = 'failed'") == 1);
      world.let_all_be_due();
      CHECK(world.work_all().total() == 0);
    }
  }
}

TEST_CASE("stored bytes that are lost are not sent as another file", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    auto by = world.worker();
    REQUIRE(by.submit(submission_of("S1")));
    world.tables.execute("DELETE FROM rubrica_contents");
    CHECK(sending_world::work_all(by).failed == 1);
    CHECK(world.state_of("S1") == "failed");
    CHECK(world.last_error_of("S1").find("file_error") != std::string::npos);
    check_nothing_left(world);
  }
}

TEST_CASE("what ClickSign refuses for good fails, and its draft is removed", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world const world(on);
    // The service knows rules that the preflight does not: it refuses a deadline that has passed since.
    auto by = world.worker();
    REQUIRE(by.submit(submission_of("S1")));
    world.clicksign().advance(std::chrono::hours(24 * 400));
    auto const did = sending_world::work_all(by);
    CHECK(did.sent == 0);
    CHECK(did.failed == 1);
    CHECK(world.state_of("S1") == "failed");
    CHECK_FALSE(world.last_error_of("S1").empty());
    check_nothing_left(world);
    CHECK(kinds_of(by.changes({}).value()) == "failed");
  }
}

TEST_CASE("what was wanted to end before it was sent ends without a request", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    for (char const* wanted : {"cancel", "withdraw"}) {
      INFO(on.name << ", " << wanted);
      sending_world const world(on);
      world.tables.clear();
      auto by = world.worker();
      REQUIRE(by.submit(submission_of("S1")));
      world.tables.execute("UPDATE rubrica_submissions SET wanted = '" + std::string(wanted) + "'");
      CHECK(sending_world::work_all(by).sent == 0);
      CHECK(world.state_of("S1") == "cancelled");
      CHECK(world.tables.count("rubrica_submissions WHERE wanted IS NULL") == 1);
      CHECK(world.clicksign().requests().empty());
      world.let_all_be_due();
      CHECK(world.work_all().total() == 0);
    }
  }
}

TEST_CASE("what is stored of errors names nobody and no token", "[workflow][socket][secrets]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_world world(on);
    world.token_of = [](std::string const&) { return secret("token-of-acme-0123456789"); };
    std::vector<work_note> notes;
    auto by = world.worker();
    REQUIRE(by.submit(submission_of("S1")));
    sending_world::work_all(by, &notes);
    auto cut_off = world.worker(nobody_answers());
    world.let_all_be_due();
    sending_world::work_all(cut_off, &notes);
    std::string told = world.last_error_of("S1");
    for (work_note const& one : notes) told += one.what + one.state + one.error;
    CHECK(notes.size() == 2);
    for (char const* canary : {"Ana", "Souza", "acme.example", "signer1", "token-of-acme-0123456789"})
      CHECK(told.find(canary) == std::string::npos);
  }
}

} // namespace send_trouble_test
