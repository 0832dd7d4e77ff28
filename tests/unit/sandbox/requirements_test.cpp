#include "support/catch.hpp"

#include "fixture.hpp"

namespace requirements_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

/// A draft with one document and one signer.
struct draft {
  explicit draft(account& account_used, json who = person()) : on(account_used), envelope(on.envelope()) {
    // "Assine {{position_sign_a}}"
    json const text = {{"filename", "a.txt"}, {"content_base64", "data:text/plain;base64,QXNzaW5lIHt7cG9zaXRpb25fc2lnbl9hfX0="}};
    document = on.post("/envelopes/" + envelope + "/documents", resource("documents", text)).id();
    signer = on.signer(envelope, std::move(who));
  }

  answer require(json attributes) { return on.require(envelope, document, signer, std::move(attributes)); }
  answer bulk(json operations) {
    return on.post("/envelopes/" + envelope + "/bulk_requirements", {{"atomic:operations", std::move(operations)}});
  }
  json add(json attributes) const {
    return {{"op", "add"}, {"data", resource("requirements", std::move(attributes), link_to(document, signer))["data"]}};
  }
  static json remove(std::string const& id) { return {{"op", "remove"}, {"ref", {{"type", "requirements"}, {"id", id}}}}; }

  account& on;
  std::string envelope;
  std::string document;
  std::string signer;
};

json full_person() {
  return {{"name", "Ana Souza"}, {"email", "ana@example.com"}, {"phone_number", "11987654321"}};
}

} // namespace

TEST_CASE("a requirement is one of three kinds", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  auto const agree = in.require({{"action", "agree"}, {"role", "witness"}});
  REQUIRE(agree.status == 201);
  CHECK(agree.attributes()["role"] == "witness");
  CHECK(agree.attributes()["rubric_pages"].is_null());
  CHECK_FALSE(agree.body["data"].contains("relationships"));
  std::string const self = on.sandbox.base_url() + "/envelopes/" + in.envelope + "/requirements/" + agree.id();
  CHECK(agree.body["data"]["links"]["self"] == self);
  CHECK(on.get("/envelopes/" + in.envelope + "/requirements/" + agree.id()).body == agree.body);
  auto const evidence = in.require({{"action", "provide_evidence"}, {"auth", "email"}});
  CHECK(evidence.attributes()["auth"] == "email");
  auto const rubric = in.require({{"action", "rubricate"}, {"pages", "1, 2, 3"}, {"kind", "initials"}});
  CHECK(rubric.attributes()["pages"] == "1, 2, 3");
  CHECK(rubric.attributes()["kind"] == "initials");
  auto const tag = in.require({{"action", "rubricate"}, {"rubric_field", "position_sign_a"}, {"kind", "manuscript"}});
  CHECK(tag.attributes()["rubric_field"] == "position_sign_a");
  CHECK(in.require({{"action", "agree"}, {"role", "approve"}}).status == 201);
}

