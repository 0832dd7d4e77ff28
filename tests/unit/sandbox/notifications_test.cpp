#include "support/catch.hpp"

#include "fixture.hpp"

namespace notifications_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

answer notify(account& on, std::string const& path, json attributes = json::object()) {
  return on.post(path + "/notifications", resource("notifications", std::move(attributes)));
}

} // namespace

TEST_CASE("a notification of the envelope reaches the pending signers of the active group", "[sandbox][messages][socket]") {
  account on;
  json later = person("Rui Lima", "rui@example.com");
  later["group"] = 2;
  json silent = person("Eva Reis", "eva@example.com");
  silent["communicate_events"] = {{"signature_request", "none"}};
  auto const made = start(on, {{"default_message", "Olá"}}, {person(), later, silent});
  auto const sent = notify(on, made.path());
  REQUIRE(sent.status == 201);
  CHECK(sent.body["data"]["type"] == "notifications");
  CHECK_FALSE(sent.body["data"].contains("links"));
  CHECK(sent.attributes()["message"] == "Olá");
  CHECK(sent.attributes()["summary"] == json::array({{{"signer_id", made.signers[0]}, {"notified", true}},
                                                     {{"signer_id", made.signers[2]}, {"notified", false}}}));
  CHECK(sent.attributes().contains("created"));
}

TEST_CASE("a notification of one signer reaches that signer alone", "[sandbox][messages][socket]") {
  account on;
  json later = person("Rui Lima", "rui@example.com");
  later["group"] = 2;
  auto const made = start(on, json::object(), {person(), later});
  auto const first = notify(on, made.path() + "/signers/" + made.signers[0], {{"message", "Assine"}});
  CHECK(first.status == 201);
  CHECK(first.attributes()["message"] == "Assine");
  CHECK(first.attributes()["summary"] == json::array({{{"signer_id", made.signers[0]}, {"notified", true}}}));
  auto const waiting = notify(on, made.path() + "/signers/" + made.signers[1]);
  CHECK(waiting.attributes()["message"].is_null());
  CHECK(waiting.attributes()["summary"][0]["notified"] == false);
  CHECK(notify(on, made.path() + "/signers/unknown").status == 404);
}

TEST_CASE("each path takes one notification a minute, counting those that were accepted", "[sandbox][messages][socket][clock]") {
  rubrica::sandbox::server_options options;
  options.rate_limit = 1000;
  account on(options);
  auto const made = start(on);
  CHECK(notify(on, made.path(), {{"subject", "x"}}).problems() ==
        strings{"subject não está disponível @ /data/attributes/subject"});
  CHECK(notify(on, made.path()).status == 201);
  auto const refused = notify(on, made.path());
  CHECK(refused.status == 429);
  CHECK(refused.text == "Too many requests");
  CHECK(refused.header("Content-Type").find("text/plain") == 0);
  CHECK(std::stoi(refused.header("X-Rate-Limit-Remaining")) > 0);
  CHECK(notify(on, made.path() + "/signers/" + made.signers[0]).status == 201);
  on.sandbox.advance(std::chrono::seconds(59));
  CHECK(notify(on, made.path() + "/").status == 404);
  CHECK(on.post(made.path() + "/notifications/", resource("notifications", json::object())).status == 429);
  on.sandbox.advance(std::chrono::seconds(1));
  CHECK(notify(on, made.path()).status == 201);
}

TEST_CASE("a notification is checked like everything else", "[sandbox][messages][socket]") {
  account on;
  auto const made = start(on);
  CHECK(on.post_text(made.path() + "/notifications", "").problems() == strings{"data deve ser informado(a) @ /data"});
  CHECK(on.post(made.path() + "/notifications", {{"data", {{"type", "notifications"}, {"attributes", json::array()}}}})
            .problems() == strings{"attributes deve ser um hash @ /data/attributes"});
  std::string const base = "/data/attributes/email_customization/";
  CHECK(notify(on, made.path(), {{"email_customization", {{"align", "top"}, {"show_token", 1}, {"color", "red"}}}}).problems() ==
        strings{"align deve estar em: left, center, right, justify @ " + base + "align",
                "show_token não está em um formato válido @ " + base + "show_token",
                "color não está disponível @ " + base + "color"});
  CHECK(notify(on, made.path(), {{"email_customization", {{"subject", "S"}, {"show_details", false}}}}).status == 201);
  CHECK(on.get(made.path() + "/notifications").header("Content-Type").find("text/html") == 0);
}

TEST_CASE("a notification is for running envelopes only", "[sandbox][messages][socket]") {
  account on;
  auto const draft = on.envelope();
  auto const refused = notify(on, "/envelopes/" + draft);
  CHECK(refused.status == 422);
  CHECK(refused.problems() == strings{"Não foi possível notificar o(s) signatário(s) @ /data"});
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(notify(on, made.path()).status == 422);
}

TEST_CASE("texts of an e-mail that are too long are all named", "[sandbox][messages][socket]") {
  account on;
  auto const made = start(on);
  json const texts = {{"subject", std::string(999, 'a')}, {"head", std::string(3000, 'a')}, {"button", std::string(51, 'a')}};
  auto const refused = notify(on, made.path(), {{"email_customization", texts}});
  CHECK(refused.status == 422);
  CHECK(refused.problems() == strings{"subject - é muito longo (máximo: 998 caracteres) @ /data/attributes/subject",
                                      "button - é muito longo (máximo: 50 caracteres) @ /data/attributes/button"});
}

TEST_CASE("the head of an e-mail to one signer is shorter than that to all", "[sandbox][messages][socket]") {
  account on;
  auto const made = start(on);
  json const longest = {{"email_customization",
                         {{"head", std::string(998, 'a')},
                          {"greeting", std::string(3000, 'a')},
                          {"principal", std::string(3000, 'a')},
                          {"final", std::string(3000, 'a')},
                          {"align", "justify"},
                          {"show_token", true},
                          {"show_qrcode", true}}}};
  json longer = longest;
  longer["email_customization"]["head"] = std::string(999, 'a');
  std::string const one = made.path() + "/signers/" + made.signers[0];
  CHECK(notify(on, one, longer).problems() == strings{"head - é muito longo (máximo: 998 caracteres) @ /data/attributes/head"});
  CHECK(notify(on, one, longest).status == 201); // what was refused does not count
  CHECK(notify(on, made.path(), longer).status == 201);
}

} // namespace notifications_test
