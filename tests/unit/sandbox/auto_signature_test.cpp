#include "support/catch.hpp"

#include "fixture.hpp"

#include <algorithm>

namespace auto_signature_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

constexpr char const* type = "auto_signature_terms";
constexpr char const* path = "/auto_signature/terms";

json somebody() {
  return {
      {"name", "Elisa Nunes"}, {"email", "elisa@example.com"}, {"documentation", "529.982.247-25"}, {"birthday", "1980-05-17"}};
}

json term(json signer = somebody(), std::string const& api_email = "api@example.com") {
  return {{"signer", std::move(signer)}, {"api_email", api_email}, {"admin_email", "admin@example.com"}};
}

answer create(account& on, json attributes) {
  return on.post(path, resource(type, std::move(attributes)));
}

json with(json object, char const* name, json value) {
  object[name] = std::move(value);
  return object;
}

struct draft {
  std::string envelope;
  std::string document;
  std::string signer;
};

draft draft_with(account& on, json const& who) {
  draft made;
  made.envelope = on.envelope();
  made.document = on.document(made.envelope);
  made.signer = on.signer(made.envelope, who);
  return made;
}

answer require_auto(account& on, draft const& in) {
  return on.require(in.envelope, in.document, in.signer, {{"action", "provide_evidence"}, {"auth", "auto_signature"}});
}

void sign_term(account& on) {
  REQUIRE(on.sandbox.sign_auto_signature_term(create(on, term()).id()));
}

} // namespace

TEST_CASE("an automatic signature term is made and shown, flat", "[sandbox][auto_signature_terms][socket]") {
  account on;
  auto const made = create(on, term());
  CHECK(made.status == 201);
  CHECK(made.body["data"]["type"] == type);
  CHECK_FALSE(made.body["data"].contains("links"));
  json expected = somebody();
  expected["created"] = made.attributes()["created"];
  expected["modified"] = made.attributes()["created"];
  CHECK(made.attributes() == expected);
  CHECK(on.get(std::string(path) + "/" + made.id()).attributes() == expected);
  CHECK(on.get(std::string(path) + "/x").status == 404);
}

TEST_CASE("an automatic signature term needs all attributes, in the right form", "[sandbox][auto_signature_terms][socket]") {
  account on;
  CHECK(create(on, json::object()).problems() == strings{"signer deve ser informado(a) @ /data/attributes/signer",
                                                         "api_email deve ser informado(a) @ /data/attributes/api_email",
                                                         "admin_email deve ser informado(a) @ /data/attributes/admin_email"});
  CHECK(create(on, term({{"name", "Elisa"}, {"documentation", "52998224725"}, {"phone", 1}})).problems() ==
        strings{"name não está em um formato válido @ /data/attributes/signer/name",
                "email deve ser informado(a) @ /data/attributes/signer/email",
                "documentation não está em um formato válido @ /data/attributes/signer/documentation",
                "birthday deve ser informado(a) @ /data/attributes/signer/birthday",
                "phone não está disponível @ /data/attributes/signer/phone"});
  CHECK(create(on, term({{"name", ""}, {"email", nullptr}, {"documentation", ""}, {"birthday", ""}})).problems() ==
        strings{"name não está em um formato válido @ /data/attributes/signer/name",
                "email deve ser informado(a) @ /data/attributes/signer/email",
                "documentation não está em um formato válido @ /data/attributes/signer/documentation",
                "birthday não está em um formato válido @ /data/attributes/signer/birthday"});
  auto const wrong = create(on, term(with(with(somebody(), "documentation", "529.982.247-26"), "email", "elisa")));
  CHECK(wrong.status == 422);
  CHECK(wrong.problems() ==
        strings{"email - inválido @ /data/attributes/email", "documentation - inválido @ /data/attributes/documentation"});
}

TEST_CASE("the birthday of an automatic signature term is before today, in Brasilia", "[sandbox][auto_signature_terms][socket]") {
  account on;
  for (std::string const& late : {day(on, 0), day(on, 1), std::string("2999-01-01")}) {
    auto const refused = create(on, term(with(somebody(), "birthday", late)));
    CHECK(refused.status == 422);
    CHECK(refused.problems() == strings{"birthday - deve ser anterior à data atual @ /data/attributes/birthday"});
  }
  CHECK(create(on, term(with(somebody(), "birthday", day(on, -1)))).status == 201);
}

