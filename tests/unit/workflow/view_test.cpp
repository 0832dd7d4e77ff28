#include "support/catch.hpp"
#include "support/workflow/pages_world.hpp"

#include <rubrica/callbacks/router.hpp>
#include <rubrica/workflow/view.hpp>

#include <filesystem>
#include <fstream>
#include <memory>

namespace view_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::pages_world;
using state = submission_state;

namespace {

std::string content(pages_world const& world, std::string const& reference) {
  std::ifstream in(world.folder.path("signed") + "/" + reference, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// All sign, and the engine looks at it.
void finish(pages_world& world, std::size_t signers = 2) {
  auto const page = world.view();
  for (std::size_t i = 0; i < signers; ++i) world.sign(page, i);
  world.wake();
  world.work();
}

/// An engine that hears of the world's tenant `acme`, too.
engine hearing_of(pages_world const& world) {
  callbacks::route route;
  route.tenant = "acme";
  route.path_token = secret("8f1c2e");
  route.secrets = {sandbox::server_options().webhook_secret};
  engine_options options = world.options;
  options.routes = std::make_shared<callbacks::router>();
  options.routes->add(route).value();
  return engine(options);
}

} // namespace

TEST_CASE("the page of a submission shows it before and after it was sent", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto asked = world.submission();
    asked.request.message = "Por favor";
    asked.request.name = "Contrato (2026)";
    asked.request.signers[1].mobile = "+55 11 98765-4321";
    asked.request.signers[1].authentication = signing::auth::whatsapp;
    asked.request.signers[1].role = signing::role::witness;
    world.engine.submit(asked).value();
    auto const before = world.view();
    CHECK(before.state == state::waiting);
    CHECK(before.record.id == "OP-1207");
    CHECK(before.name == "Contrato (2026)");
    CHECK(before.message == "Por favor");
    REQUIRE(before.documents.size() == 1);
    CHECK(before.documents[0].id.empty());
    CHECK(before.documents[0].name == "contrato.pdf");
    CHECK(before.documents[0].type == "contract");
    CHECK(before.documents[0].description == "Contrato de teste");
    REQUIRE(before.signers.size() == 2);
    CHECK(before.signers[0].name == "Ana Souza");
    CHECK(before.signers[0].id.empty());
    CHECK(before.signers[0].role == signing::role::sign);
    CHECK(before.signers[0].authentication == signing::auth::email);
    CHECK(before.signers[1].mobile == "11987654321");
    CHECK(before.signers[1].role == signing::role::witness);
    CHECK(before.signers[1].authentication == signing::auth::whatsapp);
    CHECK_FALSE(before.deadline.empty());
    CHECK(before.submitted_at > instant(std::chrono::hours(24 * 365 * 50)));
    world.work();
    auto const after = world.view();
    CHECK(after.state == state::running);
    CHECK_FALSE(after.envelope.empty());
    CHECK_FALSE(after.documents[0].id.empty());
    CHECK_FALSE(after.signers[1].id.empty());
    CHECK(after.name == before.name);
    CHECK_FALSE(after.last_error);
    CHECK(after.next_work_at > after.submitted_at);
  }
}

TEST_CASE("the signed file is kept when its callback comes after the one that ends the submission", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    auto const sent = world.view();
    for (std::size_t i = 0; i < sent.signers.size(); ++i) world.sign(sent, i);
    world.box.server.drain_webhooks();
    engine hearing = hearing_of(world);
    for (auto const& callback : world.box.server.deliveries()) {
      callbacks::incoming request;
      request.path = "/api/rest/clicksign/8f1c2e";
      request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? callback.hmac : std::string(); };
      request.body = callback.body;
      CHECK(hearing.receive(request).status == 200);
    }
    world.work();
    auto const page = world.view();
    CHECK(page.state == state::finished);
    CHECK(page.documents.at(0).file == file_state::kept);
    CHECK(page.documents.at(0).verdict == "intact");
  }
}

