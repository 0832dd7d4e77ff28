#include "support/catch.hpp"

#include "support/http/scripted_transport.hpp"
#include "support/sandbox/evidence.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <nlohmann/json.hpp>

namespace bulk_requirement_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::evidence;
using rubrica_test::sandboxed;

namespace {

result<std::vector<result<requirement>>> apply_scripted(std::string body, std::vector<bulk_operation> const& operations) {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(200, std::move(body));
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  return client(options).bulk_requirements().apply(envelope_id("e"), operations);
}

new_requirement some_requirement() {
  new_requirement out;
  out.document = document_id("d");
  out.signer = signer_id("s");
  out.role = role::sign;
  return out;
}

} // namespace

TEST_CASE("a bulk call adds and removes, also while the envelope runs", "[clicksign][requirements][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  requirement_query query;
  query.action = requirement_action::provide_evidence;
  auto const email = box.client.requirements().list(draft.envelope.id, query).all().value().at(0);
  auto const results = box.client.bulk_requirements()
                           .apply(draft.envelope.id, {remove_requirement{email.id}, evidence(draft, auth::icp_brasil)})
                           .value();
  REQUIRE(results.size() == 2);
  CHECK(results[0]->id == email.id);
  CHECK(results[1]->auth == auth::icp_brasil);
  auto const now = box.client.requirements().list(draft.envelope.id, query).all().value();
  REQUIRE(now.size() == 1);
  CHECK(now[0].auth == auth::icp_brasil);
}

TEST_CASE("each operation of a bulk call has its own result", "[clicksign][requirements]") {
  auto const results =
      apply_scripted(R"({"atomic:results":[
      {"data":{"id":"r1","type":"requirements","attributes":{"action":"agree","role":"sign"}}},
      {"errors":[{"detail":"documento n\u00e3o est\u00e1 dispon\u00edvel","status":"422"}]},
      {"errors":[{"detail":"Registro n\u00e3o encontrado","status":404}]},
      {}]})",
                     {some_requirement(), some_requirement(), some_requirement(), remove_requirement{requirement_id("r0")}})
          .value();
  REQUIRE(results.size() == 4);
  CHECK(results[0]->role == role::sign);
  CHECK(results[1].error().code == errc::not_ready);
  CHECK(results[2].error().code == errc::not_found);
  CHECK(results[2].error().outcome == outcome::rejected);
  CHECK(results[3]->id == requirement_id("r0"));
}

TEST_CASE("a bulk call writes and reads positions", "[clicksign][requirements]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(200, R"({"atomic:results":[{"data":{"id":"r1","type":"requirements","attributes":{"action":"rubricate",
    "kind":"initials","positions":[{"page":"2","position":[0.85,0.9]}]}}}]})");
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  new_requirement request = some_requirement();
  request.role = role();
  request.action = requirement_action::rubricate;
  request.positions = {{2, 0.85, 0.9}};
  auto const results = client(options).bulk_requirements().apply(envelope_id("e"), {request}).value();
  CHECK(results.at(0)->positions == request.positions);
  CHECK(results.at(0)->kind == rubric_kind::initials);
  auto const sent = nlohmann::json::parse(std::get<std::string>(transport->requests().at(0).body));
  CHECK(sent["atomic:operations"][0]["data"]["attributes"] ==
        nlohmann::json::parse(R"({"action":"rubricate","positions":[{"page":"2","position":[0.85,0.9]}]})"));
}

TEST_CASE("an answer without one result for each operation is not a success", "[clicksign][requirements]") {
  for (char const* body : {"{}", R"({"atomic:results":[]})", R"({"atomic:results":[{}]})",
                           R"({"atomic:results":[{"data":{"id":"r","type":"signers"}}]})",
                           R"({"atomic:results":[{"data":{"id":"r1","type":"requirements"}},{}]})",
                           R"({"data":{"id":"r","type":"requirements"}})", "[]", ""}) {
    auto const answer = apply_scripted(body, {some_requirement()});
    INFO(body);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == errc::protocol);
    CHECK(answer.error().outcome == outcome::ambiguous);
  }
}

} // namespace bulk_requirement_test
