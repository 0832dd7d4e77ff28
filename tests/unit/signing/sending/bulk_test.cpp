#include "support/catch.hpp"

#include "support/files/docx.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/sandbox/account.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>

namespace bulk_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::sandboxed;
using list = std::vector<std::string>;

namespace {

send_options in_bulk() {
  send_options options;
  options.creation = creation::bulk;
  return options;
}

bool creates_in_bulk(http::request const& request) {
  return rubrica_test::ends_in(request, "/envelope_bulk_creations");
}

list places_of(result<sent> const& refused) {
  REQUIRE_FALSE(refused);
  list out;
  for (problem const& one : refused.error().problems) out.push_back(one.pointer + " " + one.code);
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace

TEST_CASE("a bulk creation sends everything by one request", "[signing][sending][socket]") {
  for (int k : {1, 3, 10}) {
    sandboxed box;
    auto request = rubrica_test::request_with_signers(k);
    request.signers[0].more_roles = {role::witness};
    request.signers[0].more_authentications = {auth::selfie};
    request.signers[0].rubrics = {{clicksign::rubric_kind::initials, {}, {}, {{1, 0.85, 0.9}}}};
    auto const sent = sender(box.client).send(request, in_bulk());
    REQUIRE(sent);
    CHECK(sent->notified);
    CHECK_FALSE(sent->job.empty());
    CHECK(box.server.requests().size() == 1);

    auto const found = sender(box.client).find(request, sent->key);
    REQUIRE(found);
    CHECK(found->documents.size() == 1);
    CHECK(found->signers.size() == static_cast<std::size_t>(k));
    CHECK(box.client.envelopes().get(found->envelope)->status == status::running);
    CHECK(box.client.requirements().list(found->envelope).all()->size() == static_cast<std::size_t>(2 * k + 3));
    for (auto const& who : found->signers) CHECK(box.server.sign(who.text()));
    CHECK(box.client.envelopes().get(found->envelope)->status == status::closed);
  }
}

TEST_CASE("what a bulk creation made is found when its job is done", "[signing][sending][socket][clock]") {
  auto options = rubrica_test::unlimited();
  options.bulk_creation_after = std::chrono::seconds(30);
  sandboxed box(options);
  auto const request = rubrica_test::request_with_signers(2);
  auto const sent = sender(box.client).send(request, in_bulk()).value();
  CHECK(sender(box.client).find(request, sent.key).error().code == errc::not_ready);
  box.server.advance(std::chrono::seconds(30));
  auto const found = sender(box.client).find(request, sent.key).value();
  auto const signers = box.client.signers().list(found.envelope).all().value();
  for (std::size_t i = 0; i < 2; ++i) {
    auto const one = std::find_if(signers.begin(), signers.end(), [&](auto const& each) { return each.id == found.signers[i]; });
    CHECK(one->email == request.signers[i].email);
  }
}

TEST_CASE("what a bulk creation made is found when its file is gone", "[signing][sending][socket][file]") {
  rubrica_test::temporary_folder const folder;
  auto request = rubrica_test::small_request();
  request.files[0].path = folder.path("contrato.pdf");
  request.files[0].name.clear();
  std::ofstream(request.files[0].path, std::ios::binary) << std::exchange(request.files[0].bytes, {});
  sandboxed box;
  auto const sent = sender(box.client).send(request, in_bulk()).value();
  std::remove(request.files[0].path.c_str());
  auto const found = sender(box.client).find(request, sent.key);
  REQUIRE(found);
  CHECK(found->documents.size() == 1);
}

TEST_CASE("a bulk creation fills in a template", "[signing][sending][socket]") {
  sandboxed box;
  clicksign::new_template made;
  made.name = "Contrato";
  made.bytes = rubrica_test::docx(rubrica_test::paragraph({"Eu, {{nome}}"}));
  auto request = rubrica_test::small_request();
  request.files[0] = {};
  request.files[0].name = "contrato.docx";
  request.files[0].from_template = box.client.templates().create(made)->id;
  request.files[0].data = {{"nome", "Ana"}};
  auto const sent = sender(box.client).send(request, in_bulk()).value();
  auto const found = sender(box.client).find(request, sent.key).value();
  auto const document = box.client.documents().get(found.envelope, found.documents[0]).value();
  CHECK(document.source_template.find(R"("nome":"Ana")") != std::string::npos);
}

TEST_CASE("what a bulk creation cannot carry is refused before anything is sent", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::request_with_signers(2);
  request.files.push_back(request.files[0]);
  request.folder = folder_id("f-1");
  request.watchers.resize(1);
  request.watchers[0].email = "socia@acme.example";
  request.signers[0].group = 2;
  request.signers[1].more_authentications = {auth::presential};
  request.signers[1].host.name = "Davi Rocha";
  request.signers[1].host.email = "davi@acme.example";
  CHECK(places_of(sender(box.client).send(request, in_bulk())) ==
        list{"/files bulk_files", "/folder bulk_folder", "/signers/0/group bulk_group",
             "/signers/1/more_authentications/0 bulk_presential", "/watchers bulk_watchers"});
  CHECK(box.server.requests().empty());
}

TEST_CASE("a bulk creation whose answer is lost is never sent again", "[signing][sending][socket]") {
  SECTION("it was carried out") {
    lossy_sandbox world([](auto const& request, int) { return creates_in_bulk(request) ? loss::answer : loss::none; });
    auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2), in_bulk());
    REQUIRE(sent);
    CHECK(sent->signers.size() == 2);
    CHECK(world.envelopes() == 1);
    CHECK(world.box.count("POST", "/envelope_bulk_creations") == 1);
  }
  SECTION("it never arrived, which nothing proves") {
    lossy_sandbox world([](auto const& request, int) { return creates_in_bulk(request) ? loss::request : loss::none; });
    auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2), in_bulk());
    REQUIRE_FALSE(sent);
    CHECK(sent.error().outcome == outcome::ambiguous);
    CHECK(sent.error().message.find("reference ") != std::string::npos);
    CHECK(world.envelopes() == 0);
    CHECK(world.box.count("POST", "/envelope_bulk_creations") == 0);
  }
}

