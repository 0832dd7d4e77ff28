#include "support/canaries.hpp"
#include "support/catch.hpp"
#include "support/workflow/pages_world.hpp"
#include "workflow/files/scratch_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace retention_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::pages_world;
using state = submission_state;

namespace {

std::vector<std::string> const canaries{"Canaria", "canaria@rubrica.test", "39053344705", "Segredo de teste"};

submission canary(pages_world const& world, std::string const& id = "OP-1", std::string const& tenant = "acme") {
  auto out = world.submission(id, 1, tenant);
  out.request.message = "Segredo de teste";
  out.request.signers[0].name = "Canaria Silva";
  out.request.signers[0].email = "canaria@rubrica.test";
  out.request.signers[0].cpf = "39053344705";
  return out;
}

void send_and_finish(pages_world& world, submission const& one) {
  world.engine.submit(one).value();
  world.work();
  world.sign(world.view(one.id, one.tenant), 0);
  world.wake(one.id, one.tenant);
  world.work();
}

std::ptrdiff_t files_in(pages_world const& world) {
  auto const all = std::filesystem::recursive_directory_iterator(world.folder.path("signed"));
  return std::count_if(begin(all), end(all), [](auto const& one) { return one.is_regular_file(); });
}

} // namespace

TEST_CASE("a submission that is forgotten leaves nothing of a person in any table, nor a file",
          "[workflow][secrets][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.engine.submit(canary(world)).value();
    CHECK(world.engine.forget("acme", "OP-1").error().code == errc::not_ready);
    CHECK(world.engine.forget("acme", "OP-2").error().code == errc::not_found);
    world.work();
    CHECK(world.engine.forget("acme", "OP-1").error().code == errc::not_ready);
    world.act(action::cancel);
    world.act(action::send_again);
    world.sign(world.view(), 0);
    world.wake();
    world.work();
    auto const before = world.view();
    CHECK(before.documents.at(0).file == file_state::kept);
    CHECK_FALSE(rubrica_test::canaries_in(world.dump(), canaries).empty());
    auto const told = world.changes();
    world.engine.forget("acme", "OP-1").value();
    CHECK(rubrica_test::canaries_in(world.dump(), canaries).empty());
    CHECK(files_in(world) == 0);
    auto const after = world.view();
    CHECK(after.state == state::finished);
    CHECK(after.documents.at(0).sha256 == before.documents.at(0).sha256);
    CHECK(after.documents.at(0).reference.empty());
    CHECK(after.signers.empty());
    CHECK(after.timeline.empty());
    for (auto const& one : after.actions) CHECK_FALSE(one.allowed);
    auto const reduced = world.changes();
    REQUIRE(reduced.size() == told.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
      CHECK(reduced[i].key == told[i].key);
      CHECK(reduced[i].kind == told[i].kind);
      CHECK(reduced[i].state == told[i].state);
    }
    world.engine.forget("acme", "OP-1").value(); // again
    CHECK(world.number("SELECT count(*) FROM rubrica_contents") == 0);
  }
}

TEST_CASE("a callback that comes after its submission was forgotten leaves nothing", "[workflow][secrets][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    send_and_finish(world, canary(world));
    world.engine.forget("acme", "OP-1").value();
    auto const told = world.changes().size();
    callbacks::route route;
    route.tenant = "acme";
    route.path_token = secret("token-of-acme");
    route.secrets = {secret("sandbox-webhook-secret")};
    auto options = world.options;
    options.routes = std::make_shared<callbacks::router>();
    options.routes->add(route).value();
    engine late(options);
    auto const all = world.box.server.deliveries();
    REQUIRE(all.size() > 2);
    for (auto const& one : all) {
      callbacks::incoming request;
      request.path = "/api/rest/clicksign/token-of-acme";
      request.body = one.body;
      request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? one.hmac : std::string(); };
      CHECK(late.receive(request).status == 200);
    }
    CHECK_FALSE(rubrica_test::canaries_in(world.dump(), canaries).empty());
    world.work();
    CHECK(rubrica_test::canaries_in(world.dump(), canaries).empty());
    CHECK(world.changes().size() == told);
    CHECK(world.view().state == state::finished);
  }
}