TEST_CASE("a signer has one automatic signature term with each operator", "[sandbox][auto_signature_terms][socket]") {
  account on;
  CHECK(create(on, term()).status == 201);
  auto const again = create(on, term());
  CHECK(again.status == 422);
  CHECK(again.problems() == strings{"Já existe um termo de assinatura automática para este signatário e operador. @ /data"});
  CHECK(create(on, term(somebody(), "outro@example.com")).status == 201);
}

TEST_CASE("an automatic signature term is signed once, by a control", "[sandbox][auto_signature_terms][socket]") {
  account on;
  auto const id = create(on, term()).id();
  CHECK(on.control("sign_auto_signature_term", {{"auto_signature_term_id", id}}).status == 200);
  auto const again = on.control("sign_auto_signature_term", {{"auto_signature_term_id", id}});
  CHECK(again.status == 422);
  CHECK(again.body["error"]["code"] == "term_already_signed");
  CHECK(on.sandbox.sign_auto_signature_term("x").error().code == rubrica::errc::not_found);
}

TEST_CASE("automatic signatures need a signed term that names the same person", "[sandbox][auto_signature_terms][socket]") {
  account on;
  std::string const refused = "O signatário deve ter um termo assinado para a utilização da assinatura automática @ /data";
  CHECK(require_auto(on, draft_with(on, somebody())).problems() == strings{refused});
  auto const id = create(on, term()).id();
  CHECK(require_auto(on, draft_with(on, somebody())).problems() == strings{refused});
  REQUIRE(on.sandbox.sign_auto_signature_term(id));
  CHECK(require_auto(on, draft_with(on, somebody())).status == 201);
  for (json const& other : {with(somebody(), "name", "Elisa Nunez"), with(somebody(), "email", "elisa@example.org"),
                            with(somebody(), "birthday", "1980-05-18"), with(somebody(), "documentation", "111.444.777-35"),
                            with(somebody(), "birthday", nullptr)}) {
    CHECK(require_auto(on, draft_with(on, other)).problems() == strings{refused});
  }
}

TEST_CASE("an automatic signature allows no other authentication", "[sandbox][auto_signature_terms][socket]") {
  account on;
  sign_term(on);
  auto const in = draft_with(on, somebody());
  CHECK(require_auto(on, in).status == 201);
  CHECK(on.require(in.envelope, in.document, in.signer, {{"action", "provide_evidence"}, {"auth", "email"}}).status == 422);
  auto const other = draft_with(on, somebody());
  on.link(other.envelope, other.document, other.signer);
  CHECK(require_auto(on, other).problems() == strings{"auth - inválido @ /data/attributes/auth"});
}

TEST_CASE("an automatic signature comes by itself, when it is the signer's turn", "[sandbox][auto_signature_terms][socket]") {
  account on;
  sign_term(on);
  auto const envelope = on.envelope();
  auto const document = on.document(envelope);
  auto const first = on.signer(envelope);
  auto const second = on.signer(envelope, with(somebody(), "group", 2));
  auto const third = on.signer(envelope, with(person("Caio Dias", "caio@example.com"), "group", 3));
  on.link(envelope, document, first);
  on.link(envelope, document, second, "sign", "auto_signature");
  on.link(envelope, document, third);
  REQUIRE(on.activate(envelope).attributes()["status"] == "running");
  CHECK(on.sandbox.sign(third).error().rule == "group_not_active");
  REQUIRE(on.sandbox.sign(first));
  CHECK(on.sandbox.sign(second).error().rule == "nothing_to_sign");
  REQUIRE(on.sandbox.sign(third));
  CHECK(on.status("/envelopes/" + envelope) == "closed");
}

TEST_CASE("an envelope of automatic signatures alone closes after its activation", "[sandbox][auto_signature_terms][socket]") {
  account on;
  sign_term(on);
  auto const in = draft_with(on, somebody());
  on.link(in.envelope, in.document, in.signer, "sign", "auto_signature");
  CHECK(on.activate(in.envelope).attributes()["status"] == "running");
  CHECK(on.status("/envelopes/" + in.envelope) == "closed");
  auto const names = event_names(on.sandbox);
  CHECK(std::count(names.begin(), names.end(), "sign") == 1);
  CHECK(std::count(names.begin(), names.end(), "auto_close") == 1);
}

} // namespace auto_signature_test