TEST_CASE("all schema problems of a requirement come together", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  std::string const base = "/data/attributes/";
  std::string const links = "/data/relationships/";
  CHECK(on.post("/envelopes/" + in.envelope + "/requirements", resource("requirements", json::object())).problems() ==
        strings{"action deve ser informado(a) @ " + base + "action", "document deve ser informado(a) @ " + links + "document",
                "signer deve ser informado(a) @ " + links + "signer"});
  CHECK(in.require({{"action", "sign"}, {"role", "x"}}).problems() ==
        strings{"action deve estar em: agree, provide_evidence, rubricate @ " + base + "action"});
  auto const role = in.require({{"action", "agree"}, {"role", "ratifier"}, {"auth", "email"}}).problems();
  REQUIRE(role.size() == 2);
  CHECK(role[0].find("role deve estar em: account_holder, accountant, ") == 0);
  CHECK(role[1] == "auth não está disponível @ " + base + "auth");
  auto const auth = in.require({{"action", "provide_evidence"}, {"auth", "api"}}).problems();
  REQUIRE(auth.size() == 1);
  CHECK(auth[0].find("auth deve estar em: email, sms, whatsapp, ") == 0);
  CHECK(in.require({{"action", "agree"}}).problems() == strings{"role deve ser informado(a) @ " + base + "role"});
  CHECK(in.require({{"action", "provide_evidence"}}).problems() == strings{"auth deve ser informado(a) @ " + base + "auth"});
  json wrong = resource("requirements", {{"action", "agree"}, {"role", "sign"}}, link_to(in.document, in.signer));
  wrong["data"]["relationships"]["document"]["data"]["type"] = "files";
  wrong["data"]["relationships"]["signer"]["data"] = nullptr;
  wrong["data"]["relationships"]["envelope"] = json::object();
  CHECK(on.post("/envelopes/" + in.envelope + "/requirements", wrong).problems() ==
        strings{"type deve ser igual a documents @ " + links + "document/data/type",
                "data deve ser informado(a) @ " + links + "signer/data", "envelope não está disponível @ " + links + "envelope"});
}

TEST_CASE("the document and the signer of a requirement must belong to the envelope, and are looked up after the schema",
          "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  draft other(on);
  auto const refused = on.require(in.envelope, other.document, other.signer, {{"action", "agree"}, {"role", "sign"}});
  CHECK(refused.status == 400);
  CHECK(refused.problems() ==
        strings{"Documento " + other.document + " não encontrado no envelope @ /data/relationships/document",
                "Signatário " + other.signer + " não encontrado no envelope @ /data/relationships/signer"});
  CHECK(on.require(in.envelope, other.document, other.signer, {{"action", "agree"}}).problems() ==
        strings{"role deve ser informado(a) @ /data/attributes/role"});
}

TEST_CASE("a requirement that exists already is refused", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  json const agree = {{"action", "agree"}, {"role", "sign"}};
  CHECK(in.require(agree).status == 201);
  auto const again = in.require(agree);
  CHECK(again.status == 422);
  CHECK(again.error() == json{{"title", "já está em uso"},
                              {"detail", "action - já está em uso"},
                              {"code", "100"},
                              {"source", {{"pointer", "/data/attributes/action"}}},
                              {"status", "422"}});
  json const tag = {{"action", "rubricate"}, {"rubric_field", "position_sign_a"}};
  CHECK(in.require(tag).status == 201);
  CHECK(in.require(tag).problems() == strings{"rubric_field - já está em uso @ /data/attributes/rubric_field"});
}

TEST_CASE("a rubric requirement names pages or a field", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  CHECK(in.require({{"action", "rubricate"}}).error() == json{{"title", "Deve informar 'pages' ou 'rubric_field'"},
                                                              {"detail", "Deve informar 'pages' ou 'rubric_field'"},
                                                              {"code", "100"},
                                                              {"source", {{"pointer", "/data"}}},
                                                              {"status", "422"}});
  CHECK(in.require({{"action", "rubricate"}, {"pages", ""}}).problems() ==
        strings{"pages - não pode ficar em branco @ /data/attributes/pages"});
  for (char const* wrong : {"1-3", "0", "01", "1,,2", ",1", "1,", "1 2"}) {
    auto const refused = in.require({{"action", "rubricate"}, {"pages", wrong}});
    CHECK(refused.status == 422);
    CHECK(refused.problems() == strings{"pages - inválido @ /data/attributes/pages"});
  }
  CHECK(in.require({{"action", "rubricate"}, {"pages", "all"}}).status == 201);
}

