#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/lossy_transport.hpp"
#include "support/process/forked.hpp"
#include "support/workflow/sending_office.hpp"

#include <rubrica/signing/sending.hpp>
#include <rubrica/workflow/engine.hpp>

#include <unistd.h>

#include <fstream>

namespace engine_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;
using namespace std::chrono_literals;

namespace {

/// Ends the process at the nth request, before or after it was done.
class fatal_transport final : public http::transport {
public:
  fatal_transport(int at, bool after) : at_(at), after_(after) {}

  result<http::response> send(http::request const& request, http::context const& limits) override {
    bool const is_last = ++number_ == at_;
    if (is_last && !after_) _exit(7);
    auto answer = real_->send(request, limits);
    if (is_last) _exit(7);
    return answer;
  }

private:
  std::shared_ptr<http::transport> real_ = std::make_shared<http::curl_transport>();
  int at_;
  bool after_;
  std::atomic<int> number_{0};
};

} // namespace

TEST_CASE("a submission is sent once, by one list more than without an engine", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sandboxed at;
    sending_office office(on.address, at);
    REQUIRE(office.engine->submit(office.order("OP-1")).value().is_new);
    CHECK(office.work().sent == 1);
    CHECK(office.work().total() == 0);
    CHECK(office.state_of("OP-1") == "running");
    CHECK(at.server.activations().by_key.size() == 1);
    CHECK(at.server.requests().size() == 7); // list, envelope, document, signer, requirements, activation, notification
    CHECK(office.number("SELECT count(*) FROM rubrica_documents WHERE envelope IS NOT NULL") == 1);
    auto const told = office.engine->changes({}).value();
    REQUIRE(told.size() == 1);
    CHECK(told[0].state == submission_state::running);
  }
}

TEST_CASE("a worker that dies at any request leaves the rest to the next one", "[workflow][process][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    for (int at_request = 1; at_request <= 7; ++at_request) {
      for (bool after : {false, true}) {
        bool const is_covered_on_servers = at_request == 2 || at_request == 6;
        if (on.server != nullptr && !is_covered_on_servers) continue; // the same code; each costs a second
        CAPTURE(at_request, after);
        sandboxed at;
        std::string const id = "OP-" + std::to_string(at_request) + (after ? "a" : "b");
        {
          sending_office office(on.address, at);
          office.engine->submit(office.order(id)).value();
        }
        pid_t const child = fork_child([&] {
          sending_office office(on.address, at, std::make_shared<fatal_transport>(at_request, after));
          office.work();
          return 0;
        });
        CHECK(exit_code_of(child) == 7);
        sending_office office(on.address, at);
        // The dead worker's own calendar said how long it may have been at work: that time is over.
        office.end_leases();
        for (int i = 0; i < 20 && office.state_of(id) == "waiting"; ++i) {
          auto text = office.text("SELECT sending FROM rubrica_submissions WHERE id = '" + id + "'");
          auto value = signing::sending::from_json(text).value();
          if (value.held_until != instant{}) value.held_until = instant(1us);
          text = value.to_json();
          office.on_tables([&](connection& open) -> result<void> {
            open.change("UPDATE rubrica_submissions SET sending = :text WHERE id = :id", soci::use(text, "text"), soci::use(id, "id"));
            return {};
          }).value();
          office.hurry();
          office.work();
        }
        CHECK(office.state_of(id) == "running");
        auto const there = at.server.activations();
        CHECK(there.by_key.size() == 1);
        CHECK((there.by_key.empty() ? 0 : there.by_key.begin()->second) == 1);
        CHECK(there.drafts == 0);
      }
    }
  }
}

TEST_CASE("what ClickSign has and the table does not, after an older backup, is adopted and not sent again", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sandboxed at;
    sending_office office(on.address, at);
    office.engine->submit(office.order("OP-1")).value();
    office.work();
    for (char const* table : {"submissions", "contents", "documents", "histories", "changes"})
      office.execute(std::string("DELETE FROM rubrica_") + table);
    CHECK(office.engine->submit(office.order("OP-1")).value().is_new);
    CHECK(office.work().sent == 1);
    CHECK(office.state_of("OP-1") == "running");
    auto const there = at.server.activations();
    REQUIRE(there.by_key.size() == 1);
    CHECK(there.by_key.begin()->second == 1);
  }
}

