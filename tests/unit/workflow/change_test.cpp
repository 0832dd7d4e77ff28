#include "support/canaries.hpp"
#include "support/catch.hpp"
#include "support/workflow/inbox_world.hpp"
#include "workflow/changes/change_json.hpp"
#include "workflow/changes/change_log.hpp"
#include "workflow/changes/error_json.hpp"

#include <set>

namespace change_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::inbox_world;

namespace {

error_info full_error() {
  error_info out = make_error(errc::rate_limited, "detail", outcome::rejected);
  out.http_status = 429;
  out.problems = {{"code", "title", "detail", "/pointer", "for logs"}, {}};
  out.request_id = "request";
  out.rule = "rule";
  out.envelope_left_behind = "envelope";
  out.retry_after = std::chrono::milliseconds(1'500);
  out.line = 3;
  out.column = 4;
  return out;
}

change full_change() {
  change out;
  out.tenant = "acme";
  out.id = "OP-1";
  out.kind = change_kind::signing;
  out.key = change_key({"signing", "1"});
  out.provider = callbacks::provider::assinebem;
  out.state = submission_state::cancelled;
  out.action = action::withdraw;
  auto& told = out.signing.emplace();
  told.kind = signing::change::signer_refused;
  told.key = "inner";
  told.envelope = envelope_id("e-1");
  told.document = assinebem::document_id("501");
  told.signer = assinebem::party_id("71");
  told.subject = "subject";
  told.who = "Ana Souza";
  told.when = timestamp("2026-03-02T10:00:00.000-03:00");
  told.note = "não \"quero\" \\ :value 𝄞";
  out.document = "501";
  out.file = "acme/1.pdf";
  out.delivery = "delivery";
  out.error = full_error();
  return out;
}

void put(inbox_world const& world, std::vector<change> const& all) {
  world
      .write([&](connection& at) -> result<void> {
        for (change const& one : all) record(at, one);
        return {};
      })
      .value();
}

change received(std::string const& tenant, std::string const& key) {
  change out;
  out.tenant = tenant;
  out.kind = change_kind::received;
  out.key = key;
  return out;
}

} // namespace

TEST_CASE("a change comes back from the database with all its members", "[workflow]") {
  change const was = full_change();
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    put(world, {was, was});
    auto const all = world.changes();
    REQUIRE(all.size() == 1);
    change const& is = all[0];
    CHECK(is.position == 1);
    CHECK(is.tenant == was.tenant);
    CHECK(is.id == was.id);
    CHECK(is.key == was.key);
    CHECK(is.at > instant(std::chrono::hours(24 * 365 * 50)));
    CHECK(told_json(is) == told_json(was));
    REQUIRE(is.signing);
    CHECK(is.kind == was.kind);
    CHECK(is.provider == was.provider);
    CHECK(is.state == was.state);
    CHECK(is.action == was.action);
    CHECK(is.signing->document == was.signing->document);
    CHECK(is.signing->signer == was.signing->signer);
    CHECK(is.signing->who == was.signing->who);
    CHECK(is.signing->note == was.signing->note);
    CHECK(is.signing->when.at() == was.signing->when.at());
    REQUIRE(is.error);
    CHECK(explain(*is.error) == explain(*was.error));
    CHECK(is.error->retry_after == was.error->retry_after);
  }
}

TEST_CASE("an error comes back from its JSON, and a damaged one does not", "[workflow]") {
  for (int code = 0; code <= static_cast<int>(errc::unknown_route); ++code) {
    auto const read = error_from_json(to_json(make_error(static_cast<errc>(code))));
    REQUIRE(read);
    CHECK(read->code == static_cast<errc>(code));
    CHECK(read->outcome == make_error(static_cast<errc>(code)).outcome);
  }
  for (std::string const text : {"", "{", "[]", "7", "{}", "null"}) CHECK_FALSE(error_from_json(text));
  CHECK(error_from_json(R"({"code":"from_the_future","problems":7,"line":"x"})")->code == errc::protocol);
}

