#include "support/catch.hpp"
#include "support/files/data.hpp"
#include "support/workflow/inbox_world.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace inbox_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::callback_text;
using rubrica_test::every_database;
using rubrica_test::happened;
using rubrica_test::inbox_world;
using rubrica_test::story_of;

namespace {

std::vector<std::string> samples(std::string const& folder) {
  std::vector<std::string> out;
  for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(RUBRICA_TEST_DATA) / folder)) {
    out.push_back(rubrica_test::data_file(folder + "/" + entry.path().filename().string()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

void receive_samples(inbox_world& world) {
  for (std::string const& body : samples("webhooks")) CHECK(world.clicksign(body).status < 300);
  for (std::string const& body : samples("assinebem")) CHECK(world.post("/api/rest/assinebem/token-of-acme", body).status < 300);
  for (std::string const& body : samples("pacto")) CHECK(world.post("/api/rest/pacto/token-of-acme", body).status < 300);
}

int count_of(std::vector<change> const& all, change_kind::known kind) {
  return static_cast<int>(std::count_if(all.begin(), all.end(), [&](change const& one) { return one.kind == kind; }));
}

std::string state_of(inbox_world const& world, std::string const& id) {
  return world.text("SELECT state FROM rubrica_submissions WHERE tenant = 'acme' AND id = '" + id + "'");
}

} // namespace

TEST_CASE("the inbox stores each sample callback of the three providers once, and understands it", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    receive_samples(world);
    int const stored = world.count("rubrica_deliveries");
    CHECK(stored == static_cast<int>(samples("webhooks").size() + samples("assinebem").size() + samples("pacto").size()));
    CHECK(world.count("rubrica_deliveries WHERE state = 'new'") == stored);
    CHECK(static_cast<int>(world.understand().size()) == stored);
    CHECK(world.count("rubrica_deliveries WHERE state IN ('done', 'quarantine')") == stored);
    auto const told = world.changes();
    CHECK(count_of(told, change_kind::signing) > 20);
    CHECK(count_of(told, change_kind::received) + count_of(told, change_kind::quarantined) > 0);
    receive_samples(world);
    CHECK(world.understand().empty());
    CHECK(world.count("rubrica_deliveries") == stored);
    for (change const& one : told) {
      if (one.delivery.empty()) continue;
      CHECK(deduplication_key(world.engine.delivery("acme", one.delivery).value()) == one.delivery);
      CHECK(world.engine.delivery("beta", one.delivery).error().code == errc::not_found);
    }
    CHECK(world.count("rubrica_tenants WHERE tenant = 'acme' AND last_callback_at > 0") == 1);
  }
}

TEST_CASE("the inbox answers as the router does for what it does not keep", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    CHECK(world.post("/api/rest/clicksign/token-of-nobody", "{}").status == 404);
    CHECK(world.post("/api/rest/clicksign/token-of-acme", "{}", "sha256=00").status == 404);
    CHECK(world.post("/api/rest/assinebem/token-of-acme", std::string((16u << 20) + 1, ' ')).status == 413);
    CHECK(world.count("rubrica_deliveries") == 0);
    CHECK(world.clicksign("no JSON").status == 202);
    CHECK(world.understand().front().state == "quarantine");
    auto const told = world.changes();
    REQUIRE(told.size() == 1);
    CHECK(told[0].kind == change_kind::quarantined);
    REQUIRE(told[0].error);
    CHECK(told[0].error->code == errc::malformed);
    CHECK(world.engine.delivery("acme", told[0].delivery).value().raw() == "no JSON");
  }
  engine without_router{engine_options{}};
  CHECK(without_router.receive({}).status == 404);
}

TEST_CASE("the inbox answers 503 and keeps nothing while its table cannot be written", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    world.execute("ALTER TABLE rubrica_deliveries RENAME TO rubrica_elsewhere");
    CHECK(world.clicksign(story_of("doc-1")[0]).status == 503);
    CHECK_FALSE(understand_next(world.state));
    world.execute("ALTER TABLE rubrica_elsewhere RENAME TO rubrica_deliveries");
    CHECK(world.count("rubrica_deliveries") == 0);
    CHECK(world.clicksign(story_of("doc-1")[0]).status == 200);
    CHECK(world.understand().size() == 1);
  }
}

