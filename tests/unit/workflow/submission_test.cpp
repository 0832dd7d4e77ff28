// What is submitted: once, whole, and by whichever way (include/rubrica/workflow/submission.hpp and soci.hpp).
#include <rubrica/workflow/submission.hpp>

#include "support/catch.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/signing/requests.hpp"
#include "support/workflow/databases.hpp"
#include "support/workflow/tables.hpp"
#include "workflow/queue/submit.hpp"

#include <rubrica/workflow/engine.hpp>
#include <rubrica/workflow/soci.hpp>

#include <atomic>
#include <cstdio>
#include <string>
#include <vector>

namespace submission_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

namespace {

submission small(std::string id = "OP-1207/contrato", std::string tenant = "acme") {
  submission out;
  out.tenant = std::move(tenant);
  out.id = std::move(id);
  out.request = small_request();
  return out;
}

/// An engine that never works, at a moment that does not pass.
struct submit_world : workflow_tables {
  explicit submit_world(fresh_database const& on) : workflow_tables(on.address), engine(options_on(on)) {}

  engine_options options_on(fresh_database const& on) const {
    engine_options out;
    out.store = open_store(on.address).value();
    out.clock = time;
    return out;
  }
  /// All that is stored of submissions, but for the moments.
  [[nodiscard]] std::string stored() const {
    std::string out;
    for (char const* column : {"tenant", "id", "sending_key", "digest", "state", "sending"})
      out += text("SELECT " + std::string(column) + " FROM rubrica_submissions") + "\n";
    for (char const* column : {"attempt", "noticed", "wake", "lease_number", "lease_until", "failures"})
      out += std::to_string(number("SELECT " + std::string(column) + " FROM rubrica_submissions")) + "\n";
    out +=
        std::to_string(count("rubrica_submissions WHERE wanted IS NULL AND ended_at IS NULL AND forgotten_at IS NULL AND sent IS "
                             "NULL AND last_error IS NULL AND due_at = submitted_at"));
    for (auto const& part : parts())
      out += "\n" + std::to_string(part.number) + " " + std::to_string(part.part) + " " + part.content;
    return out;
  }
  [[nodiscard]] std::vector<content_part> parts(std::string const& id = "OP-1207/contrato") const {
    return write([&](connection& at) -> result<std::vector<content_part>> { return load_contents(at, "acme", id); }).value();
  }

  std::shared_ptr<manual_clock> time = std::make_shared<manual_clock>();
  workflow::engine engine;
};

/// As any driver does it: the numbers in the text, and the texts bound.
void insert_by_hand(soci::session& by, std::string const& table, submission_row::columns const& columns) {
  std::string names;
  std::string values;
  for (auto const& one : columns) {
    names += (names.empty() ? "" : ", ") + one.name;
    values += (values.empty() ? "" : ", ") + (one.is_number ? one.value : ":" + one.name);
  }
  soci::statement insert(by);
  for (auto const& one : columns) {
    if (!one.is_number) insert.exchange(soci::use(one.value, one.name));
  }
  insert.alloc();
  insert.prepare("INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")");
  insert.define_and_bind();
  insert.execute(true);
}

} // namespace

TEST_CASE("states have names", "[workflow]") {
  for (auto const state : {submission_state::waiting, submission_state::running, submission_state::finished,
                           submission_state::ended, submission_state::cancelled, submission_state::failed}) {
    CHECK(submission_state_from(to_string(state)).value() == state);
    CHECK(is_over(state) == (state != submission_state::waiting && state != submission_state::running));
  }
  CHECK(to_string(submission_state::finished) == "finished");
  CHECK(submission_state_from("Finished").error().code == errc::invalid_argument);
  CHECK_FALSE(submission_state_from(""));
}

TEST_CASE("the same submission twice is one, and nothing is changed", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    auto const first = world.engine.submit(small()).value();
    CHECK(first.is_new);
    CHECK(first.state == submission_state::waiting);
    auto const before = world.stored();
    auto const second = world.engine.submit(small()).value();
    CHECK_FALSE(second.is_new);
    CHECK(second.state == submission_state::waiting);
    CHECK(world.stored() == before);
    CHECK(world.count("rubrica_submissions") == 1);
    CHECK(world.engine.submit(small("OP-1207/contrato", "beta"))->is_new); // another tenant's
    world.execute("UPDATE rubrica_submissions SET state = 'running' WHERE tenant = 'acme'");
    CHECK(world.engine.submit(small())->state == submission_state::running);
  }
}

TEST_CASE("the same id with another request is refused, and the error tells both digests", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    REQUIRE(world.engine.submit(small()));
    auto const before = world.stored();
    auto other = small();
    other.request.signers[0].email = "bia@acme.example";
    auto const refused = world.engine.submit(other);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::conflict);
    CHECK(refused.error().outcome == outcome::not_sent);
    CHECK(refused.error().message.find(world.text("SELECT digest FROM rubrica_submissions")) != std::string::npos);
    CHECK(refused.error().message.find(prepare(other, world.time->calendar())->digest) != std::string::npos);
    CHECK(refused.error().message.find("acme.example") == std::string::npos);
    CHECK(world.stored() == before);
  }
}

