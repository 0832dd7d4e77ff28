#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"
#include "support/process/forked.hpp"
#include "support/workflow/flood.hpp"

#include <csignal>

namespace inbox_flood_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

namespace {

store_options many_connections() {
  store_options out;
  out.connections = 20;
  out.patience = std::chrono::milliseconds(60'000);
  return out;
}

std::set<std::string> keys_of(told_changes const& all) {
  std::set<std::string> out;
  for (auto const& one : all) out.insert(one.second);
  return out;
}

/// Whether the positions only grow.
bool grows(told_changes const& all) {
  return std::adjacent_find(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.first >= b.first; }) == all.end();
}

/// A process that stores the callbacks, and dies without having answered for the last of them.
int receive_and_die(std::string const& address, std::vector<std::string> const& bodies) {
  inbox_world world(address);
  for (std::string const& body : bodies) {
    if (world.clicksign(body).status != 200) _exit(1);
  }
  _exit(0);
}

/// A process that understands until it is killed.
int understand_for_ever(std::string const& address) {
  inbox_world world(address);
  while (true) static_cast<void>(understand_next(world.state));
}

} // namespace

TEST_CASE("a flood of callbacks is told once and in one order to two consumers", "[workflow][threads]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    flood const all = make_flood(on.server == nullptr ? 10'000 : 2'000, 14);
    inbox_world world(on.address, many_connections());
    auto const told = pour(world, all, 6, 4);
    CHECK(told.refused == 0);
    CHECK(told.understood == all.bodies.size() * 3 / 4);
    CHECK(told.one == told.other);
    CHECK(grows(told.one));
    CHECK(keys_of(told.one).size() == told.one.size());
    CHECK(keys_of(told.one) == all.keys);
  }
}

TEST_CASE("a change that is committed late is told after those that were before it", "[workflow]") {
  for (auto const& on : every_database()) {
    if (on.server == nullptr) continue; // one transaction at a time: none can be late
    INFO(on.name);
    inbox_world world(on.address);
    auto const told = [](std::string const& key) {
      change one;
      one.tenant = "acme";
      one.kind = change_kind::received;
      one.key = key;
      return one;
    };
    world
        .write([&](connection& late) -> result<void> {
          record(late, told("late")); // with the lesser number
          world
              .write([&](connection& at) -> result<void> {
                record(at, told("early"));
                return {};
              })
              .value();
          auto const seen = world.changes();
          CHECK(seen.size() == 1);
          if (!seen.empty()) CHECK(seen[0].key == "early");
          return {};
        })
        .value();
    auto const seen = world.changes();
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].key == "early");
    CHECK(seen[1].key == "late");
    CHECK(seen[0].position < seen[1].position);
  }
}

TEST_CASE("a callback that is understood while its submission begins to run is never left alone", "[workflow][threads]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address, many_connections());
    for (int round = 0; round < 60; ++round) {
      std::string const id = "OP-" + std::to_string(round);
      std::string const document = "doc-" + std::to_string(round);
      world.add_submission(id, "key-of-" + id, "waiting");
      REQUIRE(world.clicksign(callback_text(happened("cancel", 5), "canceled", document)).status == 200);
      auto const begin_to_run = [&](connection& at) -> result<void> {
        at.change("UPDATE rubrica_submissions SET state = 'running' WHERE tenant = 'acme' AND id = :id", soci::use(id, "id"));
        at.change("INSERT INTO rubrica_documents (tenant, document, id, attempt, number, file_state) VALUES "
                  "('acme', :document, :id, 1, 0, 'none')",
                  soci::use(document, "document"), soci::use(id, "id"));
        return adopt_histories(at, "acme", id, 1, {document_id(document)});
      };
      run_in_threads(2, [&](std::size_t thread) {
        if (thread == 0)
          world.understand();
        else
          world.write(begin_to_run).value();
      });
    }
    CHECK(world.count("rubrica_submissions WHERE state = 'cancelled'") == 60);
    CHECK(world.count("rubrica_histories") == 60);
    CHECK(world.count("rubrica_histories WHERE subject LIKE 'document:%'") == 0);
  }
}

TEST_CASE("a callback whose process died before it answered is told once", "[workflow][process]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    auto const story = story_of("doc-1");
    { inbox_world const tables(on.address); }
    CHECK(exit_code_of(fork_child([&] { return receive_and_die(on.address, story); })) == 0);
    inbox_world world(on.address);
    CHECK(world.count("rubrica_deliveries") == 5);
    for (std::string const& body : story) CHECK(world.clicksign(body).status == 200);
    CHECK(world.count("rubrica_deliveries") == 5);
    CHECK(world.understand().size() == 5);
    std::set<std::string> keys;
    for (change const& one : world.changes()) CHECK(keys.insert(one.key).second);
  }
}

TEST_CASE("callbacks whose worker is killed at any moment are understood once", "[workflow][process]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    flood const all = make_flood(120, 4);
    inbox_world world(on.address);
    for (std::string const& body : all.bodies) REQUIRE(world.clicksign(body).status == 200);
    for (int killed = 1; killed <= 6; ++killed) {
      pid_t const worker = fork_child([&] { return understand_for_ever(on.address); });
      CHECK(wait_until([&] { return world.count("rubrica_deliveries WHERE state = 'done'") >= killed * 10; }));
      CHECK(kill(worker, SIGKILL) == 0);
      CHECK(exit_code_of(worker) == -1);
    }
    world.understand();
    CHECK(world.count("rubrica_deliveries WHERE state = 'done'") == 90);
    std::set<std::string> keys;
    for (change const& one : world.changes()) CHECK(keys.insert(one.key).second);
    CHECK(keys == all.keys);
  }
}

TEST_CASE("a worker that dies within its transaction leaves the callback to the next", "[workflow][process]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    { inbox_world const tables(on.address); }
    pid_t const worker = fork_child([&] {
      inbox_world world(on.address);
      world.clicksign(story_of("doc-1")[0]);
      static_cast<void>(world.write([](connection& at) {
        return learn(at, {"acme", {}, 1, document_id("doc-1"), {}}, {}, [&](signing::history& known) {
          static_cast<void>(known.apply(parsed(json::parse(story_of("doc-1")[0]))));
          _exit(7);
          return std::vector<signing::change>();
        });
      }));
      return 0;
    });
    CHECK(exit_code_of(worker) == 7);
    inbox_world world(on.address);
    CHECK(world.count("rubrica_histories") == 0);
    CHECK(world.understand().size() == 1);
    CHECK(world.count("rubrica_histories") == 1);
    CHECK_FALSE(world.changes().empty());
  }
}

} // namespace inbox_flood_test
