#include "support/catch.hpp"

#include "fixture.hpp"

#include <rubrica/core/timestamp.hpp>

namespace lifecycle_test {

using namespace fixture;
using rubrica::errc;
using strings = std::vector<std::string>;

namespace {

json in_group(int group, std::string const& email, bool refusable = false) {
  json who = person("Ana Souza", email);
  who["group"] = group;
  who["refusable"] = refusable;
  return who;
}

std::string rule_of(rubrica::result<void> const& outcome) {
  return outcome ? std::string("done") : outcome.error().code == errc::rule_refused ? outcome.error().rule : "other";
}

strings events_of(account& on, std::string const& path) {
  strings names;
  auto const page = on.get(path + "/events?page[size]=50");
  for (json const& one : page.body["data"]) names.push_back(one["attributes"]["name"]);
  return names;
}

std::string deadline_in(account const& on, std::chrono::hours hours) {
  return rubrica::timestamp(on.sandbox.now() + hours).text();
}

} // namespace

TEST_CASE("an activation that is asked for is answered before its callback tells how it went", "[sandbox][lifecycle][socket]") {
  account on;
  auto const empty = on.envelope();
  for (char const* name : {"/activate", "/available"}) {
    auto const made = on.envelope();
    on.link(made, on.document(made), on.signer(made));
    auto const accepted = on.post_text("/envelopes/" + made + name, "");
    CHECK(accepted.status == 202);
    CHECK(accepted.text.empty());
    CHECK(event_names(on.sandbox).back() == "envelope_activated");
    CHECK(on.status("/envelopes/" + made) == "running");
    CHECK(on.post_text("/envelopes/" + made + name, "").status == 403);
    CHECK(on.post_text("/envelopes/" + empty + name, "").status == 202);
    CHECK(on.status("/envelopes/" + empty) == "draft");
    auto const told = json::parse(on.sandbox.deliveries().back().body);
    CHECK(told["event"]["name"] == "envelope_activation_failed");
    CHECK(told["event"]["data"]["errors"][0]["title"] == "envelope deve ter pelo menos um documento");
  }
}

TEST_CASE("activation needs a document, a signer and both of their requirements", "[sandbox][lifecycle][socket]") {
  account on;
  auto const id = on.envelope();
  auto const refused = [&] {
    auto const answer = on.activate(id);
    CHECK(answer.status == 422);
    CHECK(answer.error()["source"]["pointer"] == "/data/attributes/status");
    CHECK(answer.error()["code"] == "100");
    CHECK(on.status("/envelopes/" + id) == "draft");
  };
  refused();
  auto const document = on.document(id);
  refused();
  auto const signer = on.signer(id);
  refused();
  on.require(id, document, signer, {{"action", "agree"}, {"role", "sign"}});
  refused();
  on.require(id, document, signer, {{"action", "provide_evidence"}, {"auth", "email"}});
  auto const second = on.document(id, "anexo.pdf");
  refused();
  on.require(id, second, signer, {{"action", "provide_evidence"}, {"auth", "email"}});
  refused();
  on.require(id, second, signer, {{"action", "agree"}, {"role", "sign"}});
  CHECK(on.activate(id).attributes()["status"] == "running");
  CHECK(on.status("/envelopes/" + id + "/documents/" + document) == "running");
  CHECK(on.activate(id).status == 200);
}

TEST_CASE("a refused activation changes nothing that travels with it", "[sandbox][lifecycle][socket]") {
  account on;
  auto const id = on.envelope();
  auto const answer = on.patch("/envelopes/" + id, change("envelopes", id, {{"status", "running"}, {"name", "Outro"}}));
  CHECK(answer.status == 422);
  CHECK(on.get("/envelopes/" + id).attributes()["name"] == "Contrato");
}

TEST_CASE("an envelope that is signed and closed has the history of one full cycle", "[sandbox][lifecycle][socket]") {
  account on;
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  strings const cycle{
      "upload",         "update_block_after_refusal", "add_signer", "update_deadline", "signature_started", "sign", "auto_close",
      "document_closed"};
  CHECK(events_of(on, made.document_path()) == cycle);
  CHECK(events_of(on, made.path()) == cycle);
  auto const page = on.get(made.document_path() + "/events?filter[name]=sign");
  CHECK(page.body["meta"]["record_count"] == 1);
  CHECK(page.body["links"]["first"] ==
        on.sandbox.base_url() + "/events?filter%5Bname%5D=sign&page%5Bnumber%5D=1&page%5Bsize%5D=20");
  json const& one = page.body["data"][0];
  CHECK(one["type"] == "events");
  CHECK_FALSE(one.contains("links"));
  CHECK(one["attributes"].contains("created"));
  CHECK(one["attributes"]["data"]["signer"]["key"] == made.signers[0]);
  CHECK(one["attributes"]["data"]["signer"]["address"] == "127.0.0.1");
  CHECK(one["attributes"]["data"]["secret_hmac"].is_null());
  CHECK(one["attributes"]["data"]["account"]["timestamp_signature_functionality"] == false);
  CHECK(on.get(made.path() + "/events?filter[kind]=x").error()["code"] == "102");
}

TEST_CASE("the upload event tells the settings and the added signer its link", "[sandbox][lifecycle][socket]") {
  account on;
  auto const made = start(on);
  auto const upload = on.get(made.path() + "/events?filter[name]=upload").body["data"][0]["attributes"]["data"];
  CHECK(upload["auto_close"] == true);
  CHECK(upload["locale"] == "pt-BR");
  CHECK(upload.contains("deadline_at"));
  CHECK(upload["user"].contains("email"));
  auto const added = on.get(made.path() + "/events?filter[name]=add_signer").body["data"][0]["attributes"]["data"];
  json const& who = added["signers"][0];
  CHECK(who["sign_as"] == "sign");
  CHECK(who["auths"] == json{"email"});
  CHECK(who["communicate_by"] == "email");
  CHECK(who.contains("requested_seal_pages"));
  std::string const url = who["url"];
  CHECK(url.find("/notarial/widget/signatures/" + made.signers[0] + "/redirect") != std::string::npos);
}

TEST_CASE("groups of signers sign one after the other", "[sandbox][lifecycle][socket]") {
  account on;
  auto const made =
      start(on, json::object(), {in_group(2, "b@example.com"), in_group(1, "a@example.com"), in_group(1, "c@example.com")});
  CHECK(rule_of(on.sandbox.sign(made.signers[0])) == "group_not_active");
  CHECK(on.sandbox.sign(made.signers[1]));
  CHECK(rule_of(on.sandbox.sign(made.signers[0])) == "group_not_active");
  CHECK(rule_of(on.sandbox.sign(made.signers[1])) == "nothing_to_sign");
  CHECK(on.sandbox.sign(made.signers[2]));
  CHECK(on.status(made.path()) == "running");
  CHECK(on.sandbox.sign(made.signers[0]));
  CHECK(on.status(made.path()) == "closed");
}

TEST_CASE("a signer who cannot sign is told why", "[sandbox][lifecycle][socket]") {
  account on;
  auto const unknown = on.sandbox.sign("unknown");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == errc::not_found);
  auto const draft = on.envelope();
  CHECK(rule_of(on.sandbox.sign(on.signer(draft))) == "envelope_not_running");
  auto const made = start(on);
  auto const idle = on.signer(made.id, person("Rui Lima", "rui@example.com"));
  CHECK(rule_of(on.sandbox.sign(idle)) == "nothing_to_sign");
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(rule_of(on.sandbox.sign(made.signers[0])) == "envelope_not_running");
}

