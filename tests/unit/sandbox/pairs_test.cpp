#include "support/catch.hpp"

#include "fixture.hpp"

#include <algorithm>

namespace pairs_test {

using namespace fixture;
using rubrica::sandbox::account_switches;
using strings = std::vector<std::string>;

namespace {

json const agree = {{"action", "agree"}, {"role", "sign"}};
json const by_email = {{"action", "provide_evidence"}, {"auth", "email"}};

rubrica::sandbox::server_options with_switch(bool account_switches::*one) {
  auto options = unlimited();
  options.switches.*one = true;
  return options;
}

/// A draft with as many documents and signers, none of them tied.
struct draft {
  draft(account& account_used, std::size_t document_count, std::size_t signer_count, json attributes = {{"name", "Contrato"}})
      : on(account_used), id(on.envelope(std::move(attributes))) {
    for (std::size_t i = 0; i < document_count; ++i) documents.push_back(on.document(id, "d" + std::to_string(i) + ".pdf"));
    for (std::size_t i = 0; i < signer_count; ++i) {
      json who = person("Ana Souza", "s" + std::to_string(i) + "@example.com");
      who["refusable"] = true;
      signers.push_back(on.signer(id, who));
    }
  }

  void tie(std::size_t document, std::size_t signer) { on.link(id, documents[document], signers[signer]); }
  answer require(std::size_t document, std::size_t signer, json attributes) {
    return on.require(id, documents[document], signers[signer], std::move(attributes));
  }
  answer activate() { return on.activate(id); }
  std::string why_not() {
    auto const refused = activate();
    return refused.status == 422 ? refused.error()["detail"].get<std::string>() : std::to_string(refused.status);
  }
  [[nodiscard]] std::string path() const { return "/envelopes/" + id; }
  std::string document_status(std::size_t i) { return on.status(path() + "/documents/" + documents[i]); }
  std::string status() { return on.status(path()); }
  strings events(std::size_t document) {
    strings names;
    auto const page = on.get(path() + "/documents/" + documents[document] + "/events?page[size]=50");
    for (json const& one : page.body["data"]) names.push_back(one["attributes"]["name"]);
    return names;
  }
  std::ptrdiff_t count(std::size_t document, char const* event) {
    auto const names = events(document);
    return std::count(names.begin(), names.end(), event);
  }

  [[nodiscard]] json add(std::size_t document, std::size_t signer, json attributes) const {
    return {{"op", "add"},
            {"data", resource("requirements", std::move(attributes), link_to(documents[document], signers[signer]))["data"]}};
  }
  /// The removals of all that ties the signer to the document.
  json removals(std::size_t document, std::size_t signer) {
    json out = json::array();
    auto const all =
        on.get(path() + "/requirements?filter[signer.key]=" + signers[signer] + "&filter[document.key]=" + documents[document]);
    for (json const& one : all.body["data"]) {
      out.push_back({{"op", "remove"}, {"ref", {{"type", "requirements"}, {"id", one["id"]}}}});
    }
    return out;
  }
  answer bulk(json operations) { return on.post(path() + "/bulk_requirements", {{"atomic:operations", std::move(operations)}}); }

