#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/http/scripted_client.hpp"
#include "support/json/comma_locale.hpp"
#include "support/sandbox/evidence.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace requirement_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::evidence;
using rubrica_test::sandboxed;

TEST_CASE("requirements are created one by one, filtered and removed, in a draft", "[clicksign][requirements][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  auto requirements = box.client.requirements();
  auto const made = requirements.create(draft.envelope.id, evidence(draft, auth::selfie)).value();
  CHECK(made.action == requirement_action::provide_evidence);
  CHECK(made.auth == auth::selfie);
  CHECK(made.role.empty());
  CHECK(requirements.get(draft.envelope.id, made.id)->auth == auth::selfie);

  new_requirement rubric = evidence(draft, auth::selfie);
  rubric.action = requirement_action::rubricate;
  rubric.auth = auth();
  rubric.pages = "all";
  CHECK(requirements.create(draft.envelope.id, rubric)->pages == "all");

  requirement_query query;
  query.action = requirement_action::provide_evidence;
  CHECK(requirements.list(draft.envelope.id, query).all()->size() == 2);
  query.signer = draft.signer.id;
  query.document = draft.document.id;
  CHECK(requirements.list(draft.envelope.id, query).all()->size() == 2);
  CHECK(requirements.list(draft.envelope.id).all()->size() == 4);
  CHECK(requirements.remove(draft.envelope.id, made.id));
  CHECK(requirements.list(draft.envelope.id).all()->size() == 3);

  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(requirements.create(draft.envelope.id, evidence(draft, auth::liveness)).error().code == errc::not_draft);
}

TEST_CASE("the requirements of a document or a signer are listed without the envelope", "[clicksign]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  rubrica_test::make_draft(box.client); // whose requirements are not told
  new_document annex;
  annex.filename = "anexo.pdf";
  annex.bytes = "%PDF-1.4 anexo";
  new_requirement of_annex = evidence(draft, auth::selfie);
  of_annex.document = box.client.documents().create(draft.envelope.id, annex)->id;
  auto const requirements = box.client.requirements();
  auto const made = requirements.create(draft.envelope.id, of_annex).value();

  auto const found = requirements.list_of_document(of_annex.document).all().value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == made.id);
  CHECK(found[0].auth == auth::selfie);
  CHECK(requirements.list_of_document(draft.document.id).all()->size() == 2);
  paging one_by_one;
  one_by_one.size = 1;
  CHECK(requirements.list_of_signer(draft.signer.id, one_by_one).all()->size() == 3);
  CHECK(requirements.list_of_signer(signer_id("nobody")).all().error().code == errc::not_found);

  async_client async(box.client);
  CHECK(start_future(async, async.requirements().list_of_document(of_annex.document)).get()->items.at(0).id == made.id);
  auto const page = start_future(async, async.requirements().list_of_signer(draft.signer.id, one_by_one)).get().value();
  CHECK(page.items.size() == 1);
  CHECK(page.total == 3);
  CHECK_FALSE(page.next.empty());
}

TEST_CASE("requirements that are listed by their identifiers alone have their ids", "[clicksign]") {
  rubrica_test::raw_server const server(rubrica_test::always(
      rubrica_test::answer(200, R"({"data":[{"type":"requirements","id":"r-1"},{"type":"requirements","id":"r-2"}]})")));
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("token");
  auto const found = client(options).requirements().list_of_document(document_id("d")).all().value();
  REQUIRE(found.size() == 2);
  CHECK(found[1].id.text() == "r-2");
  CHECK(found[1].action.empty());
}

namespace {

new_requirement marks(std::vector<position> places) {
  new_requirement out;
  out.document = document_id("d");
  out.signer = signer_id("s");
  out.action = requirement_action::rubricate;
  out.kind = rubric_kind::manuscript;
  out.positions = std::move(places);
  return out;
}

/// The body as it went out for these marks.
std::string body_with(std::vector<position> places) {
  rubrica_test::scripted_client service;
  service.transport->status(404);
  static_cast<void>(service.client().requirements().create(envelope_id("e"), marks(std::move(places))));
  return std::get<std::string>(service.transport->requests().at(0).body);
}

/// The requirement that is read from an answer with these attributes.
requirement read(std::string const& attributes) {
  rubrica_test::scripted_client service;
  service.transport->status(201, R"({"data":{"id":"r","type":"requirements","attributes":)" + attributes + "}}");
  return service.client().requirements().create(envelope_id("e"), marks({{1, 0, 0}})).value();
}

} // namespace

