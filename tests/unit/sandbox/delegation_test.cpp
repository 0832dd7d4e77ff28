// A signer hands the signing to somebody else.
#include "fixture.hpp"
#include "support/catch.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/signing/history.hpp>

#include <algorithm>

namespace delegation_test {

using namespace fixture;

namespace {

rubrica::sandbox::stand_in const carla{"Carla Mendes", "carla@example.com", {}};

std::string rule_of(rubrica::result<std::string> const& refused) {
  return refused ? "" : refused.error().rule;
}

json signers_of(account& on, running const& made) {
  return on.get(made.path() + "/signers").body["data"];
}

json data_of(account& on, running const& made, std::string const& event) {
  auto const found = on.get(made.document_path() + "/events?filter%5Bname%5D=" + event).body["data"];
  return found.empty() ? json() : found.back()["attributes"]["data"];
}

} // namespace

TEST_CASE("who signs instead takes the signer's place with all that was asked of him, and signs",
          "[sandbox][lifecycle][socket]") {
  account on;
  json second = person("Rui Lima", "rui@example.com");
  second["group"] = 2;
  json first = person();
  first["refusable"] = true;
  auto const made = start(on, json::object(), {first, second}, 2);
  std::string const next = on.sandbox.delegate(made.signers[0], carla).value();
  auto const signers = signers_of(on, made);
  REQUIRE(signers.size() == 2);
  CHECK(signers[0]["id"] == next);
  CHECK(signers[0]["attributes"]["name"] == "Carla Mendes");
  CHECK(signers[0]["attributes"]["email"] == "carla@example.com");
  CHECK(signers[0]["attributes"]["group"] == 1);
  CHECK(signers[0]["attributes"]["refusable"] == true);
  CHECK(on.sandbox.sign(made.signers[0]).error().code == rubrica::errc::not_found);
  CHECK(on.sandbox.sign(made.signers[1]).error().rule == "group_not_active");
  REQUIRE(on.sandbox.sign(next));
  REQUIRE(on.sandbox.sign(made.signers[1]));
  CHECK(on.status(made.path()) == "closed");
}

TEST_CASE("handing over is told in the history and by callbacks, with the signer as the one who did it",
          "[sandbox][lifecycle][socket]") {
  account on;
  auto const made = start(on);
  std::string const next = on.sandbox.delegate(made.signers[0], carla).value();
  json const gone = data_of(on, made, "remove_signer");
  CHECK(gone["user"] == json{{"email", "ana@example.com"}, {"name", "Ana Souza"}});
  CHECK(gone["signers"][0]["key"] == made.signers[0]);
  json const come = data_of(on, made, "add_signer");
  CHECK(come["user"]["name"] == "Ana Souza");
  CHECK(come["signers"][0]["key"] == next);
  CHECK(come["signers"][0]["sign_as"] == "sign");
  CHECK(come["signers"][0]["auths"] == json{"email"});

  rubrica::signing::history known;
  for (auto const& one : on.sandbox.deliveries()) {
    auto const event = rubrica::clicksign::webhook::parse(rubrica::clicksign::webhook::unverified_body(one.body));
    REQUIRE(event);
    known.apply(*event);
  }
  auto const lines = known.timeline();
  auto const was_done_by_ana = [&](char const* what, char const* whom) {
    return std::any_of(lines.begin(), lines.end(), [&](auto const& one) {
      return one.what == what && one.who.reveal() == "Ana Souza" && one.whom.reveal() == whom;
    });
  };
  CHECK(was_done_by_ana("remove_signer", "Ana Souza"));
  CHECK(was_done_by_ana("add_signer", "Carla Mendes"));
}

TEST_CASE("who signs instead is asked at once, and reminded like anybody else", "[sandbox][messages][socket][clock]") {
  account on;
  auto const made = start(on, {{"default_message", "Segue o contrato."}, {"remind_interval", 1}}, {person()});
  std::string const next = on.sandbox.delegate(made.signers[0], carla).value();
  auto sent = on.sandbox.notifications();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].signer == next);
  CHECK(sent[0].to.reveal() == "carla@example.com");
  CHECK(sent[0].message == "Segue o contrato.");
  on.sandbox.advance(std::chrono::hours(25));
  sent = on.sandbox.notifications();
  REQUIRE(sent.size() == 2);
  CHECK(sent[1].kind == rubrica::sandbox::notification_kind::reminder);
  CHECK(sent[1].signer == next);
}

