#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"
#include "text/plain.hpp"

#include <rubrica/signing/br_identifiers.hpp>
#include <rubrica/signing/plan.hpp>
#include <rubrica/signing/preflight.hpp>
#include <rubrica/signing/sender.hpp>

#include <algorithm>
#include <random>

namespace spelling_test {

using namespace rubrica;
using namespace rubrica::signing;

namespace {

instant const now = *timestamp("2026-11-22T10:00:00.000-03:00").at();

bool has(std::vector<problem> const& found, std::string const& pointer, std::string const& code) {
  return std::any_of(found.begin(), found.end(), [&](problem const& one) { return one.pointer == pointer && one.code == code; });
}

} // namespace

TEST_CASE("a pasted value is checked and sent as it looks", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& who = request.signers[0];
  who.name = "\xEF\xBB\xBF"
             "Ana\xC2\xA0Souza\n";
  who.email = "ana@acme.example\xC2\xA0";
  who.mobile = "(11)\xC2\xA0"
               "98765\xE2\x80\x93"
               "4321\r";
  who.cpf = "529.982.247\xE2\x80\x93"
            "25\n";
  who.birthday = "1984\xE2\x80\x91"
                 "02-03 ";
  REQUIRE(rubrica_test::problems_of(request, now).empty());
  auto const sent = make_plan(preflight(request, now).value(), "k").signers[0];
  CHECK(sent.name == "Ana Souza");
  CHECK(sent.email == "ana@acme.example");
  CHECK(sent.phone_number == "11987654321");
  CHECK(sent.documentation == "529.982.247-25");
  CHECK(sent.birthday == "1984-02-03");
  request.signers.push_back(rubrica_test::small_request().signers[0]);
  request.signers[1].mobile = "11 98765-4321";
  CHECK(has(rubrica_test::problems_of(request, now), "/signers/1", "signer_duplicated"));
  request.signers[0].name = "José Ação";
  request.signers[0].cpf = {};
  request.signers[1] = request.signers[0];
  for (char const* same : {"JOSÉ AÇÃO", "jose\u0301 ac\u0327a\u0303o", "Jose Acao"}) {
    request.signers[1].name = same;
    CHECK(has(rubrica_test::problems_of(request, now), "/signers/1", "signer_duplicated"));
  }
}

TEST_CASE("a CPF that lost its zero gets a hint, and is not mended", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  for (char const* written : {"1234567890", "12345678.90", " 191"}) {
    request.signers[0].cpf = written;
    auto const found = rubrica_test::problems_of(request, now);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "signer_cpf");
    CHECK((found[0].detail.find("leading zero") != std::string::npos) == lacks_leading_zero(written));
  }
  CHECK(lacks_leading_zero("1234567890"));
  CHECK_FALSE(lacks_leading_zero("1234567891"));
  CHECK_FALSE(lacks_leading_zero("01234567890"));
}

TEST_CASE("values that ClickSign does not know are refused with what was probably meant", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& who = request.signers[0];
  auto const only = [&](std::string const& pointer, std::string const& code, std::string const& hint) {
    auto const found = rubrica_test::problems_of(request, now);
    REQUIRE(found.size() == 1);
    CHECK(found[0].pointer == pointer);
    CHECK(found[0].code == code);
    CHECK(found[0].detail.find("\"" + hint + "\"") != std::string::npos);
  };
  for (auto const& [written, meant] : {std::pair("EMAIL", "email"),
                                       {"emial", "email"},
                                       {"e-mail", "email"},
                                       {"certificado digital", "icp_brasil"},
                                       {"Presencial", "presential"}}) {
    who.authentication = clicksign::authentication(written);
    only("/signers/0/authentication", "signer_authentication", meant);
  }
  who.authentication = auth::email;
  who.more_authentications = {auth(auth::selfie), auth("selfi")};
  only("/signers/0/more_authentications/1", "signer_authentication", "selfie");
  who.more_authentications.clear();
  for (auto const& [written, meant] :
       {std::pair("assinar", "sign"), {"testemunha", "witness"}, {"Witness", "witness"}, {"Fiador", "surety"}}) {
    who.role = role(written);
    only("/signers/0/role", "signer_role", meant);
  }
  who.role = role::sign;
  who.channels.emplace();
  who.channels->signature_request = clicksign::channel("Email");
  only("/signers/0/channels/signature_request", "signer_channel", "email");
  who.channels.reset();
  request.locale = clicksign::locale("pt_BR");
  only("/locale", "locale", "pt-BR");
}