TEST_CASE("positions of a requirement are written with the page as a text", "[clicksign][requirements]") {
  std::string const body = body_with({{1, 0.1, 0.8}, {3, 0.62, 0.88}});
  CHECK(nlohmann::json::parse(body)["data"]["attributes"] == nlohmann::json::parse(R"({"action":"rubricate","kind":"manuscript",
    "positions":[{"page":"1","position":[0.1,0.8]},{"page":"3","position":[0.62,0.88]}]})"));
  CHECK(body.find("[0.1,0.8]") != std::string::npos);
  CHECK(body_with({{12, -0.0, 1}}).find(R"({"page":"12","position":[0,1]})") != std::string::npos);
}

TEST_CASE("coordinates of positions survive their way through JSON bit by bit", "[clicksign][requirements][property]") {
  for (double const value : {1.0 / 3, 0.1, 0.30000000000000004, 5e-324, 1e-7, 1 - std::numeric_limits<double>::epsilon()}) {
    std::string const body = body_with({{1, value, 1 - value}});
    auto const sent = nlohmann::json::parse(body)["data"]["attributes"];
    CHECK(sent["positions"][0]["position"][0].get<double>() == value);
    CHECK(read(sent.dump()).positions.at(0) == position{1, value, 1 - value});
  }
}

TEST_CASE("coordinates of positions are written with a point in a program whose numbers have a comma",
          "[clicksign][requirements]") {
  rubrica_test::comma_locale const commas;
  CHECK(body_with({{1234, 0.5, 0.25}}).find(R"({"page":"1234","position":[0.5,0.25]})") != std::string::npos);
  CHECK(read(R"({"positions":[{"page":1234,"position":[0.5,0.25]}]})").positions.at(0) == position{1234, 0.5, 0.25});
}

TEST_CASE("positions of an answer are read with the page as a text or a number", "[clicksign][requirements]") {
  auto const made = read(R"({"action":"rubricate","kind":"manuscript","pages":null,"positions":[
    {"page":"2","position":[0.5,0.9],"anchor":"centre"},{"position":["0.25",1],"page":3}]})");
  CHECK(made.kind == rubric_kind::manuscript);
  CHECK(made.raw.empty());
  REQUIRE(made.positions.size() == 2);
  CHECK(made.positions[0] == position{2, 0.5, 0.9});
  CHECK(made.positions[1] == position{3, 0.25, 1});
}

TEST_CASE("positions that an answer does not tell are not taken for places", "[clicksign][requirements]") {
  auto const made = read(R"({"action":"rubricate","positions":[{},{"page":"all","position":[null,0.5]},
    {"page":1,"position":{"x":1}},{"page":1,"position":[0.1,0.2,0.3]}]})");
  REQUIRE(made.positions.size() == 4);
  CHECK(made.positions[0].page == 0);
  CHECK(made.positions[0].x < 0);
  CHECK(made.positions[0].y < 0);
  CHECK(made.positions[1].page == 0);
  CHECK(made.positions[1].x < 0);
  CHECK(made.positions[1].y == 0.5);
  CHECK(made.positions[2].x < 0);
  CHECK(made.positions[3] == position{1, 0.1, 0.2});
  for (char const* other : {"null", "\"all\"", "{}", "[]"}) {
    CHECK(read(std::string(R"({"action":"rubricate","positions":)") + other + "}").positions.empty());
  }
}

TEST_CASE("positions that ClickSign would refuse are refused before anything is sent, with their place",
          "[clicksign][requirements]") {
  double const nan = std::nan("");
  double const infinite = std::numeric_limits<double>::infinity();
  rubrica_test::scripted_client const service;
  auto const refused_at = [&](new_requirement const& request) {
    auto const why = service.client().requirements().create(envelope_id("e"), request).error();
    CHECK(why.code == errc::invalid_argument);
    CHECK(why.outcome == outcome::not_sent);
    auto const in_batch =
        service.client().bulk_requirements().apply(envelope_id("e"), {remove_requirement{requirement_id("r")}, request}).error();
    CHECK(in_batch.code == errc::invalid_argument);
    std::string const place = why.problems.at(0).pointer;
    CHECK(in_batch.problems.at(0).pointer == "/operations/1" + place);
    CHECK(to_string(in_batch).find("/operations/1" + place) != std::string::npos);
    return place;
  };
  auto request = marks({{1, 0.5, 0.5}});
  request.pages = "all";
  CHECK(refused_at(request) == "/positions");
  request.pages.clear();
  request.rubric_field = "position_sign_a";
  CHECK(refused_at(request) == "/positions");
  for (int const page : {0, -1}) CHECK(refused_at(marks({{1, 0, 0}, {page, 0, 0}})) == "/positions/1/page");
  for (double const value : {-0.001, 1.001, 300.0, nan, infinite, -infinite}) {
    CHECK(refused_at(marks({{1, value, 0.5}})) == "/positions/0/x");
    CHECK(refused_at(marks({{1, 0, 0}, {2, 1, 1}, {1, 0.5, value}})) == "/positions/2/y");
  }
  CHECK(service.transport->requests().empty());
}

} // namespace requirement_test
