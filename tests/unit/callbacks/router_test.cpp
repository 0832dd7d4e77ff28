#include "support/catch.hpp"

#include <rubrica/callbacks/router.hpp>
#include <rubrica/signing/history.hpp>

#include <algorithm>
#include <map>

namespace router_test {

using namespace rubrica;
using namespace rubrica::callbacks;

namespace {

constexpr char token[] = "tok-acme-5d41402abc4b2a76b9719d911017c592";
constexpr char current[] = "current-secret-of-acme-0123456789";
constexpr char former[] = "former-secret-of-acme-01234567890";
constexpr char body[] =
    R"({"event":{"name":"sign","data":{"signer":{"key":"ana","name":"Ana Souza"}},"occurred_at":"2026-03-02T10:00:00.000-03:00"},"document":{"key":"doc-1","status":"running"}})";

// HMAC-SHA256 of `body`, computed with another tool.
constexpr char by_current[] = "sha256=cd292e880d6400ca600170bcf52c389bbf59ae8245ee956c2946a20ea66e0dc6";
constexpr char by_former[] = "sha256=f7d82161dc0e257f4a9da9ee0248eed8750d4796c4c9ab5614e097df12fe3f28";
constexpr char by_decoy[] = "sha256=5ed3b55b90402cbeb2bb095252b9e3ed6dede90b4b6be31643173072a6a0a566";

route clicksign_route() {
  route one;
  one.tenant = "acme";
  one.path_token = secret(token);
  one.secrets = {secret(current), secret(former)};
  return one;
}

route assinebem_route(std::string const& expected = {}) {
  route one;
  one.tenant = "acme";
  one.provider = provider::assinebem;
  one.path_token = secret(token);
  if (!expected.empty()) one.secrets = {secret(expected)};
  return one;
}

route pacto_route(bool active = true) {
  route one;
  one.tenant = "academia";
  one.provider = provider::pacto;
  one.path_token = secret(token);
  one.unit.name = "unit-1";
  one.unit.active = active;
  return one;
}

receipt post(router const& table, std::string const& path, std::string const& bytes,
             std::map<std::string, std::string> const& fields = {}) {
  incoming request;
  request.path = path;
  request.body = bytes;
  request.headers = [&](std::string_view name) {
    auto const found = fields.find(std::string(name));
    return found == fields.end() ? std::string() : found->second;
  };
  return table.receive(request);
}

void check_rejected(receipt const& answer, errc why) {
  CHECK_FALSE(answer);
  CHECK(answer.verdict() == verdict::reject);
  CHECK(answer.error().code == why);
  CHECK(answer.reply().status == 404);
  CHECK(answer.reply().reason == "no such address, or not signed for it"); // the same for all
}

std::string const clicksign_path = std::string("/api/rest/clicksign/") + token;
std::string const assinebem_path = std::string("/api/rest/assinebem/") + token;
std::string const pacto_path = std::string("/api/rest/pacto/") + token;
std::string const signed_payload = R"({"id_externo_documento":"501","id_externo_contato":"71","identificador_assinatura":"s"})";

} // namespace

TEST_CASE("a signed callback of ClickSign comes out verified and read", "[callbacks]") {
  router table;
  table.add(clicksign_route()).value();
  auto const answer = post(table, clicksign_path, body, {{"Content-Hmac", by_current}});
  REQUIRE(answer);
  CHECK(answer.verdict() == verdict::accept);
  CHECK(answer.reply().status == 200);
  CHECK(answer->tenant == "acme");
  CHECK(answer->provider == provider::clicksign);
  CHECK(answer->verified);
  CHECK(answer->secret_index == 0);
  CHECK(answer->raw() == body);
  REQUIRE(answer->clicksign() != nullptr);
  CHECK(answer->clicksign()->name == clicksign::webhook::event_name::sign);
  CHECK(answer->assinebem() == nullptr);
  CHECK(answer->pacto().empty());

  signing::history history;
  auto const changes = history.apply(*answer);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].is(signing::change::signer_signed));
  CHECK(history.apply(*answer).empty());
}

TEST_CASE("a route takes the old and the new secret while they rotate", "[callbacks]") {
  router table;
  table.add(clicksign_route()).value();
  auto const answer = post(table, clicksign_path + "/?x=1", body, {{"Content-Hmac", by_former}});
  REQUIRE(answer);
  CHECK(answer->secret_index == 1);
}

