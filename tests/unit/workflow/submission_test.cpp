#include "support/catch.hpp"
#include "support/workflow/sending_office.hpp"

#include <rubrica/workflow/soci.hpp>
#include <rubrica/workflow/submission.hpp>

#include <algorithm>

namespace submission_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

TEST_CASE("each state of a submission has a name of its own", "[workflow]") {
  for (auto state : {submission_state::waiting, submission_state::running, submission_state::finished, submission_state::ended,
                     submission_state::cancelled, submission_state::failed})
    CHECK(submission_state_from(to_string(state)).value() == state);
  CHECK(submission_state_from("sold").error().code == errc::invalid_argument);
}

TEST_CASE("the same id again is the same submission, and another request under it a conflict", "[workflow]") {
  sandboxed at;
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_office office(on.address, at);
    CHECK(office.engine->submit(office.order("OP-1")).value().is_new);
    auto const again = office.engine->submit(office.order("OP-1")).value();
    CHECK_FALSE(again.is_new);
    CHECK(again.state == submission_state::waiting);

    auto other = office.order("OP-1");
    other.request.signers[0].email = "bia@acme.example";
    auto const refused = office.engine->submit(other);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == errc::conflict);
    CHECK(refused.error().message.find(office.text("SELECT digest FROM rubrica_submissions")) != std::string::npos);
    CHECK(refused.error().message.find("bia@") == std::string::npos);
    CHECK(office.engine->submit(office.order("OP-1", "beta")).value().is_new); // of another tenant
    CHECK(office.engine->submit(office.order("op-1")).value().is_new);
    CHECK(office.engine->submit(office.order("OP-1 ")).value().is_new);
    CHECK(office.number("SELECT count(*) FROM rubrica_submissions") == 4);
  }
}

TEST_CASE("a request that cannot be sent, and names that cannot be stored, are refused before anything is", "[workflow]") {
  sandboxed at;
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_office office(on.address, at);
    auto bad = office.order("OP-1");
    bad.request.signers[0].email = "nobody";
    CHECK(office.engine->submit(bad).error().code == errc::invalid_request);
    for (std::string const& id : {std::string(), std::string(201, 'x'), std::string("a\0b", 3), std::string("\xC3"), std::string("a\nb")})
      CHECK(office.engine->submit(office.order(id)).error().code == errc::invalid_argument);
    CHECK(office.engine->submit(office.order("OP-1", std::string(101, 't'))).error().code == errc::invalid_argument);
    CHECK(office.number("SELECT count(*) FROM rubrica_submissions") == 0);
    for (std::string const& id : {std::string(200, 'x'), std::string("a:b 'c' \"d\" \\ {now} :tenant"), std::string("contrato \xF0\x9F\x93\x9D")}) {
      CHECK(office.engine->submit(office.order(id)).value().is_new);
      CHECK_FALSE(office.engine->submit(office.order(id)).value().is_new);
    }
  }
}

TEST_CASE("ten megabytes in memory are kept and sent as they were", "[workflow]") {
  sandboxed at;
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_office office(on.address, at);
    auto order = office.order("OP-large");
    auto& bytes = order.request.files[0].bytes;
    bytes.insert(bytes.find('\n') + 1, "%" + std::string(10'000'000 - bytes.size() - 2, 'x') + "\n");
    auto const before = at.server.requests().size();
    REQUIRE(office.engine->submit(order).value().is_new);
    CHECK(office.number("SELECT count(*) FROM rubrica_contents") == 13);
    CHECK(office.work().sent == 1);
    CHECK(at.server.requests().size() > before);
    CHECK(office.state_of("OP-large") == "running");
  }
}

TEST_CASE("a submission joins a transaction of the caller's", "[workflow]") {
  sandboxed at;
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_office office(on.address, at);
    auto const database = office.options().store.database();
    auto const rolled_back = database->write([&](connection& open) -> result<void> {
      CHECK(submit(open.sql(), office.order("OP-1")).value().is_new);
      return make_error(errc::cancelled, "the CRM changed its mind");
    });
    CHECK_FALSE(rolled_back.has_value());
    CHECK(office.number("SELECT count(*) FROM rubrica_submissions") == 0);
    database->write([&](connection& open) -> result<void> {
      CHECK(submit(open.sql(), office.order("OP-1")).value().is_new);
      CHECK_FALSE(submit(open.sql(), office.order("OP-1")).value().is_new);
      return {};
    }).value();
    CHECK_FALSE(office.engine->submit(office.order("OP-1")).value().is_new);
    CHECK(office.work().sent == 1);
  }
}

TEST_CASE("a row that another driver inserted is a submission like any other", "[workflow]") {
  sandboxed at;
  for (auto const& on : every_database()) {
    INFO(on.name);
    sending_office office(on.address, at);
    auto const row = row_of(office.order("OP-1"), std::chrono::system_clock::now()).value();
    office.options().store.database()->write([&](connection& open) -> result<void> {
      auto const insert = [&](std::string const& table, submission_row::columns const& one) {
        std::string names;
        std::string marks;
        std::vector<std::string> values;
        for (auto const& column : one) {
          names += (names.empty() ? "" : ", ") + column.name;
          marks += (marks.empty() ? "" : ", ") + (column.is_number ? column.value : ":v" + std::to_string(values.size()));
          if (!column.is_number) values.push_back(column.value);
        }
        soci::statement prepared(open.sql());
        for (std::size_t i = 0; i < values.size(); ++i) prepared.exchange(soci::use(values[i], "v" + std::to_string(i)));
        prepared.alloc();
        prepared.prepare("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")");
        prepared.define_and_bind();
        prepared.execute(true);
      };
      insert("rubrica_submissions", row.submission);
      for (auto const& content : row.contents) insert("rubrica_contents", content);
      return {};
    }).value();
    CHECK_FALSE(office.engine->submit(office.order("OP-1")).value().is_new);
    CHECK(office.work().sent == 1);
    CHECK(office.state_of("OP-1") == "running");
  }
}

} // namespace submission_test
