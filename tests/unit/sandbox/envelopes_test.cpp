#include "support/catch.hpp"

#include "fixture.hpp"

#include <rubrica/core/timestamp.hpp>

namespace envelopes_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

answer create(account& on, json attributes) {
  return on.post("/envelopes", resource("envelopes", std::move(attributes)));
}

std::string at(account const& on, std::chrono::hours from_now) {
  return rubrica::timestamp(on.sandbox.now() + from_now).text();
}

} // namespace

TEST_CASE("a new envelope has the service's defaults", "[sandbox][envelopes][socket]") {
  account on;
  auto const made = create(on, {{"name", "Contrato — Ação"}});
  REQUIRE(made.status == 201);
  auto const& attributes = made.attributes();
  CHECK(attributes["name"] == "Contrato — Ação");
  CHECK(attributes["status"] == "draft");
  CHECK(attributes["locale"] == "pt-BR");
  CHECK(attributes["auto_close"] == true);
  CHECK(attributes["rubric_enabled"] == true);
  CHECK(attributes["remind_interval"] == 3);
  CHECK(attributes["block_after_refusal"] == true);
  CHECK(attributes["deadline_partial_signature_action"] == "closed");
  CHECK(attributes["default_subject"].is_null());
  CHECK(attributes["default_message"].is_null());
  CHECK(attributes["metadata"] == json::object());
  CHECK(attributes["migrated"] == false);
  rubrica::timestamp const created{attributes["created"].get<std::string>()};
  rubrica::timestamp const deadline{attributes["deadline_at"].get<std::string>()};
  CHECK(created.offset() == std::chrono::minutes(-180));
  CHECK(deadline.text().find(".000-03:00") != std::string::npos);
  auto const life = *deadline.at() - *created.at();
  CHECK(life <= std::chrono::hours(24 * 30));
  CHECK(life > std::chrono::hours(24 * 30) - std::chrono::seconds(1));
  auto const& data = made.body["data"];
  std::string const self = on.sandbox.base_url() + "/envelopes/" + made.id();
  CHECK(data["links"]["self"] == self);
  for (char const* name : {"folder", "documents", "signers", "requirements"}) {
    CHECK(data["relationships"][name]["links"]["self"] == self + "/relationships/" + name);
    CHECK(data["relationships"][name]["links"]["related"] == self + '/' + name);
  }
  CHECK(on.get("/envelopes/" + made.id()).body == made.body);
}

TEST_CASE("an envelope keeps what was sent", "[sandbox][envelopes][socket]") {
  account on;
  json const sent = {{"name", "A"},
                     {"locale", "en-US"},
                     {"auto_close", false},
                     {"remind_interval", "7"},
                     {"block_after_refusal", false},
                     {"deadline_partial_signature_action", "canceled"},
                     {"default_subject", "Assunto"},
                     {"default_message", "Olá\nmundo"},
                     {"deadline_at", "2999-01-01T00:00:00Z"}};
  auto refused = create(on, sent);
  CHECK(refused.status == 422);
  json usable = sent;
  usable["deadline_at"] = at(on, std::chrono::hours(48));
  auto const made = create(on, usable);
  REQUIRE(made.status == 201);
  for (auto const& entry : usable.items()) {
    if (entry.key() == "remind_interval") continue;
    CHECK(made.attributes()[entry.key()] == entry.value());
  }
  CHECK(made.attributes()["remind_interval"] == 7);
  CHECK(create(on, {{"name", "B"}, {"remind_interval", nullptr}}).attributes()["remind_interval"].is_null());
}

TEST_CASE("all schema problems of an envelope come together", "[sandbox][envelopes][socket]") {
  account on;
  json body = resource("envelops",
                       {{"deadline_at", "amanhã"},
                        {"locale", "fr"},
                        {"auto_close", "sim"},
                        {"remind_interval", 5},
                        {"deadline_partial_signature_action", "open"},
                        {"default_subject", 1},
                        {"status", "running"},
                        {"color", "red"}},
                       {{"owner", json::object()}});
  body["data"]["extra"] = 1;
  auto const refused = on.post("/envelopes", body);
  CHECK(refused.status == 400);
  CHECK(refused.error()["code"] == "bad_request");
  CHECK(refused.error()["status"] == 400);
  CHECK(refused.problems() == strings{"type deve ser igual a envelopes @ /data/type", "extra não está disponível @ /data/extra",
                                      "name deve ser informado(a) @ /data/attributes/name",
                                      "deadline_at não está em um formato válido @ /data/attributes/deadline_at",
                                      "locale deve estar em: pt-BR, en-US @ /data/attributes/locale",
                                      "auto_close não está em um formato válido @ /data/attributes/auto_close",
                                      "remind_interval deve estar em: 1, 2, 3, 7, 14 @ /data/attributes/remind_interval",
                                      "deadline_partial_signature_action deve estar em: closed, canceled @ "
                                      "/data/attributes/deadline_partial_signature_action",
                                      "default_subject não está em um formato válido @ /data/attributes/default_subject",
                                      "color não está disponível @ /data/attributes/color",
                                      "status não está disponível @ /data/attributes/status",
                                      "owner não está disponível @ /data/relationships/owner"});
}