TEST_CASE("authentications need their contact and exclude each other", "[sandbox][requirements][socket]") {
  account on;
  auto const evidence = [](char const* auth) { return json{{"action", "provide_evidence"}, {"auth", auth}}; };
  draft plain(on);
  for (char const* auth : {"sms", "whatsapp", "presential"}) {
    CHECK(plain.require(evidence(auth)).problems() == strings{"auth - inválido @ /data/attributes/auth"});
  }
  CHECK(plain.require(evidence("auto_signature")).problems() ==
        strings{"O signatário deve ter um termo assinado para a utilização da assinatura automática @ /data"});
  draft full(on, full_person());
  CHECK(full.require(evidence("whatsapp")).status == 201);
  for (char const* auth : {"email", "sms", "pix"}) CHECK(full.require(evidence(auth)).status == 422);
  CHECK(full.require(evidence("selfie")).status == 201);
  CHECK(full.require(evidence("facial_biometrics")).status == 422);
  CHECK(full.require(evidence("handwritten")).status == 201);
}

TEST_CASE("requirements are listed by document, signer and action", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  auto const second = on.document(in.envelope, "b.pdf");
  on.link(in.envelope, in.document, in.signer);
  on.link(in.envelope, second, in.signer);
  auto const count = [&](std::string const& query) {
    return on.get("/envelopes/" + in.envelope + "/requirements" + query).body["meta"]["record_count"].get<int>();
  };
  CHECK(count("") == 4);
  CHECK(count("?filter[document.key]=" + second) == 2);
  CHECK(count("?filter[signer.key]=" + in.signer) == 4);
  CHECK(count("?filter[signer.key]=" + in.signer + "&filter[requirement.action]=agree&filter[document.key]=" + second) == 1);
  CHECK(on.get("/envelopes/" + in.envelope + "/requirements?filter[role]=x").error()["code"] == "102");
}

TEST_CASE("requirements are listed by their document or signer alone", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  auto const second = on.document(in.envelope, "b.pdf");
  auto const other = on.signer(in.envelope, person("Rui Lima", "rui@example.com"));
  on.link(in.envelope, in.document, in.signer);
  on.link(in.envelope, second, in.signer);
  on.link(in.envelope, second, other);
  draft elsewhere(on);
  on.link(elsewhere.envelope, elsewhere.document, elsewhere.signer);
  auto const list = [&](std::string const& of) { return on.get("/" + of + "/relationships/requirements"); };
  CHECK(list("documents/" + in.document).body["meta"]["record_count"] == 2);
  CHECK(list("documents/" + second).body["meta"]["record_count"] == 4);
  CHECK(list("signers/" + in.signer).body["meta"]["record_count"] == 4);
  auto const one = list("signers/" + other).body;
  CHECK(one["data"][0]["type"] == "requirements");
  CHECK(one["data"][1]["attributes"]["auth"] == "email");
  CHECK(on.get("/envelopes/" + in.envelope + "/requirements/" + one["data"][0]["id"].get<std::string>()).status == 200);
  CHECK(list("signers/" + second).status == 404);
}

TEST_CASE("requirements change in drafts only", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  auto const made = in.require({{"action", "agree"}, {"role", "sign"}}).id();
  std::string const path = "/envelopes/" + in.envelope + "/requirements/" + made;
  CHECK(on.patch(path, json::object()).header("Content-Type").find("text/html") == 0);
  CHECK(on.remove(path).status == 204);
  CHECK(on.get(path).status == 404);
  on.link(in.envelope, in.document, in.signer);
  REQUIRE(on.activate(in.envelope).status == 200);
  auto const refused = in.require({{"action", "agree"}, {"role", "party"}});
  CHECK(refused.status == 403);
  CHECK(refused.error()["detail"] == "envelope não está com status draft");
  auto const all = on.get("/envelopes/" + in.envelope + "/requirements").body;
  auto const kept = on.remove("/envelopes/" + in.envelope + "/requirements/" + all["data"][0]["id"].get<std::string>());
  CHECK(kept.status == 403);
}