TEST_CASE("handing over is refused where it cannot be, and then changes nothing", "[sandbox][lifecycle][socket]") {
  account on;
  auto const made = start(on, json::object(), {person(), person("Rui Lima", "rui@example.com")});
  auto const from = [&](rubrica::sandbox::stand_in const& to) { return rule_of(on.sandbox.delegate(made.signers[0], to)); };
  CHECK(from({"Carla", "carla@example.com", {}}) == "delegate_name");
  CHECK(from({"Carla Mendes", {}, {}}) == "delegate_email");
  CHECK(from({"Carla Mendes", "carla", {}}) == "delegate_email");
  CHECK(from({"Carla Mendes", "carla@example.com", "123"}) == "delegate_phone_number");
  CHECK(from({"Ana Maria Souza", "ANA@example.com", {}}) == "delegate_is_signer");
  CHECK(on.sandbox.delegate("nobody", carla).error().code == rubrica::errc::not_found);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(from(carla) == "nothing_to_sign");
  on.sandbox.advance(std::chrono::hours(24 * 40));
  CHECK(rule_of(on.sandbox.delegate(made.signers[1], carla)) == "envelope_not_running");
  CHECK(signers_of(on, made).size() == 2);
  CHECK(data_of(on, made, "remove_signer").is_null());
}

TEST_CASE("a telephone is needed where messages or codes go to one", "[sandbox][lifecycle][socket]") {
  account on;
  json who = person();
  who["phone_number"] = "11987654321";
  who["communicate_events"] = {{"signature_request", "whatsapp"}};
  auto const made = start(on, json::object(), {who});
  CHECK(rule_of(on.sandbox.delegate(made.signers[0], carla)) == "delegate_phone_number");
  auto to = carla;
  to.phone_number = "85991234567";
  REQUIRE(on.sandbox.delegate(made.signers[0], to));
  auto const sent = on.sandbox.notifications().back();
  CHECK(sent.channel == "whatsapp");
  CHECK(sent.to.reveal() == "85991234567");
}

TEST_CASE("handing over is a control, too", "[sandbox][controls][socket]") {
  account on;
  auto const made = start(on);
  auto const done =
      on.control("delegate", {{"signer_id", made.signers[0]}, {"name", "Carla Mendes"}, {"email", "carla@example.com"}});
  CHECK(done.status == 200);
  CHECK(done.body["signer_id"] == signers_of(on, made)[0]["id"]);
  auto const refused = on.control("delegate", {{"signer_id", done.body["signer_id"]}, {"name", "Carla"}});
  CHECK(refused.status == 422);
  CHECK(refused.body["error"]["code"] == "delegate_name");
  CHECK(on.control("delegate", {{"signer_id", "nobody"}}).status == 404);
}

TEST_CASE("an envelope's signing may be handed on and on, but not without end", "[sandbox][limits][socket]") {
  account on;
  auto const made = start(on);
  std::string now = made.signers[0];
  auto to = carla;
  for (int i = 0; i < 100; ++i) {
    to.email = "carla" + std::to_string(i) + "@example.com";
    now = on.sandbox.delegate(now, to).value();
  }
  CHECK(rule_of(on.sandbox.delegate(now, carla)) == "delegated_too_often");
  CHECK(on.sandbox.sign(now));
}

} // namespace delegation_test