TEST_CASE("the JSON:API frame of a request is checked", "[sandbox][envelopes][socket]") {
  account on;
  CHECK(on.post("/envelopes", {{"data", {{"type", "envelopes"}, {"attributes", json::array()}}}}).problems() ==
        strings{"attributes deve ser um hash @ /data/attributes", "name deve ser informado(a) @ /data/attributes/name"});
  CHECK(on.post("/envelopes", {{"data", json::object()}}).problems() ==
        strings{"type deve ser informado(a) @ /data/type", "attributes deve ser informado(a) @ /data/attributes",
                "name deve ser informado(a) @ /data/attributes/name"});
  CHECK(create(on, {{"name", "A"}, {"remind_interval", 0}}).problems() ==
        strings{"remind_interval deve ser maior que 0 @ /data/attributes/remind_interval"});
}

TEST_CASE("all model problems of an envelope come together", "[sandbox][envelopes][socket]") {
  account on;
  auto const refused =
      create(on, {{"name", " "}, {"deadline_at", "2024-02-29T09:17:36Z"}, {"default_subject", std::string(101, 'a')}});
  CHECK(refused.status == 422);
  REQUIRE(refused.body["errors"].size() == 3);
  CHECK(refused.error(0) == json{{"title", "não pode ficar em branco"},
                                 {"detail", "name - não pode ficar em branco"},
                                 {"code", "100"},
                                 {"source", {{"pointer", "/data/attributes/name"}}},
                                 {"status", "422"}});
  std::string const title = refused.error(1)["title"];
  CHECK(title.find("deve ser maior ou igual a 20") == 0);
  CHECK(title.substr(title.size() - 6) == " -0300");
  CHECK(refused.error(1)["detail"] == "deadline_at - " + title);
  CHECK(refused.error(1)["source"]["pointer"] == "/data/attributes/deadline_at");
  CHECK(refused.error(2)["source"]["pointer"] == "/data/attributes/default_subject");
  CHECK(create(on, {{"name", "A"}, {"default_subject", "é" + std::string(98, 'a') + "ç"}}).status == 201);
}

TEST_CASE("the deadline of an envelope may be ninety days away and no more", "[sandbox][envelopes][socket]") {
  account on;
  CHECK(create(on, {{"name", "A"}, {"deadline_at", at(on, std::chrono::hours(24 * 90))}}).status == 201);
  auto const refused = create(on, {{"name", "A"}, {"deadline_at", at(on, std::chrono::hours(24 * 91))}});
  CHECK(refused.status == 422);
  CHECK(refused.error()["title"].get<std::string>().find("deve ser menor ou igual a ") == 0);
}