TEST_CASE("the router gives one answer to unknown routes and to forged signatures", "[callbacks]") {
  router table;
  table.add(clicksign_route()).value();
  auto single = clicksign_route();
  single.tenant = "other";
  single.path_token = secret("other-token");
  single.secrets = {secret("another-secret")};
  table.add(single).value();
  check_rejected(post(table, "/api/rest/clicksign/unknown", body, {{"Content-Hmac", by_current}}), errc::unknown_route);
  check_rejected(post(table, clicksign_path, std::string(body) + "\n", {{"Content-Hmac", by_current}}), errc::signature_mismatch);
  check_rejected(post(table, clicksign_path, body), errc::signature_missing);
  check_rejected(post(table, clicksign_path, body, {{"Content-Hmac", "sha1=00"}}), errc::signature_missing);
  check_rejected(post(table, "/api/rest/clicksign/other-token", body, {{"Content-Hmac", by_current}}), errc::signature_mismatch);
  // Knowing the filler of the list of secrets is of no use.
  check_rejected(post(table, "/api/rest/clicksign/other-token", body, {{"Content-Hmac", by_decoy}}), errc::signature_mismatch);
  check_rejected(post(table, "/api/rest/clicksign/unknown", body, {{"Content-Hmac", by_decoy}}), errc::unknown_route);
  for (std::string const path :
       {"", "/", "/api/rest/clicksign", "/api/rest/clicksign/", "/api/rest/clicksign//", "/API/rest/clicksign/other-token",
        "api/rest/clicksign/other-token", "/api/rest/clicksign/other-token/more", "/api/rest/clicksign/{TOKEN}"}) {
    check_rejected(post(table, path, body, {{"Content-Hmac", by_current}}), errc::unknown_route);
  }
  check_rejected(router().receive({}), errc::unknown_route);
}

TEST_CASE("a signed callback that cannot be read goes into quarantine", "[callbacks]") {
  router table;
  table.add(clicksign_route()).value();
  auto const answer = post(table, clicksign_path, R"({"event":)",
                           {{"Content-Hmac", "sha256=2daae69471627103b0a2e3e68683fbd90172fe7ce4ca61ef4cefdcc2e5fbd15d"}});
  REQUIRE(answer);
  CHECK(answer.verdict() == verdict::accept_and_quarantine);
  CHECK(answer.reply().status == 202);
  CHECK(answer->raw() == R"({"event":)");
  REQUIRE(answer->problem);
  CHECK(answer->problem->code == errc::malformed);
  CHECK(signing::history().apply(*answer).empty());
}

TEST_CASE("the router does not look at a body over the limit", "[callbacks]") {
  router_options options;
  options.largest_body = 100;
  router table(options);
  table.add(clicksign_route()).value();
  auto const answer = post(table, clicksign_path, std::string(101, 'x'));
  CHECK_FALSE(answer);
  CHECK(answer.reply().status == 413);
  CHECK(answer.error().code == errc::limit_exceeded);
}

TEST_CASE("AssineBem: the kind comes from the path", "[callbacks]") {
  router table;
  table.add(assinebem_route()).value();
  auto const answer = post(table, assinebem_path + "/parte_assinou", signed_payload);
  REQUIRE(answer);
  CHECK(answer.verdict() == verdict::accept);
  CHECK(answer->hint == "parte_assinou");
  CHECK_FALSE(answer->verified);
  CHECK(answer->raw() == signed_payload);
  REQUIRE(answer->assinebem() != nullptr);
  CHECK(std::holds_alternative<assinebem::party_signed>(answer->assinebem()->payload));
  CHECK(signing::history().apply(*answer).size() == 1);

  CHECK(post(table, assinebem_path, signed_payload)); // without a hint the payload decides
  auto const ambiguous = post(table, assinebem_path, R"({"id_externo":"1"})");
  REQUIRE(ambiguous);
  CHECK(ambiguous.verdict() == verdict::accept_and_quarantine);
  CHECK(ambiguous->problem->code == errc::ambiguous_payload);
  CHECK(ambiguous->raw() == R"({"id_externo":"1"})");
  auto const unheard = post(table, assinebem_path, R"({"novo":1})");
  REQUIRE(unheard);
  CHECK(unheard.verdict() == verdict::accept_and_quarantine);
  CHECK(unheard->assinebem() != nullptr);
  check_rejected(post(table, "/api/rest/assinebem/unknown/parte_assinou", signed_payload), errc::unknown_route);
}

TEST_CASE("AssineBem: a callback needs the security token where one is set", "[callbacks]") {
  router table;
  table.add(assinebem_route("expected-value")).value();
  auto open = assinebem_route();
  open.path_token = secret("open");
  open.hint = "party_signed";
  table.add(open).value();
  check_rejected(post(table, assinebem_path, signed_payload), errc::signature_missing);
  check_rejected(post(table, assinebem_path, signed_payload, {{"ASSINEBEM-SECURITY-TOKEN", "other"}}), errc::signature_mismatch);
  auto const answer = post(table, assinebem_path, signed_payload, {{"HTTP_ASSINEBEM_SECURITY_TOKEN", "expected-value"}});
  REQUIRE(answer);
  CHECK(answer->verified);
  auto const unchecked = post(table, "/api/rest/assinebem/open", signed_payload, {{"ASSINEBEM-SECURITY-TOKEN", "any"}});
  REQUIRE(unchecked);
  CHECK_FALSE(unchecked->verified);
  CHECK(unchecked->hint == "party_signed");
}

