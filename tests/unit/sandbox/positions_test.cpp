#include "support/catch.hpp"

#include "templates.hpp"

namespace positions_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

json const lower_right = {{{"page", "1"}, {"position", {0.85, 0.9}}}};
json const wrong_positions[] = {
    json::array(),
    "1:0.5,0.5",
    json::object(),
    {{{"page", 1}, {"position", {0.5, 0.5}}}},
    {{{"page", "0"}, {"position", {0.5, 0.5}}}},
    {{{"page", "-1"}, {"position", {0.5, 0.5}}}},
    {{{"page", ""}, {"position", {0.5, 0.5}}}},
    {{{"page", "all"}, {"position", {0.5, 0.5}}}},
    {{{"page", "1"}, {"position", {0.5}}}},
    {{{"page", "1"}, {"position", {0.5, 0.5, 0.5}}}},
    {{{"page", "1"}, {"position", {"0.5", 0.5}}}},
    {{{"page", "1"}, {"position", {1.01, 0.5}}}},
    {{{"page", "1"}, {"position", {0.5, -0.01}}}},
    {{{"page", "1"}, {"position", {true, 0.5}}}},
    {{{"page", "1"}, {"position", {{"x", 0.5}, {"y", 0.5}}}}},
    {{{"page", "1"}}},
    {{{"position", {0.5, 0.5}}}},
    {{{"page", "1"}, {"position", {0.5, 0.5}}, {"size", 1}}},
    {{{"page", "1"}, {"position", {0.5, 0.5}}}, "1"},
};

json rubric(json positions) {
  return {{"action", "rubricate"}, {"positions", std::move(positions)}};
}

json with(json object, char const* name, json value) {
  object[name] = std::move(value);
  return object;
}

/// Rubrics that break a rule of `positions`.
std::vector<json> wrong_rubrics() {
  std::vector<json> all{with(rubric(lower_right), "pages", "all"), with(rubric(lower_right), "rubric_field", "position_sign_a")};
  for (json const& one : wrong_positions) all.push_back(rubric(one));
  return all;
}

/// A draft whose file names two places to sign.
struct draft {
  explicit draft(account& account_used) : on(account_used), id(on.envelope()) {
    document = upload("contrato.txt", "text/plain", "Assine {{position_sign_ana}} e {{~position_sign_rui}} {{nome}}");
    signer = on.signer(id);
  }

  std::string upload(std::string const& filename, std::string const& type, std::string const& bytes) {
    json const attributes = {{"filename", filename}, {"content_base64", "data:" + type + ";base64," + base64(bytes)}};
    return on.post(path() + "/documents", resource("documents", attributes)).id();
  }
  answer require(json attributes) { return on.require(id, document, signer, std::move(attributes)); }
  answer bulk(json operations) { return on.post(path() + "/bulk_requirements", {{"atomic:operations", std::move(operations)}}); }
  [[nodiscard]] json add(json attributes) const {
    return {{"op", "add"}, {"data", resource("requirements", std::move(attributes), link_to(document, signer))["data"]}};
  }
  [[nodiscard]] std::string path() const { return "/envelopes/" + id; }
  int count() { return on.get(path() + "/requirements").body["meta"]["record_count"]; }

  account& on;
  std::string id;
  std::string document;
  std::string signer;
};

json whole(json const& rubric) {
  json document = pdf();
  document["metadata"] = {{"source", "crm"}};
  json who = person();
  who["requirements"] = {{{"action", "agree"}, {"role", "party"}}, {{"action", "provide_evidence"}, {"auth", "email"}}, rubric};
  json const other = with(person("Rui Lima", "rui@example.com"), "requirements",
                          {{{"action", "agree"}, {"role", "party"}}, {{"action", "provide_evidence"}, {"auth", "email"}}});
  return {{"envelope", {{"name", "Lote"}, {"metadata", {{"source", "crm"}}}}}, {"document", document}, {"signers", {other, who}}};
}

/// The problem's place, when there is but one, of the form in which the service tells it.
std::string place_of(answer const& refused) {
  if (refused.status != 400 || refused.body["errors"].size() != 1) return std::to_string(refused.status);
  json const one = refused.error();
  bool const formed = one["code"] == "bad_request" && one["status"] == 400 && one["detail"].is_string();
  return formed ? one["source"]["pointer"].get<std::string>() : one.dump();
}

} // namespace