TEST_CASE("an envelope is updated in part", "[sandbox][envelopes][socket]") {
  account on;
  auto const id = on.envelope({{"name", "A"}, {"default_message", "Oi"}});
  auto const changed = on.patch("/envelopes/" + id, change("envelopes", id, {{"name", "B"}, {"default_message", nullptr}}));
  CHECK(changed.status == 200);
  CHECK(changed.attributes()["name"] == "B");
  CHECK(changed.attributes()["default_message"].is_null());
  CHECK(changed.attributes()["auto_close"] == true);
  auto const place = on.post("/folders", resource("folders", {{"name", "2026"}})).id();
  json folder = {
      {"data",
       {{"id", id}, {"type", "envelopes"}, {"relationships", {{"folder", {{"data", {{"type", "folders"}, {"id", place}}}}}}}}}};
  CHECK(on.patch("/envelopes/" + id, folder).status == 200);
  for (std::string const& path : {"/envelopes/" + id, std::string("/envelopes")}) {
    auto const with_folder = on.get(path + "?include=folder").body;
    json const& one = with_folder["data"].is_array() ? with_folder["data"][0] : with_folder["data"];
    CHECK(one["relationships"]["folder"]["data"] == json{{"type", "folders"}, {"id", place}});
    REQUIRE(with_folder["included"].size() == 1);
    CHECK(with_folder["included"][0]["attributes"]["name"] == "2026");
  }
  folder["data"]["relationships"]["folder"]["data"]["id"] = "f";
  auto const unknown = on.patch("/envelopes/" + id, folder);
  CHECK(unknown.status == 404);
  CHECK(unknown.error()["detail"] == "O registro identificado por f não pôde ser encontrado");
  folder["data"]["relationships"]["folder"]["data"]["id"] = "";
  CHECK(on.patch("/envelopes/" + id, folder).status == 404);
  json with_no_folder = resource("envelopes", {{"name", "A"}}, relationship("folder", "folders", ""));
  CHECK(on.post("/envelopes", with_no_folder).status == 404);
  auto const place_of = [&] {
    return on.get("/envelopes/" + id + "?include=folder").body["data"]["relationships"]["folder"].value("data", json());
  };
  CHECK(place_of() == identifier("folders", place));
  folder["data"]["relationships"]["folder"]["data"] = nullptr;
  CHECK(on.patch("/envelopes/" + id, folder).status == 200);
  CHECK(place_of().is_null());
  folder["data"]["relationships"]["folder"]["data"] = {{"type", "files"}};
  CHECK(on.patch("/envelopes/" + id, folder).problems() ==
        strings{"type deve ser igual a folders @ /data/relationships/folder/data/type",
                "id deve ser informado(a) @ /data/relationships/folder/data/id"});
}

TEST_CASE("a relationship has no unknown members but JSON:API's own", "[sandbox][envelopes][socket]") {
  account on;
  auto const place = on.post("/folders", resource("folders", {{"name", "2026"}})).id();
  json link = relationship("folder", "folders", place);
  link["folder"]["meta"] = {{"a", 1}};
  link["folder"]["links"] = {{"self", "x"}};
  link["folder"]["data"]["meta"] = json::object();
  link["folder"]["data"]["links"] = json::object();
  CHECK(on.post("/envelopes", resource("envelopes", {{"name", "A"}}, link)).status == 201);
  link["folder"]["x"] = 1;
  link["folder"]["data"]["attributes"] = json::object();
  auto const refused = on.post("/envelopes", resource("envelopes", {{"name", "A"}}, link));
  CHECK(refused.status == 400);
  CHECK(refused.problems() == strings{"attributes não está disponível @ /data/relationships/folder/data/attributes",
                                      "x não está disponível @ /data/relationships/folder/x"});
  link["folder"]["data"] = nullptr;
  CHECK(on.post("/envelopes", resource("envelopes", {{"name", "A"}}, link)).problems() ==
        strings{"x não está disponível @ /data/relationships/folder/x"});
}

TEST_CASE("folders are listed by whether they lie in the root, in each spelling of yes and no", "[sandbox][folders][socket]") {
  account on;
  auto const top = on.post("/folders", resource("folders", {{"name", "2026"}})).id();
  auto const below = on.post("/folders", resource("folders", {{"name", "03"}}, relationship("folder", "folders", top))).id();
  auto const listed = [&](std::string const& value) { return on.get("/folders?filter%5Bin_root%5D=" + value); };
  for (char const* yes : {"true", "True", "TRUE", "1"}) {
    auto const found = listed(yes).body["data"];
    REQUIRE(found.size() == 1);
    CHECK(found[0]["id"] == top);
  }
  for (char const* no : {"false", "False", "FALSE", "0"}) {
    auto const found = listed(no).body["data"];
    REQUIRE(found.size() == 1);
    CHECK(found[0]["id"] == below);
  }
  CHECK(listed("").body["data"].size() == 2);
  for (char const* neither : {"yes", "2", "tRuE", "true,false"}) {
    auto const refused = listed(neither);
    CHECK(refused.status == 400);
    CHECK(refused.error()["code"] == "107");
    CHECK(refused.error()["detail"] == std::string(neither) + " não é um valor válido para in_root");
  }
}

TEST_CASE("an update of an envelope must name the record of its path", "[sandbox][envelopes][socket]") {
  account on;
  auto const id = on.envelope();
  CHECK(on.patch("/envelopes/" + id, resource("envelopes", {{"name", "B"}})).problems() ==
        strings{"id deve ser informado(a) @ /data/id"});
  CHECK(on.patch("/envelopes/" + id, change("envelopes", "other", {{"name", "B"}})).problems() ==
        strings{"id deve ser igual a " + id + " @ /data/id"});
  CHECK(on.patch("/envelopes/" + id, change("envelopes", id, {{"deadline_a2t", 1}})).problems() ==
        strings{"deadline_a2t não está disponível @ /data/attributes/deadline_a2t"});
  CHECK(on.patch("/envelopes/unknown", json{{"data", json::object()}}).status == 404);
}