TEST_CASE("a fresh document is processed before it takes requirements", "[sandbox][requirements][socket][clock]") {
  auto options = unlimited();
  options.document_ready_after = std::chrono::hours(1);
  account on(options);
  draft in(on);
  auto const refused = in.require({{"action", "agree"}, {"role", "sign"}});
  CHECK(refused.status == 422);
  CHECK(refused.error() == json{{"code", "unprocessable_entity"}, {"status", 422}, {"detail", "documento não está disponível"}});
  auto const by_tag = in.require({{"action", "rubricate"}, {"rubric_field", "position_sign_ana"}, {"kind", "manuscript"}});
  CHECK(by_tag.error()["detail"] ==
        "As coordenadas da manuscrita posicionada ainda estão sendo processadas. Aguarde e tente  novamente");
  auto const bulk = in.bulk({in.add({{"action", "agree"}, {"role", "sign"}})});
  CHECK(bulk.status == 422);
  CHECK(bulk.error()["detail"] == "documento não está disponível");
  on.sandbox.advance(std::chrono::hours(1));
  CHECK(in.require({{"action", "agree"}, {"role", "sign"}}).status == 201);
}

TEST_CASE("a bulk of requirements is done as a whole or not at all", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  auto const old = in.require({{"action", "agree"}, {"role", "sign"}}).id();
  json const party = in.add({{"action", "agree"}, {"role", "party"}});
  std::string const list = "/envelopes/" + in.envelope + "/requirements";
  auto const before = on.get(list).body["data"];
  auto const modified = on.get("/envelopes/" + in.envelope).attributes()["modified"];
  auto const unformed =
      in.bulk({draft::remove(old), party, in.add({{"action", "agree"}}), draft::remove("unknown"), in.add({{"action", "x"}})});
  CHECK(unformed.status == 400);
  CHECK(unformed.problems() == strings{"role deve ser informado(a) @ /atomic:operations/2/data/attributes/role",
                                       "action deve estar em: agree, provide_evidence, rubricate @ "
                                       "/atomic:operations/4/data/attributes/action"});
  auto const taken = in.bulk({draft::remove(old), party, party, draft::remove("unknown")});
  CHECK(taken.status == 422);
  CHECK(taken.problems() == strings{"action - já está em uso @ /atomic:operations/2/data/attributes/action"});
  auto const unknown = in.bulk({draft::remove("unknown"), party, party});
  CHECK(unknown.status == 404);
  CHECK(unknown.problems() == strings{"O registro identificado por unknown não pôde ser encontrado @ /atomic:operations/0"});
  CHECK(on.get(list).body["data"] == before);
  CHECK(on.get("/envelopes/" + in.envelope).attributes()["modified"] == modified);
  auto const done = in.bulk({draft::remove(old), party, in.add({{"action", "agree"}, {"role", "sign"}})});
  REQUIRE(done.status == 200);
  CHECK(done.body["atomic:results"][0] == json::object());
  CHECK(done.body["atomic:results"][2]["data"]["attributes"]["role"] == "sign");
  CHECK(on.get(list).body["meta"]["record_count"] == 2);
}

TEST_CASE("a bulk of requirements whose operations fail alone has one slot for each", "[sandbox][requirements][socket]") {
  account on;
  REQUIRE(on.control("switches", {{"bulk_operations_fail_alone", true}}).status == 200);
  draft in(on);
  auto const old = in.require({{"action", "agree"}, {"role", "sign"}}).id();
  auto const done = in.bulk({draft::remove(old), in.add({{"action", "agree"}, {"role", "party"}}),
                             in.add({{"action", "provide_evidence"}, {"auth", "email"}}), draft::remove("unknown"),
                             in.add({{"action", "agree"}, {"role", "party"}}), in.add({{"action", "agree"}})});
  REQUIRE(done.status == 200);
  auto const& slots = done.body["atomic:results"];
  REQUIRE(slots.size() == 6);
  CHECK(slots[0] == json::object());
  CHECK(slots[1]["data"]["attributes"]["role"] == "party");
  CHECK(slots[2]["data"]["attributes"]["auth"] == "email");
  CHECK(slots[3]["errors"][0]["status"] == "404");
  CHECK(slots[4]["errors"][0]["detail"] == "action - já está em uso");
  CHECK(slots[5]["errors"][0]["detail"] == "role deve ser informado(a)");
  CHECK(on.get("/envelopes/" + in.envelope + "/requirements").body["meta"]["record_count"] == 2);
}