TEST_CASE("a value that rubrica does not know goes out when that is said", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& who = request.signers[0];
  who.role = role::unlisted("new_role");
  who.authentication = auth::unlisted("new_auth");
  who.more_authentications = {auth::unlisted("newer_auth")};
  CHECK(rubrica_test::problems_of(request, now).empty());
  auto const plan = make_plan(preflight(request, now).value(), "k");
  CHECK(plan.requirements[0].requirement.role.text() == "new_role");
  CHECK(plan.requirements[1].requirement.auth.text() == "new_auth");
}

TEST_CASE("preflight and simulator take and refuse the same 10,000 names and addresses",
          "[signing][preflight][socket][property]") {
  rubrica_test::sandboxed box;
  clicksign::new_envelope draft;
  draft.name = "Contrato";
  auto const envelope = box.client.envelopes().create(draft).value().id;
  std::mt19937 random(1128);
  std::vector<std::string> const pieces{"Ana",
                                        "Souza",
                                        "Jo\xC3\xA3o",
                                        " ",
                                        " ",
                                        " ",
                                        "'",
                                        "-",
                                        ".",
                                        "&",
                                        "(",
                                        ")",
                                        "/",
                                        ",",
                                        "\"",
                                        "_",
                                        "@",
                                        "\t",
                                        "2",
                                        ";",
                                        "\n",
                                        "\xC2\xA0",
                                        "\xE2\x80\x99",
                                        "\xE2\x80\x8B",
                                        "\xE2\x84\xA2",
                                        "a",
                                        "b",
                                        "Lima"};
  std::vector<std::string> const parts{"ana", "b", ".", ".", "@",  "@",        "acme", "com", "br", "-",
                                       "_",   "+", "'", " ", "..", "\xC3\xA7", "1",    "(",   ",",  "\xC2\xA0"};
  auto const drawn = [&](std::vector<std::string> const& from, std::size_t most) {
    std::string out;
    for (std::size_t left = 1 + random() % most; left > 0; --left) out += from[random() % from.size()];
    return out;
  };
  // The simulator is asked for a part of them, because each costs a request; the rule that both go by is asked for all.
  std::size_t asked = 0;
  std::size_t taken = 0;
  for (int i = 0; i < 10'000; ++i) {
    auto request = rubrica_test::small_request();
    auto& who = request.signers[0];
    bool const name = i % 2 == 0;
    if (name)
      who.name = (i % 4 == 0 ? "Ana Souza" : "") + drawn(pieces, 6);
    else
      who.email = (i % 4 == 1 ? "ana@acme" : "") + drawn(parts, 7);
    bool const good = rubrica_test::problems_of(request, now).empty();
    taken += good ? 1 : 0;
    if (i % 40 > 1 && !good) continue;
    ++asked;
    clicksign::new_signer one;
    one.name = text::plain(who.name.reveal());
    one.email = text::plain(who.email.reveal());
    if (one.email.empty()) continue;
    auto const made = box.client.signers().create(envelope, one);
    INFO((name ? one.name.reveal() : one.email.reveal()));
    REQUIRE(made.has_value() == good);
    if (made) CHECK(box.client.signers().remove(envelope, made->id));
  }
  CHECK(taken > 500);
  CHECK(asked - taken > 300);
}

} // namespace spelling_test