TEST_CASE("the inbox answers 503 and keeps nothing while its table is locked by others", "[workflow]") {
  store_options impatient;
  impatient.patience = std::chrono::milliseconds(10);
  for (auto const& on : every_database()) {
    if (on.name == "MariaDB") continue; // cannot wait for less than a second, twenty times
    INFO(on.name);
    inbox_world const other(on.address);
    inbox_world world(on.address, impatient);
    other
        .write([&](connection& at) -> result<void> {
          if (on.name == "PostgreSQL") at.sql() << "LOCK TABLE rubrica_deliveries IN ACCESS EXCLUSIVE MODE";
          CHECK(world.clicksign(story_of("doc-1")[0]).status == 503);
          return {};
        })
        .value();
    CHECK(world.count("rubrica_deliveries") == 0);
    CHECK(world.clicksign(story_of("doc-1")[0]).status == 200);
  }
}

TEST_CASE("the inbox keeps the same callback of two tenants apart", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    world.add_submission("OP-1", "key-1", "running", "doc-1", "acme");
    for (std::string const tenant : {"acme", "beta"}) {
      for (std::string const& body : story_of("doc-1", "key-1")) CHECK(world.clicksign(body, tenant).status == 200);
    }
    CHECK(world.understand().size() == 10);
    auto const ours = world.changes("acme");
    auto const theirs = world.changes("beta");
    CHECK(count_of(ours, change_kind::signing) == count_of(theirs, change_kind::signing));
    CHECK(count_of(ours, change_kind::state) == 1);
    CHECK(count_of(theirs, change_kind::state) == 0);
    for (change const& one : ours) CHECK((one.tenant == "acme" && one.id == "OP-1"));
    for (change const& one : theirs) CHECK((one.tenant == "beta" && one.id.empty()));
    CHECK(world.changes().size() == ours.size() + theirs.size());
  }
}

TEST_CASE("a callback that names nothing has no history, and is told as received", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    CHECK(world.clicksign(R"({"event":{"name":"tomorrow","data":{"x":1}}})").status == 200);
    CHECK(world.clicksign(R"({"event":{"name":"tomorrow","data":{"x":2}}})").status == 200);
    CHECK(world.understand().size() == 2);
    CHECK(world.count("rubrica_histories") == 0);
    auto const told = world.changes();
    CHECK(count_of(told, change_kind::received) == 2);
    REQUIRE(told.size() == 2);
    CHECK(world.engine.delivery("acme", told[0].delivery).value().clicksign() != nullptr);
  }
}

TEST_CASE("a document whose id is long or odd has a history all the same", "[workflow][history]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    std::vector<std::string> const ids{std::string(3'000, 'x'), std::string(3'000, 'y'), "a\\u0000b", "a",
                                       "doc 1'); --",           "DOC 1'); --",           "ação"};
    for (std::string const& id : ids) {
      CHECK(world.clicksign(R"({"event":{"name":"cancel","data":{}},"document":{"key":")" + id + R"(","status":"canceled"}})")
                .status < 300);
    }
    for (auto const& note : world.understand()) CHECK(note.error.empty());
    CHECK(world.count("rubrica_histories") == static_cast<int>(ids.size()));
    CHECK(count_of(world.changes(), change_kind::signing) == static_cast<int>(ids.size()));
  }
}

TEST_CASE("callbacks end a submission and want its file", "[workflow][history]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    world.add_submission("OP-1", "key-1", "running", "doc-1");
    world.add_submission("OP-2", "key-2", "running", "doc-2");
    world.add_submission("OP-3", "key-3", "running", "doc-3");
    for (std::string const& body : story_of("doc-1")) world.clicksign(body);
    world.clicksign(callback_text(happened("cancel", 5), "canceled", "doc-2"));
    world.clicksign(callback_text(happened("document_closed", 5), "closed", "doc-3"));
    world.understand();
    CHECK(state_of(world, "OP-1") == "finished");
    CHECK(world.text("SELECT file_state FROM rubrica_documents WHERE document = 'doc-1'") == "wanted");
    CHECK(world.count("rubrica_submissions WHERE id = 'OP-1' AND due_at IS NOT NULL") == 1);
    CHECK(state_of(world, "OP-2") == "cancelled");
    CHECK(state_of(world, "OP-3") == "running"); // closed, and not all signatures are known: ClickSign is to be asked
    CHECK(world.count("rubrica_submissions WHERE id = 'OP-3' AND due_at IS NOT NULL") == 1);
  }
}