TEST_CASE("Pacto: the verdict of the router is that of the kind, the guess or the unit that is switched off", "[callbacks]") {
  router table;
  table.add(pacto_route()).value();
  auto resting = pacto_route(false);
  resting.path_token = secret("resting");
  table.add(resting).value();
  auto const answer = post(table, pacto_path + "/notificarAcesso", R"({"codigoCliente":12})");
  REQUIRE(answer);
  CHECK(answer.verdict() == verdict::accept);
  REQUIRE(answer->pacto().size() == 1);
  CHECK(answer->pacto()[0].kind == pacto::notification_kind::access);
  CHECK(answer->raw() == R"({"codigoCliente":12})");
  CHECK(signing::history().apply(*answer).empty());

  auto const several = post(table, pacto_path, R"([{"evento":"notificarAcesso"},{"x":1}])");
  REQUIRE(several);
  CHECK(several.verdict() == verdict::accept);
  CHECK(several->pacto().size() == 2);
  CHECK(several->raw() == R"([{"evento":"notificarAcesso"},{"x":1}])");
  CHECK(post(table, pacto_path, R"({"x":1})").verdict() == verdict::accept_and_quarantine);
  CHECK(post(table, pacto_path, "no JSON").verdict() == verdict::accept_and_quarantine);

  auto const dropped = post(table, "/api/rest/pacto/resting/notificarAcesso", R"({"codigoCliente":12})");
  CHECK_FALSE(dropped);
  CHECK(dropped.verdict() == verdict::accept_and_drop);
  CHECK(dropped.reply().status == 200);
  check_rejected(post(table, "/api/rest/pacto/unknown", "{}"), errc::unknown_route);
}

TEST_CASE("the router refuses routes that cannot be used", "[callbacks]") {
  router table;
  auto const code = [&](route const& one) {
    auto const added = table.add(one);
    return added ? errc::not_ready : added.error().code;
  };
  auto one = clicksign_route();
  one.path_token = secret();
  CHECK(code(one) == errc::invalid_argument);
  one.path_token = secret("a/b");
  CHECK(code(one) == errc::invalid_argument);
  one = clicksign_route();
  one.secrets.clear();
  CHECK(code(one) == errc::invalid_argument);
  one.secrets = {secret(current), secret()};
  CHECK(code(one) == errc::invalid_argument);
  for (std::string const path :
       {"x/{TOKEN}", "/x", "/{TOKEN}/{TOKEN}", "/{HINT}/{TOKEN}", "/x{TOKEN}", "/{TOKEN}//x", "/{TOKEN}/", "/{OTHER}/{TOKEN}"}) {
    one = clicksign_route();
    one.path = path;
    INFO(path);
    CHECK(code(one) == errc::invalid_argument);
  }
  CHECK(table.size() == 0);
  CHECK(table.add(clicksign_route()));
  CHECK(code(clicksign_route()) == errc::invalid_argument); // twice
  one = assinebem_route();
  one.path = "/api/rest/clicksign/{TOKEN}";
  CHECK(code(one) == errc::invalid_argument);
  one = clicksign_route();
  one.path = "/hooks/{TOKEN}/events"; // the same token elsewhere
  CHECK(table.add(one));
  CHECK(table.size() == 2);
  CHECK(post(table, std::string("/hooks/") + token + "/events", body, {{"Content-Hmac", by_current}}));
}

TEST_CASE("the router makes the URL to register", "[callbacks]") {
  auto const url = [](std::string_view base, route const& one, std::string_view hint = {}) {
    auto const built = registration_url(base, one, hint);
    return built ? std::string(built->reveal()) : std::string(to_string(built.error().code));
  };
  CHECK(url("https://crm.example", clicksign_route()) == "https://crm.example" + clicksign_path);
  CHECK(url("https://crm.example/app/", clicksign_route()) == "https://crm.example/app" + clicksign_path);
  CHECK(url("http://127.0.0.1:8080", clicksign_route()) == "http://127.0.0.1:8080" + clicksign_path);
  CHECK(url("https://crm.example", assinebem_route(), "parte_assinou") ==
        "https://crm.example" + assinebem_path + "/parte_assinou");
  CHECK(url("https://crm.example", pacto_route()) == "https://crm.example" + pacto_path);
  for (std::string const base : {"", "crm.example", "http://crm.example", "https://", "ftp://crm.example",
                                 "https://crm.example?x", "https://crm example", "http://localhost.crm.example"}) {
    CHECK(url(base, clicksign_route()) == "invalid_argument");
  }
  CHECK(url("https://crm.example", clicksign_route(), "sign") == "invalid_argument");
  CHECK(url("https://crm.example", assinebem_route(), "a/b") == "invalid_argument");
  CHECK(url("https://crm.example", route()) == "invalid_argument");
  // A registered URL must be received.
  router table;
  table.add(assinebem_route()).value();
  CHECK(post(table, url("https://crm.example", assinebem_route(), "party_signed").substr(19), signed_payload));
}

} // namespace router_test