  account& on;
  std::string id;
  strings documents;
  strings signers;
};

std::string rule_of(rubrica::result<void> const& outcome) {
  return outcome ? std::string("done") : outcome.error().rule;
}

} // namespace

TEST_CASE("an activation needs a pair for each document and each signer, and an authentication of each signer",
          "[sandbox][lifecycle][socket]") {
  account on;
  draft in(on, 2, 2);
  CHECK(in.why_not() == "status - signatário " + in.signers[0] + " sem qualificação");
  in.tie(0, 0);
  CHECK(in.why_not() == "status - signatário " + in.signers[1] + " sem qualificação");
  REQUIRE(in.require(0, 1, agree).status == 201);
  CHECK(in.why_not() == "status - signatário " + in.signers[1] + " sem autenticação");
  REQUIRE(in.require(0, 1, by_email).status == 201);
  CHECK(in.why_not() == "status - documento " + in.documents[1] + " sem qualificação");
  REQUIRE(in.require(1, 1, agree).status == 201); // his authentication on the first document serves for both
  CHECK(in.why_not() == "200");
  CHECK(in.document_status(1) == "running");
}

TEST_CASE("an activation is refused where something is asked of a signer who is tied to no role",
          "[sandbox][lifecycle][socket]") {
  account on;
  for (json const& asked : {by_email, json{{"action", "rubricate"}, {"pages", "all"}}}) {
    draft in(on, 2, 2);
    in.tie(0, 0);
    in.tie(1, 1);
    REQUIRE(in.require(1, 0, asked).status == 201);
    CHECK(in.why_not() == "status - signatário " + in.signers[0] + " sem qualificação no documento " + in.documents[1]);
  }
}

TEST_CASE("with strict_pairs an activation needs an authentication for each pair", "[sandbox][lifecycle][socket]") {
  account on(with_switch(&account_switches::strict_pairs));
  draft in(on, 3, 2);
  in.tie(0, 0);
  in.tie(1, 1);
  in.tie(2, 1);
  REQUIRE(in.require(1, 0, agree).status == 201);
  CHECK(in.why_not() == "status - signatário " + in.signers[0] + " sem autenticação no documento " + in.documents[1]);
  REQUIRE(in.require(1, 0, by_email).status == 201);
  CHECK(in.why_not() == "200");
}

TEST_CASE("with every_signer_on_every_document an activation needs every possible pair", "[sandbox][lifecycle][socket]") {
  account on;
  REQUIRE(on.control("switches", {{"every_signer_on_every_document", true}}).status == 200);
  draft in(on, 2, 2);
  in.tie(0, 0);
  in.tie(1, 1);
  CHECK(in.why_not() == "status - signatário " + in.signers[0] + " sem qualificação no documento " + in.documents[1]);
  in.tie(1, 0);
  REQUIRE(in.require(0, 1, agree).status == 201);
  CHECK(in.why_not() == "status - signatário " + in.signers[1] + " sem autenticação no documento " + in.documents[0]);
  REQUIRE(in.require(0, 1, by_email).status == 201);
  CHECK(in.why_not() == "200");
}

TEST_CASE("each document closes when the signers of its pairs have signed, whoever signs the others",
          "[sandbox][lifecycle][socket]") {
  // Every assignment of two signers to two documents that an activation accepts.
  for (unsigned assignment = 0; assignment < 16; ++assignment) {
    account on;
    draft in(on, 2, 2);
    auto const tied = [&](std::size_t document, std::size_t signer) {
      return ((assignment >> (2 * document + signer)) & 1u) != 0;
    };
    for (std::size_t d = 0; d < 2; ++d) {
      for (std::size_t s = 0; s < 2; ++s) {
        if (tied(d, s)) in.tie(d, s);
      }
    }
    bool const complete =
        (tied(0, 0) || tied(0, 1)) && (tied(1, 0) || tied(1, 1)) && (tied(0, 0) || tied(1, 0)) && (tied(0, 1) || tied(1, 1));
    CAPTURE(assignment);
    REQUIRE((in.activate().status == 200) == complete);
    if (!complete) continue;
    REQUIRE(on.sandbox.sign(in.signers[0]));
    for (std::size_t d = 0; d < 2; ++d) {
      CHECK(in.count(d, "add_signer") == (tied(d, 0) ? 1 : 0) + (tied(d, 1) ? 1 : 0));
      CHECK(in.count(d, "sign") == (tied(d, 0) ? 1 : 0));
      CHECK(in.document_status(d) == (tied(d, 1) ? "running" : "closed"));
    }
    CHECK(in.status() == "running");
    REQUIRE(on.sandbox.sign(in.signers[1]));
    CHECK(in.document_status(0) == "closed");
    CHECK(in.document_status(1) == "closed");
    CHECK(in.status() == "closed");
  }
}

TEST_CASE("a notification calls the signers of whatever document, and the finished document goes to its own",
          "[sandbox][messages][socket]") {
  account on;
  draft in(on, 2, 2);
  in.tie(0, 0);
  in.tie(1, 1);
  REQUIRE(in.activate().status == 200);
  auto const called = on.post(in.path() + "/notifications", resource("notifications", json::object()));
  CHECK(called.attributes()["summary"].size() == 2);
  REQUIRE(on.sandbox.sign(in.signers[0]));
  auto const told = on.sandbox.notifications();
  REQUIRE(told.size() == 3);
  CHECK(told[2].document == in.documents[0]);
  CHECK(told[2].signer == in.signers[0]);
}

TEST_CASE("a later group has its turn when the earlier one's documents are finished or canceled",
          "[sandbox][lifecycle][socket]") {
  account on;
  auto const id = on.envelope();
  auto const first_document = on.document(id, "a.pdf");
  auto const second_document = on.document(id, "b.pdf");
  auto const first = on.signer(id);
  json later = person("Rui Lima", "rui@example.com");
  later["group"] = 2;
  auto const second = on.signer(id, later);
  on.link(id, first_document, first);
  on.link(id, second_document, second);
  REQUIRE(on.activate(id).status == 200);
  CHECK(rule_of(on.sandbox.sign(second)) == "group_not_active");
  std::string const path = "/envelopes/" + id + "/documents/" + first_document;
  REQUIRE(on.patch(path, change("documents", first_document, {{"status", "canceled"}})).status == 200);
  REQUIRE(on.sandbox.notifications().size() == 1);
  CHECK(on.sandbox.notifications()[0].signer == second);
  CHECK(on.sandbox.sign(second));
  CHECK(on.status("/envelopes/" + id) == "closed");
  CHECK(on.status(path) == "canceled");
}

TEST_CASE("an envelope closes when one document is canceled and the pairs of the other have signed",
          "[sandbox][lifecycle][socket]") {
  account on;
  draft in(on, 2, 2);
  in.tie(0, 0);
  in.tie(1, 0);
  in.tie(1, 1);
  REQUIRE(in.activate().status == 200);
  REQUIRE(on.sandbox.sign(in.signers[1]));
  std::string const path = in.path() + "/documents/" + in.documents[0];
  REQUIRE(on.patch(path, change("documents", in.documents[0], {{"status", "canceled"}})).status == 200);
  CHECK(in.status() == "running");
  REQUIRE(on.sandbox.sign(in.signers[0]));
  CHECK(in.count(0, "sign") == 0);
  CHECK(in.document_status(1) == "closed");
  CHECK(in.status() == "closed");
}

TEST_CASE("pairs that join and leave a running envelope are announced on their document, and settle it",
          "[sandbox][requirements][socket]") {
  account on;
  draft in(on, 2, 2);
  in.tie(0, 0);
  in.tie(1, 0);
  in.tie(1, 1);
  REQUIRE(in.activate().status == 200);
  REQUIRE(in.bulk({in.add(0, 1, agree), in.add(0, 1, by_email)}).status == 200);
  CHECK(in.count(0, "add_signer") == 2);
  CHECK(in.count(1, "add_signer") == 2);
  REQUIRE(on.sandbox.sign(in.signers[0]));
  CHECK(in.document_status(0) == "running");
  CHECK(in.document_status(1) == "running");
  REQUIRE(in.bulk(in.removals(0, 1)).status == 200);
  CHECK(in.count(0, "remove_signer") == 1);
  CHECK(in.count(1, "remove_signer") == 0);
  CHECK(in.document_status(0) == "closed");
  CHECK(in.status() == "running");
  // What was signed stays, also in an envelope that still runs.
  CHECK(in.bulk(in.removals(1, 0)).error()["detail"] == "Já assinou um documento. Não pode ser excluído");
  REQUIRE(on.sandbox.sign(in.signers[1]));
  CHECK(in.status() == "closed");
}

TEST_CASE("a signer who leaves a running envelope settles the documents that waited for nobody else",
          "[sandbox][signers][socket]") {
  account on;
  draft in(on, 2, 3);
  in.tie(0, 0);
  in.tie(0, 1);
  in.tie(1, 1);
  in.tie(1, 2);
  REQUIRE(in.activate().status == 200);
  REQUIRE(on.sandbox.sign(in.signers[0]));
  REQUIRE(on.remove(in.path() + "/signers/" + in.signers[1]).status == 204);
  CHECK(in.count(0, "remove_signer") == 1);
  CHECK(in.count(1, "remove_signer") == 1);
  CHECK(in.document_status(0) == "closed");
  CHECK(in.document_status(1) == "running");
  CHECK(on.get(in.path() + "/requirements").body["meta"]["record_count"] == 4);
}

TEST_CASE("a signer is replaced in a running envelope: the new one joins, the old one leaves, the new one is called",
          "[sandbox][signers][socket]") {
  account on;
  draft in(on, 2, 2);
  in.tie(0, 0);
  in.tie(1, 1);
  REQUIRE(in.activate().status == 200);
  REQUIRE(on.sandbox.sign(in.signers[0]));
  json who = person("Rui Lima", "rui@example.com");
  who["group"] = 1;
  CHECK(on.post(in.path() + "/signers", resource("signers", who)).problems() ==
        strings{"group não está disponível @ /data/attributes/group"});
  in.signers.push_back(on.signer(in.id, person("Rui Lima", "rui@example.com")));
  REQUIRE(in.bulk({in.add(1, 2, agree), in.add(1, 2, by_email)}).status == 200);
  REQUIRE(on.remove(in.path() + "/signers/" + in.signers[1]).status == 204);
  auto const called =
      on.post(in.path() + "/signers/" + in.signers[2] + "/notifications", resource("notifications", json::object()));
  CHECK(called.attributes()["summary"] == json{{{"signer_id", in.signers[2]}, {"notified", true}}});
  auto const names = in.events(1);
  CHECK(strings(names.end() - 2, names.end()) == strings{"add_signer", "remove_signer"});
  REQUIRE(on.sandbox.sign(in.signers[2]));
  CHECK(in.status() == "closed");
}

TEST_CASE("a refusal is told on the signer's own documents, and the others go on where nothing blocks them",
          "[sandbox][lifecycle][socket]") {
  account on;
  draft in(on, 2, 2, {{"name", "Contrato"}, {"block_after_refusal", false}});
  in.tie(0, 0);
  in.tie(1, 1);
  REQUIRE(in.activate().status == 200);
  REQUIRE(on.sandbox.refuse(in.signers[0], "Outros"));
  CHECK(in.count(0, "refusal") == 1);
  CHECK(in.count(1, "refusal") == 0);
  REQUIRE(on.sandbox.sign(in.signers[1]));
  CHECK(in.document_status(0) == "running");
  CHECK(in.document_status(1) == "closed");
}

TEST_CASE("the deadline treats each document by the signatures of its own pairs", "[sandbox][lifecycle][socket][clock]") {
  for (std::string const action : {"closed", "canceled"}) {
    account on;
    draft in(on, 3, 3, {{"name", "Contrato"}, {"deadline_partial_signature_action", action}});
    in.tie(0, 0);
    in.tie(1, 0);
    in.tie(1, 1);
    in.tie(2, 1);
    in.tie(2, 2);
    REQUIRE(in.activate().status == 200);
    REQUIRE(on.sandbox.sign(in.signers[0]));
    CHECK(in.document_status(0) == "closed");
    on.sandbox.advance(std::chrono::hours(24 * 31));
    CHECK(in.document_status(0) == "closed");
    CHECK(in.document_status(1) == action);
    CHECK(in.document_status(2) == "canceled");
    CHECK(in.status() == "closed");
    CHECK(in.count(0, "deadline") == 0);
    CHECK(in.count(1, "deadline") == 1);
    CHECK(in.count(2, "deadline") == 1);
  }
}

TEST_CASE("a signer with automatic signatures signs the documents of his pairs", "[sandbox][lifecycle][socket]") {
  account on;
  auto const term = on.post("/auto_signature/terms", resource("auto_signature_terms", {{"signer",
                                                                                        {{"name", "Ana Souza"},
                                                                                         {"documentation", "529.982.247-25"},
                                                                                         {"birthday", "1990-01-01"},
                                                                                         {"email", "ana@example.com"}}},
                                                                                       {"admin_email", "api@rubrica.test"},
                                                                                       {"api_email", "api@rubrica.test"}}));
  REQUIRE(term.status == 201);
  REQUIRE(on.sandbox.sign_auto_signature_term(term.id()));
  draft in(on, 3, 1);
  json who = person();
  who["documentation"] = "529.982.247-25";
  who["birthday"] = "1990-01-01";
  in.signers.push_back(on.signer(in.id, who));
  in.tie(0, 0);
  REQUIRE(in.require(1, 1, agree).status == 201);
  REQUIRE(in.require(1, 1, {{"action", "provide_evidence"}, {"auth", "auto_signature"}}).status == 201);
  REQUIRE(in.require(2, 1, agree).status == 201);
  REQUIRE(in.activate().status == 200);
  CHECK(in.document_status(0) == "running");
  CHECK(in.document_status(1) == "closed");
  CHECK(in.document_status(2) == "closed");
}

} // namespace pairs_test