TEST_CASE("changes are read in order, by tenant, and within limits", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    std::vector<change> all;
    for (int i = 0; i < 2'500; ++i) all.push_back(received(i % 500 == 0 ? "beta" : "acme", std::to_string(i)));
    put(world, all);
    CHECK(world.changes("beta").size() == 5); // though a call numbers a thousand at a time
    auto const seen = world.changes({}, 999);
    REQUIRE(seen.size() == all.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
      CHECK(seen[i].position == static_cast<std::int64_t>(i) + 1);
      CHECK(seen[i].key == all[i].key);
    }
    for (int limit : {-1, 0, 1'001}) {
      changes_query query;
      query.limit = limit;
      CHECK(world.engine.changes(query).error().code == errc::invalid_argument);
    }
    put(world, {received("acme", "0"), received("beta", "0")}); // told already; its key is beta's own
    CHECK(world.changes().size() == all.size() + 1);
  }
}

TEST_CASE("a consumer that never goes on leaves nothing behind, and sees the same again", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    put(world, {received("acme", "1"), received("acme", "2")});
    auto const first = world.engine.changes({}).value();
    REQUIRE(first.size() == 2);
    put(world, {received("acme", "3")});
    for (int times = 0; times < 20; ++times) {
      auto const again = world.engine.changes({}).value();
      REQUIRE(again.size() == 3);
      CHECK(again[0].position == first[0].position);
      CHECK(again[1].key == first[1].key);
    }
    CHECK(world.count("rubrica_positions WHERE last_position = 3") == 1);
    CHECK(world.count("rubrica_positions") == 1);
  }
}

TEST_CASE("a change that cannot be read, or of which the rest was forgotten, does not stop its reader", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    put(world,
        {received("acme", "damaged"), received("acme", "later"), received("acme", "forgotten"), received("acme", "whole")});
    auto const replace = [&](std::string const& key, std::string const& told) {
      world
          .write([&](connection& at) -> result<void> {
            at.sql() << "UPDATE rubrica_changes SET told = :told WHERE change_key = :key", soci::use(told, "told"),
                soci::use(key, "key");
            return {};
          })
          .value();
    };
    replace("damaged", "Ana");
    replace("later", R"({"version":2})");
    replace("forgotten", R"({"version":1,"kind":"received"})");
    auto const seen = world.changes();
    REQUIRE(seen.size() == 4);
    for (int i : {0, 1}) {
      REQUIRE(seen[i].error);
      CHECK(seen[i].error->code == errc::malformed);
      CHECK(to_string(*seen[i].error).find("Ana") == std::string::npos);
      CHECK(seen[i].kind.empty());
    }
    for (int i : {2, 3}) CHECK((seen[i].kind == change_kind::received && !seen[i].error));
  }
}

TEST_CASE("no error and no note of the inbox names a person", "[workflow][secrets]") {
  std::vector<std::string> const canaries{"Canaria", "canaria@rubrica.test", "39053344705"};
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    world.add_submission("OP-1", "key-1", "running", "doc-1");
    std::string said;
    auto const understand = [&] {
      for (auto const& note : world.understand()) said += note.id + note.what + note.state + note.error + note.tenant + "\n";
      for (auto const& one : world.changes()) said += one.error ? explain(*one.error) + "\n" : "";
    };
    std::string const person =
        R"("signer":{"key":"k","name":"Canaria","email":"canaria@rubrica.test","documentation":"39053344705"})";
    for (std::string const& body : {std::string("Canaria canaria@rubrica.test 39053344705"),
                                    R"({"event":{"name":"sign","data":{)" + person + R"(}},"document":{"key":"doc-1"}})",
                                    R"({"event":{"name":"sign","data":{)" + person + R"(}},"document":["Canaria"]})",
                                    R"({"event":{"name":"sign","data":{)" + person + R"(}},"document":{"key":"doc-1",)"}) {
      world.clicksign(body);
      world.post("/api/rest/assinebem/token-of-acme", body);
    }
    understand();
    world.execute("UPDATE rubrica_histories SET history = 'Canaria canaria@rubrica.test 39053344705'");
    world.execute(
        "UPDATE rubrica_deliveries SET state = 'new', delivery = 'Canaria canaria@rubrica.test 39053344705' WHERE state = 'quarantine'");
    world.clicksign(R"({"event":{"name":"refusal","data":{)" + person + R"(}},"document":{"key":"doc-1"}})");
    understand();
    CHECK(said.find("malformed") != std::string::npos);
    CHECK(said.find("stuck") != std::string::npos);
    CHECK(rubrica_test::canaries_in(said, canaries).empty());
  }
}

} // namespace change_test