TEST_CASE("an unknown tenant and a withdrawn token keep their own submissions waiting, and the others go on", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sandboxed at;
    sending_office office(on.address, at);
    office.tenants["withdrawn"] = office.tenants["acme"];
    office.tenants["withdrawn"].token = secret("no-longer-valid");
    office.engine->submit(office.order("OP-unknown", "nobody")).value();
    office.engine->submit(office.order("OP-withdrawn", "withdrawn")).value();
    office.engine->submit(office.order("OP-1")).value();
    auto const done = office.work();
    CHECK(done.sent == 1);
    CHECK(done.failed == 2);
    CHECK(office.state_of("OP-1") == "running");
    for (std::string const id : {"OP-unknown", "OP-withdrawn"}) {
      CHECK(office.state_of(id) == "waiting");
      CHECK(office.number("SELECT failures FROM rubrica_submissions WHERE id = '" + id + "'") == 1);
    }
    office.tenants["nobody"] = office.tenants["withdrawn"] = office.tenants["acme"];
    std::this_thread::sleep_for(office.options().quiescence); // requests of the refused attempt might still arrive
    office.hurry();
    CHECK(office.work().sent == 2);
  }
}

TEST_CASE("what ClickSign refuses for good fails and says why", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sandboxed at;
    temporary_folder folder;
    sending_office office(on.address, at);
    auto order = office.order("OP-1");
    std::string const path = folder.path("contrato.pdf");
    std::ofstream(path) << small_pdf();
    order.request.files[0].path = path;
    order.request.files[0].bytes = {};
    office.engine->submit(order).value();
    std::ofstream(path, std::ios::app) << "%changed\n";
    office.work();
    CHECK(office.state_of("OP-1") == "failed");
    auto const told = office.engine->changes({}).value();
    REQUIRE(told.size() == 1);
    CHECK(told[0].state == submission_state::failed);
    REQUIRE(told[0].error.has_value());
    CHECK(told[0].error->code == errc::file_error);
    CHECK(at.server.activations().drafts == 0);
  }
}

TEST_CASE("a damaged row, or one of a later version, waits for somebody, and the others go on", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sandboxed at;
    sending_office office(on.address, at);
    office.engine->submit(office.order("OP-damaged")).value();
    office.engine->submit(office.order("OP-1")).value();
    office.execute("UPDATE rubrica_submissions SET sending = 'no JSON' WHERE id = 'OP-damaged'");
    CHECK(office.work().sent == 1);
    CHECK(office.state_of("OP-damaged") == "waiting");
    CHECK(office.text("SELECT last_error FROM rubrica_submissions WHERE id = 'OP-damaged'").find("malformed") != std::string::npos);
  }
}

TEST_CASE("a worker leaves alone what another one's calendar still holds, whatever the database's clock says", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    sandboxed at;
    sending_office office(on.address, at);
    office.engine->submit(office.order("OP-1")).value();
    auto held = signing::sending::from_json(office.text("SELECT sending FROM rubrica_submissions")).value();
    held.holder = "0123456789abcdef";
    held.held_until = std::chrono::time_point_cast<instant::duration>(std::chrono::system_clock::now() + 1h);
    std::string const text = held.to_json();
    office.on_tables([&](connection& open) -> result<void> {
      open.change("UPDATE rubrica_submissions SET sending = :text", soci::use(text, "text"));
      return {};
    }).value();
    office.work();
    CHECK(at.server.requests().empty());
    CHECK(office.number("SELECT due_at - submitted_at FROM rubrica_submissions") > 3'500'000);
  }
}

TEST_CASE("an engine without a store says so", "[workflow]") {
  engine nothing{engine_options()};
  CHECK(nothing.work().error().code == errc::invalid_argument);
  CHECK(nothing.changes({}).error().code == errc::invalid_argument);
}

} // namespace engine_test
