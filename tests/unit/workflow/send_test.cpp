// What is sent is sent once, whatever happens to workers, networks, databases and rows (src/workflow/queue/send.cpp).
#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/process/forked.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/workflow/sending_world.hpp"

#include <rubrica/clicksign/client.hpp>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

namespace send_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

namespace {

/// One envelope runs, whole, and nothing else is there.
void check_sent_once(sending_world const& world, std::string const& id = "S1") {
  CHECK(world.state_of(id) == "running");
  CHECK(world.activated() == 1);
  CHECK(world.drafts() == 0);
  CHECK(world.tables.count("rubrica_documents WHERE id = '" + id + "' AND attempt = 1 AND file_state = 'none'") == 1);
  clicksign::client const client(world.clicksign().client_options());
  auto const envelopes = client.envelopes().list().all().value();
  REQUIRE(envelopes.size() == 1);
  CHECK(client.signers().list(envelopes[0].id).all()->size() == 2);
  CHECK(client.requirements().list(envelopes[0].id).all()->size() == 4);
  CHECK(world.tables.text("SELECT envelope FROM rubrica_documents") == envelopes[0].id.text());
  CHECK(world.tables.count("rubrica_changes WHERE id = '" + id + "'") == 1);
}

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
    world.tables.execute("UPDATE rubrica_submissions SET due_at = 1 WHERE tenant = 'acme'");
    world.tables.execute("UPDATE rubrica_tenants SET due_at = 1 WHERE tenant = 'acme'");
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

} // namespace send_test