TEST_CASE("an account without bulk creations gets its envelope step by step", "[signing][sending][socket]") {
  using switches = sandbox::account_switches;
  for (bool switches::*off :
       {&switches::bulk_creation_forbidden, &switches::bulk_creation_unavailable, &switches::bulk_creation_missing}) {
    sandboxed box;
    switches state;
    state.*off = true;
    REQUIRE(box.server.set_switches(state));
    auto const sent = sender(box.client).send(rubrica_test::request_with_signers(2), in_bulk());
    REQUIRE(sent);
    CHECK(sent->signers.size() == 2);
    CHECK(box.client.envelopes().list().all()->size() == 1);
    CHECK(box.client.envelopes().get(sent->envelope)->status == status::running);
  }
}

TEST_CASE("whatever a bulk creation answers and does, it is sent once and what became of it is found",
          "[signing][sending][socket]") {
  using switches = sandbox::account_switches;
  sandboxed box;
  switches state;
  auto const request = rubrica_test::request_with_signers(2);
  auto const sent_with = [&](bool switches::*on) {
    state = switches();
    state.*on = true;
    REQUIRE(box.server.set_switches(state));
    return sender(box.client).send(request, in_bulk());
  };
  SECTION("the envelope's id") {
    auto const sent = sent_with(&switches::bulk_creation_tells_envelope);
    REQUIRE(sent);
    CHECK(sent->job.empty());
    CHECK(sender(box.client).find(request, sent->key)->envelope == sent->envelope);
  }
  SECTION("done at once, or with more demands") {
    for (bool switches::*on : {&switches::bulk_creation_at_once, &switches::bulk_creation_source_in_document,
                               &switches::bulk_creation_refuses_group}) {
      auto const sent = sent_with(on);
      REQUIRE(sent);
      CHECK(sender(box.client).find(request, sent->key));
    }
  }
  SECTION("another name of the type: nothing was created, and the error names it") {
    auto const sent = sent_with(&switches::bulk_creation_singular_type);
    REQUIRE_FALSE(sent);
    CHECK(sent.error().outcome == outcome::rejected);
    CHECK(sent.error().message.find("envelope-bulk-creation") != std::string::npos);
    CHECK(box.client.envelopes().list().all()->empty());
  }
  SECTION("a draft, or nothing: it is not there yet, for as long as one asks") {
    for (bool switches::*on : {&switches::bulk_creation_stays_draft, &switches::bulk_creation_fails}) {
      auto const sent = sent_with(on);
      REQUIRE(sent);
      CHECK(sender(box.client).find(request, sent->key).error().code == errc::not_ready);
    }
  }
}

TEST_CASE("a refusal of a bulk creation is told with its place in the request", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::request_with_signers(2);
  request.signers[1].email = "requirements@acme.example"; // masked wherever it stands, but for the names of places
  request.signers[1].role = role::unlisted("godparent");
  CHECK(places_of(sender(box.client).send(request, in_bulk())) == list{"/signers/1/role bad_request"});
  CHECK(box.client.envelopes().list().all()->empty());
}

} // namespace bulk_test