TEST_CASE("callbacks that come before their submission runs belong to it all the same", "[workflow][history]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    world.add_submission("OP-1", "key-1", "waiting");
    auto const with_key = story_of("doc-1", "key-1");
    auto const without = story_of("doc-1");
    for (std::size_t one = 0; one < with_key.size(); ++one) world.clicksign(one % 2 == 0 ? with_key[one] : without[one]);
    world.understand();
    CHECK(state_of(world, "OP-1") == "waiting");
    CHECK(world.count("rubrica_histories WHERE subject = 'document:clicksign:doc-1'") == 1);
    auto const before = world.changes();
    world
        .write([](connection& at) -> result<void> {
          at.sql() << "UPDATE rubrica_submissions SET state = 'running' WHERE id = 'OP-1'";
          at.sql() << "INSERT INTO rubrica_documents (tenant, document, id, attempt, number, file_state) VALUES "
                      "('acme', 'doc-1', 'OP-1', 1, 0, 'none')";
          return adopt_histories(at, "acme", "OP-1", 1, {document_id("doc-1")});
        })
        .value();
    CHECK(state_of(world, "OP-1") == "finished");
    CHECK(world.count("rubrica_histories") == 1);
    CHECK(world.count("rubrica_deliveries WHERE id = 'OP-1'") == 5);
    auto const after = world.changes();
    REQUIRE(after.size() >= before.size());
    std::set<std::string> keys;
    for (std::size_t one = 0; one < after.size(); ++one) {
      CHECK(keys.insert(after[one].key).second);
      CHECK(after[one].id == "OP-1");
      if (one < before.size()) CHECK(after[one].key == before[one].key);
    }
    auto const known = world.write([](connection& at) { return load_history(at, {"acme", "OP-1", 1, {}, {}}); }).value();
    CHECK(known.document(document_id("doc-1")).all_signed);
  }
}

TEST_CASE("a callback that names nothing but the envelope belongs to its submission", "[workflow][history]") {
  std::string const failed = R"({"event":{"name":"envelope_activation_failed","data":{"message":"sem documento"},)"
                             R"("occurred_at":"2026-03-02T10:00:00.000-03:00"},"envelope":{"key":"e-1"}})";
  for (auto const& on : every_database()) {
    for (bool const is_early : {false, true}) {
      INFO(on.name << is_early);
      inbox_world world(on.address);
      std::string const id = is_early ? "OP-2" : "OP-1";
      std::string const document = "doc-of-" + id;
      std::string const envelope = is_early ? "e-2" : "e-1";
      std::string const body = is_early ? std::string(failed).replace(failed.find("e-1"), 3, "e-2") : failed;
      world.add_submission(id, "key-of-" + id, "running");
      if (is_early) {
        world.clicksign(body);
        CHECK(world.understand().front().id.empty());
      }
      world.add_document(id, document);
      world.execute("UPDATE rubrica_documents SET envelope = '" + envelope + "' WHERE id = '" + id + "'");
      world.write([&](connection& at) { return adopt_histories(at, "acme", id, 1, {document_id(document)}); }).value();
      if (!is_early) {
        world.clicksign(body);
        CHECK(world.understand().front().id == id);
      }
      auto const told = world.changes();
      REQUIRE_FALSE(told.empty());
      REQUIRE(told.back().signing);
      CHECK(told.back().signing->is(signing::change::activation_failed));
      CHECK(told.back().id == id);
      CHECK(world.count("rubrica_submissions WHERE due_at IS NOT NULL AND id = '" + id + "'") == 1);
      CHECK(world.count("rubrica_histories WHERE subject LIKE 'envelope%' OR subject LIKE 'document%'") == 0);
    }
  }
}