TEST_CASE("a rubric may be put at positions, which the answer repeats with their kind", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  json const several = {{{"page", "1"}, {"position", {0.1, 0.8}}},
                        {{"page", "1"}, {"position", {0, 1}}},
                        {{"page", "30"}, {"position", {0.62, 0.88}}}};
  auto const made = in.require(with(rubric(several), "kind", "manuscript"));
  REQUIRE(made.status == 201);
  CHECK(made.attributes()["positions"] == several);
  CHECK(made.attributes()["kind"] == "manuscript");
  CHECK(on.get(in.path() + "/requirements/" + made.id()).attributes()["positions"] == several);
  auto const initials = in.bulk({in.add(rubric(lower_right))});
  REQUIRE(initials.status == 200);
  CHECK(initials.body["atomic:results"][0]["data"]["attributes"]["positions"] == lower_right);
  CHECK(initials.body["atomic:results"][0]["data"]["attributes"]["kind"] == "initials");
  CHECK(in.require({{"action", "agree"}, {"role", "sign"}, {"positions", lower_right}}).problems() ==
        strings{"positions não está disponível @ /data/attributes/positions"});
}

TEST_CASE("positions that break a rule refuse the whole request, at their place in it", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  json const agree = in.add({{"action", "agree"}, {"role", "sign"}});
  for (json const& wrong : wrong_rubrics()) {
    INFO(wrong.dump());
    CHECK(place_of(in.require(wrong)) == "/data/attributes/positions");
    CHECK(place_of(in.bulk({agree, in.add(wrong)})) == "/atomic:operations/1/data/attributes/positions");
    CHECK(place_of(on.post("/envelope_bulk_creations", resource("envelope_bulk_creations", whole(wrong)))) ==
          "/data/attributes/signers/1/requirements/2/positions");
  }
  CHECK(in.count() == 0);
  CHECK(on.get("/envelopes").body["meta"]["record_count"] == 1);
  // Also where the other operations fail alone.
  REQUIRE(on.control("switches", {{"bulk_operations_fail_alone", true}}).status == 200);
  CHECK(place_of(in.bulk({agree, in.add(rubric(json::array()))})) == "/atomic:operations/1/data/attributes/positions");
  CHECK(in.count() == 0);
}

TEST_CASE("positions work in a bulk creation and in a running envelope", "[sandbox][requirements][socket]") {
  account on;
  REQUIRE(on.post("/envelope_bulk_creations", resource("envelope_bulk_creations", whole(rubric(lower_right)))).status == 201);
  std::string const made = on.get("/envelopes").body["data"][0]["id"];
  json const all = on.get("/envelopes/" + made + "/requirements?filter[requirement.action]=rubricate").body["data"];
  REQUIRE(all.size() == 1);
  CHECK(all[0]["attributes"]["positions"] == lower_right);

  draft in(on);
  on.link(in.id, in.document, in.signer);
  REQUIRE(on.activate(in.id).status == 200);
  CHECK(in.require(rubric(lower_right)).status == 403);
  CHECK(in.bulk({in.add(rubric(lower_right))}).status == 200);
}

TEST_CASE("a signer has one rubric of each kind on a document", "[sandbox][requirements][socket]") {
  account on;
  json const by_pages = {{"action", "rubricate"}, {"pages", "all"}};
  json const by_field = {{"action", "rubricate"}, {"rubric_field", "position_sign_ana"}};
  json const by_place = rubric(lower_right);
  for (json const& first : {by_pages, by_field, by_place}) {
    for (json const& second : {by_pages, by_field, by_place}) {
      draft in(on);
      REQUIRE(in.require(first).status == 201);
      auto const same = in.require(with(second, "kind", "initials"));
      CHECK(same.status == 422);
      CHECK(same.error()["detail"].get<std::string>().find("já está em uso") != std::string::npos);
      if (first == second) continue;
      CHECK(same.problems() == strings{"kind - já está em uso @ /data/attributes/kind"});
      CHECK(in.require(with(second, "kind", "manuscript")).status == 201);
      CHECK(in.count() == 2);
      auto const other = on.signer(in.id, person("Rui Lima", "rui@example.com"));
      CHECK(on.require(in.id, in.document, other, second).status == 201);
    }
  }
}