TEST_CASE("a name that cannot be kept is refused, and one that is merely odd is another's", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    std::string const zero("a\0b", 3);
    for (std::string const& bad : {std::string(), zero, std::string("a\xFF"), std::string("a\nb"), std::string("\xC3")}) {
      CHECK(world.engine.submit(small(bad)).error().code == errc::invalid_argument);
      CHECK(world.engine.submit(small("S1", bad)).error().code == errc::invalid_argument);
    }
    CHECK(world.engine.submit(small(std::string(201, 'x'))).error().code == errc::invalid_argument);
    CHECK(world.engine.submit(small("S1", std::string(101, 'x'))).error().code == errc::invalid_argument);
    CHECK(world.count("rubrica_submissions") == 0);
    std::string longest;
    for (int i = 0; i < 100; ++i) longest += "\xC3\xA7";
    std::vector<std::string> const odd = {longest,
                                          longest.substr(0, 198),
                                          "a",
                                          "A",
                                          "a ",
                                          " a",
                                          "a%",
                                          "a_",
                                          "O'Brien",
                                          "x'); DROP TABLE rubrica_submissions; --",
                                          ":tenant",
                                          "a\\",
                                          "\"",
                                          "{now}",
                                          "?",
                                          "$1",
                                          "\xF0\x9F\x96\x8B"};
    for (std::string const& id : odd) {
      INFO(id);
      CHECK(world.engine.submit(small(id))->is_new);
      CHECK_FALSE(world.engine.submit(small(id))->is_new);
      CHECK(world.engine.submit(small(id, id.substr(0, 100)))->is_new);
    }
    CHECK(world.count("rubrica_submissions") == static_cast<long long>(2 * odd.size()));
  }
}

TEST_CASE("what is wrong with a request is listed, and nothing of it is stored", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    auto wrong = small();
    wrong.request.signers[0].email = "ana";
    wrong.request.files[0].name = "contrato.exe";
    auto const refused = world.engine.submit(wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::invalid_request);
    CHECK(refused.error().problems.size() >= 2);
    CHECK(refused.error().outcome == outcome::not_sent);
    CHECK(world.count("rubrica_submissions") == 0);
    CHECK(world.count("rubrica_contents") == 0);
    CHECK(row_of(wrong, world.time->calendar()).error().code == errc::invalid_request);
  }
}

TEST_CASE("a file of ten megabytes is stored in parts and put together again", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    auto big = small();
    big.request.files[0].bytes = small_pdf("\xFF\xFE binary", 10'000'000);
    big.request.files.push_back(big.request.files[0]);
    big.request.files[1].name = "anexo.pdf";
    big.request.files[1].bytes = small_pdf("anexo");
    CHECK(world.engine.submit(big)->is_new);
    CHECK_FALSE(world.engine.submit(big)->is_new);
    CHECK(world.text("SELECT sending FROM rubrica_submissions").size() < 100'000);
    auto read = signing::sending::from_json(world.text("SELECT sending FROM rubrica_submissions")).value();
    auto const parts = world.parts();
    CHECK(parts.size() > 10);
    for (auto const& part : parts) CHECK(part.content.size() <= 1024 * 1024);
    CHECK(put_contents(read, parts));
    REQUIRE(read.plan.documents.size() == 2);
    CHECK(read.plan.documents[0].bytes == big.request.files[0].bytes);
    CHECK(read.plan.documents[1].bytes == big.request.files[1].bytes);
  }
}

TEST_CASE("stored bytes that are damaged, or not whole, are noticed", "[workflow]") {
  auto one = small();
  one.request.files[0].bytes = small_pdf("contrato", 3'000'000);
  auto const made = prepare(one, manual_clock().calendar()).value();
  REQUIRE(made.contents.size() >= 3);
  auto const refused = [&](auto const& change) {
    auto sending = signing::sending::from_json(made.sending).value();
    auto parts = made.contents;
    change(parts);
    auto const put = put_contents(sending, parts);
    return !put && put.error().code == errc::file_error && put.error().outcome == outcome::not_sent;
  };
  CHECK_FALSE(refused([](auto&) {}));
  CHECK(refused([](auto& parts) { parts.pop_back(); }));
  CHECK(refused([](auto& parts) { parts.clear(); }));
  CHECK(refused([](auto& parts) { std::swap(parts[0], parts[1]); }));
  CHECK(refused([](auto& parts) { parts[0].content[5] = parts[0].content[5] == 'A' ? 'B' : 'A'; }));
  CHECK(refused([](auto& parts) { parts[1].content = "not base64!"; }));
  CHECK(refused([](auto& parts) { parts[1].number = 7; }));
  CHECK(refused([](auto& parts) { parts[1].number = -1; }));
}