TEST_CASE("a damaged or later stored callback is set aside, and others go on", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    auto const story = story_of("doc-1");
    for (std::string const& body : story) world.clicksign(body);
    std::string const first = "(SELECT n FROM (SELECT min(number) AS n FROM rubrica_deliveries) AS x)";
    std::string const last = "(SELECT n FROM (SELECT max(number) AS n FROM rubrica_deliveries) AS x)";
    std::string const kept = world.text("SELECT delivery FROM rubrica_deliveries WHERE number = " + first);
    world.execute("UPDATE rubrica_deliveries SET delivery = 'ana@rubrica.test' WHERE number = " + first);
    world
        .write([&](connection& at) -> result<void> {
          std::string const later = R"({"version":99,"tenant":"acme"})";
          at.sql() << "UPDATE rubrica_deliveries SET delivery = :later WHERE number = " + last, soci::use(later);
          return {};
        })
        .value();
    for (auto const& note : world.understand()) CHECK(note.error.find("ana@") == std::string::npos);
    CHECK(world.count("rubrica_deliveries WHERE state = 'unreadable'") == 2);
    CHECK(world.count("rubrica_deliveries WHERE state = 'done'") == 3);
    CHECK(count_of(world.changes(), change_kind::quarantined) == 2);
    auto const told = world.changes();
    world
        .write([&](connection& at) -> result<void> {
          at.sql() << "UPDATE rubrica_deliveries SET delivery = :kept WHERE number = " + first, soci::use(kept);
          return {};
        })
        .value();
    CHECK(world.engine.replay("beta").value() == 0);
    CHECK(world.engine.replay("acme").value() == 2);
    CHECK(world.understand().size() == 2);
    CHECK(world.count("rubrica_deliveries WHERE state = 'unreadable'") == 1);
    CHECK(count_of(world.changes(), change_kind::quarantined) == 2); // told once
  }
}

TEST_CASE("a damaged history sets its callbacks aside, and others go on", "[workflow][history]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    world.add_submission("OP-1", "key-1", "running", "doc-1");
    auto const story = story_of("doc-1");
    world.clicksign(story[0]);
    world.understand();
    std::string const kept = world.text("SELECT history FROM rubrica_histories");
    world.execute("UPDATE rubrica_histories SET history = 'Ana Souza'");
    world.clicksign(story[1]);
    world.clicksign(story_of("doc-2")[0]);
    auto const notes = world.understand();
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].state == "stuck");
    CHECK(notes[0].error.find("OP-1") != std::string::npos);
    CHECK(notes[0].error.find("Ana") == std::string::npos);
    CHECK(notes[1].state == "done");
    world
        .write([&](connection& at) -> result<void> {
          at.sql() << "UPDATE rubrica_histories SET history = :kept WHERE subject = 'submission:1:OP-1'", soci::use(kept);
          return {};
        })
        .value();
    auto const stuck = world.text("SELECT delivery_key FROM rubrica_deliveries WHERE state = 'stuck'");
    CHECK(world.engine.replay("acme", stuck).value() == 1);
    CHECK(world.understand().front().state == "done");
  }
}

TEST_CASE("a callback whose history is longer than the database takes is set aside, and others go on", "[workflow][history]") {
  auto const on = rubrica_test::server_database(rubrica_test::server_kind::mariadb);
  if (!on) return;
  auto const former = on->number("SELECT @@max_allowed_packet");
  on->raw("SET GLOBAL max_allowed_packet = 4194304"); // of connections from now on
  inbox_world world(on->address);
  on->raw("SET GLOBAL max_allowed_packet = " + std::to_string(former));
  auto long_one = rubrica_test::json::parse(callback_text(happened("upload", 0), "running", "doc-1"));
  auto& events = long_one["document"]["events"];
  REQUIRE(events.is_array());
  for (int i = 0; i < 60'000; ++i) events.push_back(happened("custom", i));
  CHECK(world.clicksign(long_one.dump()).status == 200);
  CHECK(world.clicksign(story_of("doc-2")[0]).status == 200);
  auto const notes = world.understand();
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].state == "stuck");
  CHECK_FALSE(notes[0].error.empty());
  CHECK(notes[1].state == "done");
}

} // namespace inbox_test