TEST_CASE("forgetting a submission of one tenant leaves the same id of another alone", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    send_and_finish(world, canary(world, "OP-1", "acme"));
    send_and_finish(world, canary(world, "OP-1", "beta"));
    auto const theirs = world.view("OP-1", "beta");
    world.engine.forget("acme", "OP-1").value();
    auto const left = world.view("OP-1", "beta");
    CHECK(left.signers.at(0).name == "Canaria Silva");
    CHECK(left.timeline.size() == theirs.timeline.size());
    CHECK(left.documents.at(0).reference == theirs.documents.at(0).reference);
    CHECK(files_in(world) == 1);
  }
}

TEST_CASE("what is over is purged in pieces, and what runs stays", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    for (std::string const id : {"OP-1", "OP-2", "OP-3"}) send_and_finish(world, canary(world, id));
    world.engine.submit(canary(world, "OP-4")).value();
    world.work();
    auto const before = std::chrono::system_clock::now();
    CHECK(world.engine.purge(before - std::chrono::hours(24)).value() == 0);
    auto const later = before + std::chrono::hours(24);
    CHECK(world.engine.purge(later, 0).error().code == errc::invalid_argument);
    CHECK(world.engine.purge(later, 2).value() == 2);
    CHECK(files_in(world) == 1);
    CHECK(world.engine.purge(later, 2).value() == 1);
    CHECK(world.engine.purge(later, 2).value() == 0);
    CHECK(files_in(world) == 0);
    CHECK(world.view("OP-4").signers.at(0).name == "Canaria Silva");
    CHECK(world.view("OP-4").state == state::running);
  }
}

TEST_CASE("callbacks of no submission are purged in pieces, too, and what cannot be forgotten is in nobody's way",
          "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    for (int i = 0; i < 3; ++i) {
      std::string const number = std::to_string(i);
      world.execute(
          "INSERT INTO rubrica_deliveries (tenant, delivery_key, state, received_at, id, subject, delivery) VALUES ('acme', "
          "'k" +
          number + "', 'done', 1, '', '', '-')");
      world.execute("INSERT INTO rubrica_histories (tenant, subject, heard_at, history) VALUES ('acme', 'alone:" + number +
                    "', 1, '-')");
    }
    auto const later = std::chrono::system_clock::now() + std::chrono::hours(24);
    CHECK(world.engine.purge(later, 4).value() == 4);
    CHECK(world.engine.purge(later, 4).value() == 2);
    for (std::string const id : {"OP-1", "OP-2", "OP-3"}) send_and_finish(world, canary(world, id));
    world.execute("UPDATE rubrica_documents SET reference = '../elsewhere' WHERE id IN ('OP-1', 'OP-2')");
    CHECK(world.engine.purge(later, 1).value() == 1);
    CHECK(world.view("OP-3").signers.empty());
    CHECK(world.view("OP-1").signers.at(0).name == "Canaria Silva");
  }
}

TEST_CASE("what a killed worker left of a signed file goes with its submission", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    send_and_finish(world, canary(world, "OP-1"));
    auto const files = folder_files(world.folder.path("signed"));
    auto const leave = [&](std::string const& id, int number) {
      scratch_file const place(*files, "acme", id, number, document_id("doc-1"));
      auto const kept = place.path() + ".kept";
      std::ofstream(place.path()) << "%PDF-";
      std::filesystem::rename(place.path(), kept); // what it removes at its end is not there
      return std::pair(kept, place.path());
    };
    for (auto const& [kept, path] : {leave("OP-1", 1), leave("OP-1", 12), leave("OP-9", 1)}) std::filesystem::rename(kept, path);
    CHECK(files_in(world) == 4);
    CHECK(remove_scratch_files(*files, "acme", "OP-1", 2));
    CHECK(files_in(world) == 3);
    world.engine.forget("acme", "OP-1").value();
    CHECK(files_in(world) == 1); // of another one
  }
}

TEST_CASE("a file that cannot be erased keeps its submission from being forgotten, and no other", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    send_and_finish(world, canary(world, "OP-1"));
    send_and_finish(world, canary(world, "OP-2"));
    world.execute("UPDATE rubrica_documents SET reference = '../elsewhere' WHERE id = 'OP-1'");
    CHECK(world.engine.forget("acme", "OP-1").error().code == errc::invalid_argument);
    CHECK(world.view("OP-1").signers.at(0).name == "Canaria Silva");
    CHECK(world.engine.purge(std::chrono::system_clock::now() + std::chrono::hours(24)).value() == 1);
    CHECK(world.view("OP-2").signers.empty());
  }
}

} // namespace retention_test