TEST_CASE("a look heals the page when all callbacks were lost, and keeps the signed file once", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    finish(world);
    auto const page = world.view();
    CHECK(page.state == state::finished);
    auto const& document = page.documents.at(0);
    CHECK(document.state.all_signed);
    CHECK(document.file == file_state::kept);
    CHECK(document.verdict == "intact");
    CHECK(document.sha256.size() == 64);
    CHECK(content(world, document.reference).substr(0, 5) == "%PDF-");
    CHECK(page.timeline.size() > 3);
    CHECK(page.next_work_at == instant());
    REQUIRE(world.changes_of(change_kind::file).size() == 1);
    CHECK(world.changes_of(change_kind::file)[0].file == document.reference);
    auto const downloads = world.box.server.storage_requests().size();
    world.wake();
    world.work();
    CHECK(world.box.server.storage_requests().size() == downloads);
    CHECK(world.act(action::download).documents.at(0).reference == document.reference);
    CHECK(world.box.server.storage_requests().size() > downloads);
    CHECK(std::filesystem::is_empty(world.options.files->scratch_folder()));
  }
}

TEST_CASE("a submission whose deadline passes ends, with the file of those who signed", "[workflow][socket][clock]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send("OP-1");
    world.send("OP-2");
    world.sign(world.view("OP-1"), 0);
    world.box.server.advance(std::chrono::hours(24 * 40));
    for (std::string const id : {"OP-1", "OP-2"}) world.wake(id);
    world.work();
    CHECK(world.view("OP-1").state == state::ended);
    CHECK(world.view("OP-1").documents.at(0).file == file_state::kept);
    CHECK(world.view("OP-2").state == state::ended);
    CHECK(world.view("OP-2").documents.at(0).file == file_state::none);
    CHECK(world.action(action::send_again, "OP-2").allowed);
  }
}

TEST_CASE("a file that cannot be kept is fetched again, and does not stop the page", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    std::filesystem::permissions(world.folder.path("signed"), std::filesystem::perms::owner_all);
    std::filesystem::remove_all(world.folder.path("signed"));
    finish(world);
    CHECK(world.view().state == state::finished);
    CHECK(world.view().documents.at(0).file == file_state::wanted);
    REQUIRE(world.view().last_error);
    CHECK(world.view().last_error->code == errc::file_error);
    std::filesystem::create_directories(world.options.files->scratch_folder());
    world.wake();
    world.work();
    CHECK(world.view().documents.at(0).file == file_state::kept);
    CHECK_FALSE(world.view().last_error);
  }
}

TEST_CASE("a file without an end is told after many failures", "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    std::filesystem::remove_all(world.folder.path("signed"));
    finish(world);
    world.execute("UPDATE rubrica_submissions SET failures = 50");
    world.wake();
    world.work();
    auto const page = world.view();
    CHECK(page.documents.at(0).file == file_state::failed);
    REQUIRE(page.documents.at(0).file_error);
    CHECK(page.next_work_at == instant());
    REQUIRE(world.changes_of(change_kind::file).size() == 1);
    CHECK(world.changes_of(change_kind::file)[0].error);
    CHECK(world.action(action::download).allowed);
  }
}

TEST_CASE("a silent submission is looked at less and less often", "[workflow][socket]") {
  using std::chrono::hours;
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    auto const next_after = [&](int silent_hours) {
      world.execute("UPDATE rubrica_submissions SET submitted_at = {now} - " + std::to_string(silent_hours * 3'600'000LL));
      world.execute("UPDATE rubrica_histories SET heard_at = 0");
      world.wake();
      auto const before = world.number("SELECT count(*) FROM rubrica_submissions WHERE due_at IS NOT NULL");
      CHECK(before == 1);
      world.work();
      world.execute("UPDATE rubrica_histories SET heard_at = 0");
      world.wake();
      world.work();
      auto const now = world.write([](connection& at) -> result<std::int64_t> { return at.now(); }).value();
      return std::chrono::round<hours>(world.view().next_work_at - instant(std::chrono::milliseconds(now))).count();
    };
    CHECK(next_after(1) == 6);
    CHECK(next_after(20) == 20);
    CHECK(next_after(1'000) == 7 * 24);
  }
}

TEST_CASE("an envelope that ClickSign does not know is believed to be gone only after many looks", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto const page = world.send();
    world.execute("UPDATE rubrica_submissions SET sent = REPLACE(sent, '" + page.envelope.text() +
                  "', '00000000-0000-4000-8000-000000000000')");
    world.wake();
    world.work();
    CHECK(world.view().state == state::running);
    REQUIRE(world.view().last_error);
    CHECK(world.view().last_error->code == errc::not_found);
    world.execute("UPDATE rubrica_submissions SET failures = 8");
    world.wake();
    world.work();
    CHECK(world.view().state == state::cancelled);
  }
}

} // namespace view_test