TEST_CASE("a bulk of requirements without operations, or with senseless ones, is refused", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  CHECK(on.post("/envelopes/" + in.envelope + "/bulk_requirements", json::object()).problems() ==
        strings{"atomic:operations deve ser informado(a) @ /atomic:operations"});
  CHECK(in.bulk(json::object()).status == 400);
  CHECK(in.bulk(json::array()).body == json{{"atomic:results", json::array()}});
  REQUIRE(on.control("switches", {{"bulk_operations_fail_alone", true}}).status == 200);
  auto const slots = in.bulk({json{{"op", "update"}}, json{{"op", "remove"}, {"data", json::object()}},
                              json{{"op", "remove"}, {"ref", {{"type", "signers"}, {"id", "x"}}}}, json{{"op", "add"}}, "x"})
                         .body["atomic:results"];
  REQUIRE(slots.size() == 5);
  CHECK(slots[0]["errors"][0]["detail"] == "op deve estar em: add, remove");
  CHECK(slots[1]["errors"][0]["detail"] == "ref deve ser informado(a)");
  CHECK(slots[2]["errors"][0]["detail"] == "type deve ser igual a requirements");
  CHECK(slots[3]["errors"][0]["detail"] == "data deve ser informado(a)");
  CHECK(slots[4]["errors"][0]["status"] == 400);
  CHECK(on.post("/envelopes/unknown/bulk_requirements", {{"atomic:operations", json::array()}}).status == 404);
}

TEST_CASE("an operation of a bulk is an object without unknown members", "[sandbox][requirements][socket]") {
  account on;
  draft in(on);
  CHECK(in.bulk({"x"}).problems() == strings{"op deve ser um hash @ /atomic:operations/0"});
  auto const old = in.require({{"action", "agree"}, {"role", "sign"}}).id();
  json removal = draft::remove(old);
  removal["x"] = 1;
  removal["ref"]["lid"] = "1";
  json addition = in.add({{"action", "agree"}, {"role", "party"}});
  addition["ref"] = json::object();
  auto const refused = in.bulk({removal, addition});
  CHECK(refused.status == 400);
  CHECK(refused.problems() == strings{"lid não está disponível @ /atomic:operations/0/ref/lid",
                                      "x não está disponível @ /atomic:operations/0/x",
                                      "ref não está disponível @ /atomic:operations/1/ref"});
  CHECK(on.get("/envelopes/" + in.envelope + "/requirements").body["meta"]["record_count"] == 1);
}

TEST_CASE("a bulk of requirements works while the envelope runs and tells who joined and who left",
          "[sandbox][requirements][socket]") {
  account on;
  auto const made = start(on);
  auto const joined = on.signer(made.id, person("Rui Lima", "rui@example.com"));
  draft in(on);
  in.envelope = made.id;
  in.document = made.documents[0];
  in.signer = joined;
  auto const added =
      in.bulk({in.add({{"action", "agree"}, {"role", "party"}}), in.add({{"action", "provide_evidence"}, {"auth", "email"}})});
  REQUIRE(added.status == 200);
  CHECK(event_names(on.sandbox).back() == "add_signer");
  auto const body = json::parse(on.sandbox.deliveries().back().body);
  CHECK(body["event"]["data"]["signers"][0]["key"] == joined);
  json removals = json::array();
  for (json const& slot : added.body["atomic:results"]) removals.push_back(draft::remove(slot["data"]["id"]));
  in.bulk(removals);
  CHECK(event_names(on.sandbox).back() == "remove_signer");
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const closed = in.bulk(json::array());
  CHECK(closed.status == 403);
}

} // namespace requirements_test