TEST_CASE("an update may set the status of an envelope to draft or running only", "[sandbox][envelopes][socket]") {
  account on;
  auto const made = start(on);
  auto const set = [&](char const* status) { return on.patch(made.path(), change("envelopes", made.id, {{"status", status}})); };
  for (char const* status : {"canceled", "closed", "x"}) {
    CHECK(set(status).problems() == strings{"status deve estar em: draft, running @ /data/attributes/status"});
  }
  CHECK(set("draft").status == 422);
  CHECK(set("running").status == 200);
}

TEST_CASE("the subject of an envelope is fixed once it runs, the rest is not", "[sandbox][envelopes][socket]") {
  account on;
  auto const made = start(on);
  auto const subject = on.patch(made.path(), change("envelopes", made.id, {{"default_subject", "Novo"}}));
  CHECK(subject.status == 403);
  json const rest = {{"status", "running"},     {"name", "B"},
                     {"locale", "en-US"},       {"auto_close", false},
                     {"remind_interval", 14},   {"block_after_refusal", false},
                     {"default_message", "Oi"}, {"deadline_at", at(on, std::chrono::hours(24))}};
  auto const changed = on.patch(made.path(), change("envelopes", made.id, rest));
  CHECK(changed.status == 200);
  for (auto const& entry : rest.items()) CHECK(changed.attributes()[entry.key()] == entry.value());
}

TEST_CASE("an envelope can be deleted as a draft only, with all that is in it", "[sandbox][envelopes][socket]") {
  account on;
  auto const draft = on.envelope();
  auto const document = on.document(draft);
  auto const gone = on.remove("/envelopes/" + draft);
  CHECK(gone.status == 204);
  CHECK(gone.text.empty());
  CHECK(on.get("/envelopes/" + draft).status == 404);
  CHECK(on.get("/envelopes/" + draft + "/documents/" + document).status == 404);
  auto const made = start(on);
  auto const refused = on.remove(made.path());
  CHECK(refused.status == 403);
  CHECK(refused.error() ==
        json{{"code", "forbidden"}, {"status", 403}, {"title", "Verificação"}, {"detail", "envelope não está com status draft"}});
}

TEST_CASE("a draft is forgotten after seven days", "[sandbox][envelopes][socket][clock]") {
  account on;
  auto const id = on.envelope();
  on.sandbox.advance(std::chrono::hours(24 * 7 - 1));
  CHECK(on.get("/envelopes/" + id).status == 200);
  on.sandbox.advance(std::chrono::hours(1));
  CHECK(on.get("/envelopes/" + id).status == 404);
}

TEST_CASE("an envelope cannot be cancelled as a whole", "[sandbox][envelopes][socket]") {
  account on;
  auto const made = start(on);
  CHECK(on.post(made.path() + "/cancel", json::object()).header("Content-Type").find("text/html") == 0);
  CHECK(on.post(made.path() + "/cancellation", json::object()).status == 404);
}

TEST_CASE("the list of envelopes is filtered, sorted and paged", "[sandbox][envelopes][socket]") {
  account on;
  auto const empty = on.get("/envelopes");
  std::string const base = on.sandbox.base_url() + "/envelopes?";
  CHECK(empty.body == json{{"data", json::array()},
                           {"meta", {{"record_count", 0}}},
                           {"links",
                            {{"first", base + "page%5Bnumber%5D=1&page%5Bsize%5D=20"},
                             {"last", base + "page%5Bnumber%5D=1&page%5Bsize%5D=20"}}}});
  for (char const* name : {"b", "a", "c", "Contrato ·k=x"}) on.envelope({{"name", name}});
  auto const names = [&](std::string const& query) {
    strings out;
    auto const page = on.get("/envelopes" + query);
    for (json const& one : page.body["data"]) out.push_back(one["attributes"]["name"]);
    return out;
  };
  CHECK(names("") == strings{"b", "a", "c", "Contrato ·k=x"});
  CHECK(names("?sort=name&page%5Bsize%5D=3") == strings{"Contrato ·k=x", "a", "b"});
  CHECK(names("?sort=-name&page%5Bsize%5D=2&page%5Bnumber%5D=2") == strings{"a", "Contrato ·k=x"});
  CHECK(names("?sort=-status,-created") == strings{"Contrato ·k=x", "c", "a", "b"});
  CHECK(names("?filter%5Bname%5D=Contrato%20%C2%B7k%3Dx") == strings{"Contrato ·k=x"});
  CHECK(names("?filter%5Bname%5D=Contrato").empty());
  CHECK(names("?filter%5Bname%5D=").size() == 4);
  CHECK(names("?filter%5Bstatus%5D=draft").size() == 4);
  CHECK(names("?filter%5Bstatus%5D=running").empty());
  CHECK(names("?filter[created]=2025-01-01T08:00:00.000-03:00,2025-01-10T18:00:00.000-03:00").empty());
  CHECK(names("?filter[modified]=2025-01-01T08:00:00Z,2999-01-10T18:00:00Z").size() == 4);
  CHECK(names("?filter[deadline_at]=2025-01-01T08:00:00%2B03:00,2999-01-10T18:00:00%2B03:00").size() == 4);
}