TEST_CASE("a signer signs every document at once and is modified by it", "[sandbox][lifecycle][socket][clock]") {
  account on;
  auto const made = start(on, json::object(), {person()}, 2);
  on.sandbox.advance(std::chrono::minutes(5));
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(on.status(made.document_path(0)) == "closed");
  CHECK(on.status(made.document_path(1)) == "closed");
  auto const signer = on.get(made.path() + "/signers/" + made.signers[0]);
  CHECK(signer.attributes()["modified"] != signer.attributes()["created"]);
}

TEST_CASE("without auto_close somebody must close the document", "[sandbox][lifecycle][socket]") {
  account on;
  auto const made = start(on, {{"auto_close", false}}, {person()});
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(on.status(made.path()) == "running");
  on.patch(made.document_path(), change("documents", made.documents[0], {{"status", "closed"}}));
  CHECK(on.status(made.path()) == "closed");
  auto const names = events_of(on, made.path());
  CHECK(strings(names.end() - 2, names.end()) == strings{"close", "document_closed"});
}

TEST_CASE("signed files and the document_closed callback come after their delay", "[sandbox][lifecycle][socket][clock]") {
  auto options = unlimited();
  options.signed_files_ready_after = std::chrono::hours(1);
  account on(options);
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const files = [&] { return on.get(made.document_path()).body["data"]["links"]["files"]; };
  CHECK(on.status(made.path()) == "closed");
  CHECK(files().size() == 1);
  CHECK(event_names(on.sandbox).back() == "auto_close");
  on.sandbox.advance(std::chrono::minutes(59));
  CHECK(files().size() == 1);
  on.sandbox.advance(std::chrono::minutes(1));
  CHECK(files().contains("signed"));
  CHECK(files().contains("ziped"));
  CHECK(event_names(on.sandbox).back() == "document_closed");
}

TEST_CASE("a refusal pauses the signing where that is wanted", "[sandbox][lifecycle][socket]") {
  account on;
  auto const made =
      start(on, {{"block_after_refusal", true}}, {in_group(1, "a@example.com", true), in_group(1, "b@example.com")});
  CHECK(rule_of(on.sandbox.refuse(made.signers[1], "Outros")) == "not_refusable");
  REQUIRE(on.sandbox.refuse(made.signers[0], "Dados pessoais incorretos", "meu nome"));
  CHECK(on.status(made.path()) == "running");
  CHECK(rule_of(on.sandbox.sign(made.signers[1])) == "blocked_after_refusal");
  CHECK(rule_of(on.sandbox.sign(made.signers[0])) == "signer_refused");
  auto const page = on.get(made.path() + "/events?filter[name]=refusal");
  json const data = page.body["data"][0]["attributes"]["data"];
  CHECK(data["refusal"] == json{{"reasons", {"Dados pessoais incorretos"}}, {"comment", "meu nome"}});
  CHECK(data["signer"]["sign_as"] == json{"sign"});
  CHECK(data["signer"]["key"] == made.signers[0]);
}