TEST_CASE("the row that a plain driver inserts is the one that submit makes", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    auto one = small();
    one.request.files[0].bytes = small_pdf("contrato", 2'000'000);
    one.request.files[0].description = R"(As "aspas", \barras\ e 'ap\u00f3strofos': ação? 🖋)";
    REQUIRE(world.engine.submit(one)->is_new);
    auto const submitted = world.stored();
    for (char const* table : {"rubrica_contents", "rubrica_submissions"}) world.execute("DELETE FROM " + std::string(table));
    auto const row = row_of(one, world.time->calendar()).value();
    world
        .write([&](connection& at) -> result<void> {
          insert_by_hand(at.sql(), "rubrica_submissions", row.submission);
          for (auto const& part : row.contents) insert_by_hand(at.sql(), "rubrica_contents", part);
          return {};
        })
        .value();
    CHECK(world.stored() == submitted);
    CHECK_FALSE(world.engine.submit(one)->is_new);
  }
}

TEST_CASE("a submission in the caller's own transaction is there when that is committed, and only then", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    world.execute("CREATE TABLE orders (number INTEGER)");
    auto const order = [&](bool goes_well, submission const& one) {
      bool is_new = false;
      auto const done = world.write([&](connection& at) -> result<void> {
        at.sql() << "INSERT INTO orders (number) VALUES (1207)";
        auto const in_it = submit(at.sql(), one, world.time->calendar());
        if (!in_it) return in_it.error();
        is_new = in_it->is_new;
        if (!goes_well) return make_error(errc::cancelled);
        return {};
      });
      return std::pair(done.has_value() ? errc::protocol : done.error().code, is_new);
    };
    CHECK(order(false, small()) == std::pair(errc::cancelled, true));
    CHECK(world.count("orders") == 0);
    CHECK(world.count("rubrica_submissions") == 0);
    CHECK(world.count("rubrica_contents") == 0);
    CHECK(order(true, small()) == std::pair(errc::protocol, true));
    CHECK(order(true, small()) == std::pair(errc::protocol, false));
    CHECK(world.count("orders") == 2);
    CHECK(world.count("rubrica_submissions") == 1);
    auto other = small();
    other.request.signers[0].name = "Bia Souza";
    CHECK(order(true, other).first == errc::conflict);
    CHECK(world.count("orders") == 2);
    CHECK(order(true, small("")).first == errc::invalid_argument);
    CHECK_FALSE(world.engine.submit(small())->is_new);
  }
}

TEST_CASE("a session of the caller's that would change letters is refused", "[workflow]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    submit_world world(on);
    bool const is_mysql = on.name == "MariaDB";
    auto const in_encoding = [&](std::string const& encoding) {
      return world.write([&](connection& at) -> result<submitted> {
        at.sql() << (is_mysql ? "SET NAMES " : "SET client_encoding = ") + encoding;
        auto done = submit(at.sql(), small(), world.time->calendar());
        at.sql() << (is_mysql ? "SET NAMES utf8mb4" : "SET client_encoding = 'UTF8'");
        return done;
      });
    };
    CHECK(in_encoding("latin1").error().code == errc::invalid_argument);
    if (is_mysql) CHECK(in_encoding("utf8").error().code == errc::invalid_argument); // of three bytes: no emoji
    CHECK(world.count("rubrica_submissions") == 0);
    CHECK(in_encoding(is_mysql ? "utf8mb4" : "'UTF8'")->is_new);
  }
}

TEST_CASE("of many who submit the same at once one makes it, and all get it", "[workflow][threads]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    { submit_world const tables(on); }
    for (int round = 0; round < 5; ++round) {
      std::atomic<int> made{0};
      std::atomic<int> got{0};
      run_in_threads(6, [&](std::size_t) {
        submit_world own(on);
        auto const one = own.engine.submit(small("S" + std::to_string(round)));
        if (one) ++got;
        if (one && one->is_new) ++made;
      });
      CHECK(got == 6);
      CHECK(made == 1);
    }
  }
}

TEST_CASE("who submits again finds the submission though its file is gone", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    temporary_folder const folder;
    auto one = small();
    one.request.files[0].bytes.clear();
    one.request.files[0].path = folder.write("c.pdf", small_pdf());
    REQUIRE(world.engine.submit(one)->is_new);
    CHECK(world.parts().empty()); // a path stays a path
    REQUIRE(std::remove(folder.path("c.pdf").c_str()) == 0);
    auto const again = world.engine.submit(one);
    REQUIRE(again);
    CHECK_FALSE(again->is_new);
    one.id = "another";
    auto const another = world.engine.submit(one);
    REQUIRE_FALSE(another);
    CHECK(another.error().outcome == outcome::not_sent);
    CHECK(world.count("rubrica_submissions") == 1);
  }
}

TEST_CASE("an engine without a store, or on tables that are not there, says so", "[workflow]") {
  engine without{engine_options()};
  CHECK(without.submit(small()).error().code == errc::invalid_argument);
  CHECK(without.work().error().code == errc::invalid_argument);
  for (auto const& on : every_database()) {
    INFO(on.name);
    submit_world world(on);
    world.execute("DROP TABLE rubrica_submissions");
    auto const refused = world.engine.submit(small());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::invalid_argument);
    CHECK(refused.error().message.find("Ana") == std::string::npos);
    CHECK(refused.error().message.find("OP-1207") == std::string::npos);
    CHECK_FALSE(world.engine.work());
  }
}

} // namespace submission_test