TEST_CASE("the links of a page keep the filter and name the neighbours", "[sandbox][envelopes][socket]") {
  account on;
  for (int i = 0; i < 5; ++i) on.envelope();
  auto const middle = on.get("/envelopes?filter[status]=draft&page[size]=2&page[number]=2").body;
  std::string const base = on.sandbox.base_url() + "/envelopes?filter%5Bstatus%5D=draft&page%5Bnumber%5D=";
  CHECK(middle["meta"]["record_count"] == 5);
  CHECK(middle["data"].size() == 2);
  CHECK(middle["links"] == json{{"first", base + "1&page%5Bsize%5D=2"},
                                {"prev", base + "1&page%5Bsize%5D=2"},
                                {"next", base + "3&page%5Bsize%5D=2"},
                                {"last", base + "3&page%5Bsize%5D=2"}});
  auto const last = on.get("/envelopes?page[size]=2&page[number]=3").body;
  CHECK(last["data"].size() == 1);
  CHECK_FALSE(last["links"].contains("next"));
  CHECK(on.get("/envelopes?page[number]=9").body["data"].empty());
  auto const large = on.get("/envelopes?page[size]=500").body["links"]["first"].get<std::string>();
  CHECK(large.substr(large.size() - 2) == "50");
}

TEST_CASE("a list with an unknown filter, order or page is refused", "[sandbox][envelopes][socket]") {
  account on;
  CHECK(on.get("/envelopes?filter[folder]=x").error() ==
        json{{"title", "Filtro não permitido"}, {"detail", "folder não é permitido"}, {"code", "102"}, {"status", "400"}});
  CHECK(on.get("/envelopes?sort=color").error()["code"] == "114");
  for (char const* page : {"page[number]=0", "page[number]=x", "page[size]=-1", "page[offset]=1"}) {
    auto const refused = on.get(std::string("/envelopes?") + page);
    CHECK(refused.status == 400);
    CHECK(refused.error()["code"] == "118");
  }
  on.envelope();
  CHECK(on.get("/envelopes?filter[created]=yesterday").error()["code"] == "107");
}

TEST_CASE("sparse fields leave the other attributes out, of lists and of included resources", "[sandbox][envelopes][socket]") {
  account on;
  auto const id = on.envelope();
  auto const one = on.get("/envelopes/" + id + "?fields[envelopes]=name,status,colour");
  CHECK(one.attributes() == json{{"name", "Contrato"}, {"status", "draft"}});
  CHECK(one.body["data"]["links"].contains("self"));
  auto const all = on.get("/envelopes?fields[envelopes]=name");
  CHECK(all.body["data"][0]["attributes"] == json{{"name", "Contrato"}});
  CHECK(all.body["links"]["first"].get<std::string>().find("fields%5Benvelopes%5D=name&") != std::string::npos);
  CHECK(on.get("/envelopes/" + id + "?fields[documents]=name").attributes().size() == 15);
}

TEST_CASE("a running envelope tells what changed of it, document by document", "[sandbox][envelopes][socket]") {
  account on;
  auto const made = start(on, json::object(), {person()}, 2);
  std::size_t const before = event_names(on.sandbox).size();
  REQUIRE(
      on.patch(made.path(), change("envelopes", made.id,
                                   {{"locale", "en-US"}, {"auto_close", false}, {"block_after_refusal", true}, {"name", "B"}}))
          .status == 200);
  auto const names = event_names(on.sandbox);
  CHECK(strings(names.begin() + static_cast<std::ptrdiff_t>(before), names.end()) ==
        strings{"update_auto_close", "update_auto_close", "update_locale", "update_locale"});
  auto const told = on.get(made.document_path() + "/events?filter[name]=update_locale").body["data"][0]["attributes"]["data"];
  CHECK(told["locale"] == "en-US");
  CHECK(told.contains("user"));
}

} // namespace envelopes_test