TEST_CASE("a signer may have several fields of a file, of one kind, but each only once", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  auto const field = [&](char const* name) { return in.require({{"action", "rubricate"}, {"rubric_field", name}}); };
  CHECK(field("position_sign_ana").status == 201);
  CHECK(field("position_sign_rui").status == 201);
  CHECK(field("position_sign_ana").problems() == strings{"rubric_field - já está em uso @ /data/attributes/rubric_field"});
  CHECK(in.require(rubric(lower_right)).problems() == strings{"kind - já está em uso @ /data/attributes/kind"});
  CHECK(in.require(with(rubric(lower_right), "kind", "manuscript")).status == 201);
  CHECK(in.require(with(rubric({{{"page", "2"}, {"position", {0.1, 0.1}}}}), "kind", "manuscript")).status == 422);
}

TEST_CASE("a rubric field is named as it stands in the document", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  for (char const* name :
       {"ana", "~position_sign_ana", "{{position_sign_ana}}", "position_sign_", "position_sign_eva", "nome", ""}) {
    INFO(name);
    auto const refused = in.require({{"action", "rubricate"}, {"rubric_field", name}});
    CHECK(refused.status == 422);
    CHECK(refused.problems() == strings{"rubric_field - não encontrado no documento @ /data/attributes/rubric_field"});
  }
  auto const both = in.require({{"action", "rubricate"}, {"rubric_field", "position_sign_ana"}, {"pages", "all"}});
  CHECK(both.problems() == strings{"Deve informar 'pages' ou 'rubric_field' @ /data"});
  CHECK(in.count() == 0);
  CHECK(in.require({{"action", "rubricate"}, {"rubric_field", "position_sign_ana"}}).status == 201);
  auto const refused = in.bulk({in.add({{"action", "rubricate"}, {"rubric_field", "rui"}, {"kind", "manuscript"}})});
  CHECK(refused.status == 422);
  CHECK(refused.error()["source"]["pointer"] == "/atomic:operations/0/data/attributes/rubric_field");
  CHECK(in.bulk({in.add({{"action", "rubricate"}, {"rubric_field", "position_sign_rui"}, {"kind", "manuscript"}})}).status ==
        200);
}

TEST_CASE("a rubric field is found in a document made from a template, in its copy, and in a .docx that is sent",
          "[sandbox][requirements][socket][templates]") {
  account on;
  std::string const word = rubrica_test::docx(rubrica_test::paragraph({"{{nome}} {{~position_sign_ana}}"}));
  auto const key = add_template(on, word).id();
  json const field = {{"action", "rubricate"}, {"rubric_field", "position_sign_ana"}};
  auto const post = [&](std::string const& envelope, json attributes) {
    attributes["filename"] = "contrato.docx";
    auto const made = on.post("/envelopes/" + envelope + "/documents", resource("documents", attributes));
    REQUIRE(made.status == 201);
    CHECK(made.attributes()["metadata"]["position_sign_fields"] == json{"position_sign_ana"});
    return made.id();
  };
  auto const envelope = on.envelope();
  auto const signer = on.signer(envelope);
  auto const filled = post(envelope, {{"template", {{"key", key}, {"data", {{"nome", "Ana"}}}}}});
  CHECK(on.require(envelope, filled, signer, field).status == 201);
  on.link(envelope, filled, signer);
  REQUIRE(on.activate(envelope).status == 200);
  REQUIRE(on.sandbox.sign(signer));

  auto const second = on.envelope();
  auto const other = on.signer(second);
  CHECK(on.require(second, post(second, {{"duplicate", {{"key", filled}}}}), other, field).status == 201);
  for (char const* tag : {"{{~position_sign_ana}}", "{{position_sign_ana}}"}) {
    json const sent = {{"content_base64", "data:application/vnd.openxmlformats-officedocument.wordprocessingml.document;base64," +
                                              base64(rubrica_test::docx(rubrica_test::paragraph({tag})))}};
    CHECK(on.require(second, post(second, sent), other, field).status == 201);
  }
}

TEST_CASE("a PDF whose text is compressed may hold any rubric field", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  json const field = {{"action", "rubricate"}, {"rubric_field", "position_sign_ana"}};
  in.document = in.upload("a.pdf", "application/pdf", tiny_pdf);
  CHECK(in.require(field).status == 422);
  in.document = in.upload("a.pdf", "application/pdf", "%PDF-1.4\n1 0 obj\n<</Filter /FlateDecode>>\nendobj\n%%EOF");
  CHECK(in.require(field).status == 201);
  CHECK(in.require({{"action", "rubricate"}, {"rubric_field", "ana"}, {"kind", "manuscript"}}).status == 422);
}

} // namespace positions_test