TEST_CASE("a refusal stops no other signer unless that is wanted, and does not count as a signature",
          "[sandbox][lifecycle][socket]") {
  account on;
  auto const made =
      start(on, {{"block_after_refusal", false}}, {in_group(1, "a@example.com", true), in_group(2, "b@example.com")});
  REQUIRE(on.sandbox.refuse(made.signers[0], "Outros"));
  CHECK(on.sandbox.sign(made.signers[1]));
  CHECK(on.status(made.path()) == "running");
  CHECK(events_of(on, made.path()).at(1) == "add_signer"); // no update_block_after_refusal
}

TEST_CASE("the deadline closes what somebody signed and cancels the rest", "[sandbox][lifecycle][socket][clock]") {
  account on;
  auto const id = on.envelope({{"name", "Contrato"}, {"deadline_at", deadline_in(on, std::chrono::hours(24))}});
  auto const shared = on.document(id, "a.pdf");
  auto const lonely = on.document(id, "b.pdf");
  auto const first = on.signer(id);
  auto const second = on.signer(id, in_group(2, "b@example.com"));
  for (auto const& document : {shared, lonely}) {
    for (auto const& signer : {first, second}) on.link(id, document, signer);
  }
  REQUIRE(on.activate(id).status == 200);
  // The first one has nothing to do with the second document.
  auto const needs = on.get("/envelopes/" + id + "/requirements?filter[signer.key]=" + first + "&filter[document.key]=" + lonely);
  json removals = json::array();
  for (json const& one : needs.body["data"]) {
    removals.push_back({{"op", "remove"}, {"ref", {{"type", "requirements"}, {"id", one["id"]}}}});
  }
  on.post("/envelopes/" + id + "/bulk_requirements", {{"atomic:operations", removals}});
  REQUIRE(on.sandbox.sign(first));
  on.sandbox.advance(std::chrono::hours(23));
  CHECK(on.status("/envelopes/" + id) == "running");
  on.sandbox.advance(std::chrono::hours(1));
  CHECK(on.status("/envelopes/" + id) == "closed");
  CHECK(on.status("/envelopes/" + id + "/documents/" + shared) == "closed");
  CHECK(on.status("/envelopes/" + id + "/documents/" + lonely) == "canceled");
  auto const names = event_names(on.sandbox);
  CHECK(strings(names.end() - 3, names.end()) == strings{"deadline", "deadline", "document_closed"});
}

TEST_CASE("the deadline may cancel partly signed documents instead", "[sandbox][lifecycle][socket][clock]") {
  account on;
  auto const made = start(on, {{"deadline_partial_signature_action", "canceled"}},
                          {in_group(1, "a@example.com"), in_group(1, "b@example.com")});
  REQUIRE(on.sandbox.sign(made.signers[0]));
  on.sandbox.advance(std::chrono::hours(24 * 31));
  CHECK(on.status(made.path()) == "canceled");
  CHECK(event_names(on.sandbox).back() == "deadline");
  CHECK(rule_of(on.sandbox.sign(made.signers[1])) == "envelope_not_running");
}

TEST_CASE("events that are due come in the order of their times", "[sandbox][lifecycle][socket][clock]") {
  auto options = unlimited();
  options.signed_files_ready_after = std::chrono::hours(2);
  account on(options);
  auto const later = start(on, {{"deadline_at", deadline_in(on, std::chrono::hours(1))}},
                           {in_group(1, "a@example.com"), in_group(1, "b@example.com")});
  auto const sooner = start(on);
  REQUIRE(on.sandbox.sign(later.signers[0]));
  REQUIRE(on.sandbox.sign(sooner.signers[0]));
  on.sandbox.advance(std::chrono::hours(24));
  auto const all = on.sandbox.deliveries();
  strings keys;
  for (std::size_t i = all.size() - 3; i < all.size(); ++i) {
    keys.push_back(all[i].event + (json::parse(all[i].body)["document"]["key"] == later.documents[0] ? " later" : " sooner"));
  }
  CHECK(keys == strings{"deadline later", "document_closed sooner", "document_closed later"});
}

TEST_CASE("an ended envelope is changed no more", "[sandbox][lifecycle][socket]") {
  account on;
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(on.patch(made.path(), change("envelopes", made.id, {{"name", "B"}})).status == 403);
  CHECK(on.remove(made.path()).status == 403);
  CHECK(on.remove(made.document_path()).status == 403);
  CHECK(on.get(made.path() + "/signers").status == 200);
}

} // namespace lifecycle_test
