#include "support/callbacks/signed_body.hpp"
#include "support/catch.hpp"

#include <rubrica/callbacks/router.hpp>
#include <rubrica/signing/history.hpp>

#include <string>

namespace router_quarantine_test {

using namespace rubrica;
using namespace rubrica::callbacks;

namespace {

constexpr char key[] = "973d92ca80c2206a0e65b35d2371d595";

router table_of_three() {
  router table;
  for (provider const each : {provider::clicksign, provider::assinebem, provider::pacto}) {
    route one;
    one.tenant = "acme";
    one.provider = each;
    one.path_token = secret("tok");
    if (each == provider::clicksign) one.secrets = {secret(key)};
    table.add(one).value();
  }
  return table;
}

receipt post(std::string const& path, std::string const& body) {
  static router const table = table_of_three();
  std::string const signature = rubrica_test::content_hmac(key, body);
  incoming request;
  request.path = path;
  request.body = body;
  request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
  return table.receive(request);
}

void check_put_aside(receipt const& answer, std::string const& why, std::string const& body) {
  INFO(body);
  REQUIRE(answer);
  CHECK(answer.verdict() == verdict::accept_and_quarantine);
  CHECK(answer.reply().status == 202);
  REQUIRE(answer->problem.has_value());
  CHECK(answer->problem->message.find(why) != std::string::npos);
  CHECK(answer->raw() == body);
  CHECK(signing::history().apply(*answer).empty());
}

} // namespace

TEST_CASE("the router keeps a known event that names no document for a person, and says why", "[callbacks]") {
  struct {
    char const* document;
    char const* why;
  } const cases[] = {{"null", "absent"},
                     {"{}", "absent"},
                     {"17", "unreadable"},
                     {"\"doc-1\"", "unreadable"},
                     {R"([{"key":"a"},{"key":"b"}])", "several"},
                     {R"({"status":"running","key":0})", "without_key"}};
  for (auto const& one : cases) {
    std::string const body =
        R"({"event":{"name":"sign","data":{"signer":{"key":"s"}}},"document":)" + std::string(one.document) + "}";
    check_put_aside(post("/api/rest/clicksign/tok", body), one.why, body);
  }
  std::string const bare = R"({"event":{"name":"cancel"}})";
  check_put_aside(post("/api/rest/clicksign/tok", bare), "absent", bare);
  std::string const inside = R"({"event":{"name":"sign","data":{"signer":{"key":"s"}},"document":{"key":"doc-1"}}})";
  auto const read = post("/api/rest/clicksign/tok", inside);
  CHECK(read.verdict() == verdict::accept);
  CHECK(read->clicksign()->document->key.text() == "doc-1");
  std::string const activated = R"({"event":{"name":"envelope_activated"}})";
  check_put_aside(post("/api/rest/clicksign/tok", activated), "absent", activated);
  CHECK(post("/api/rest/clicksign/tok", R"({"event":{"name":"envelope_activated","data":{"key":"e"}}})").verdict() ==
        verdict::accept);
}

TEST_CASE("the router keeps what it cannot read for a person, by its name", "[callbacks]") {
  std::string const gzip = std::string("\x1F\x8B\x08\x00", 4) + "rest";
  check_put_aside(post("/api/rest/clicksign/tok", gzip), "gzip", gzip);
  check_put_aside(post("/api/rest/assinebem/tok", gzip), "gzip", gzip);
  check_put_aside(post("/api/rest/pacto/tok", gzip), "gzip", gzip);
  std::string const event = R"({"event":{"name":"cancel"},"document":{"key":"d"}})";
  std::string const several = "[" + event + "," + event + "]";
  check_put_aside(post("/api/rest/clicksign/tok", several), "several", several);
}

TEST_CASE("the router keeps a callback of AssineBem without ids for a person", "[callbacks]") {
  std::string const body = R"({"id_externo_documento":"null","id_externo_contato":0,"identificador_assinatura":"s"})";
  check_put_aside(post("/api/rest/assinebem/tok/parte_assinou", body), "absent", body);
  std::string const nobody = R"({"id_externo_documento":"501","id_externo_contato":0,"identificador_assinatura":"s"})";
  check_put_aside(post("/api/rest/assinebem/tok/parte_assinou", nobody), "absent", nobody);
}

} // namespace router_quarantine_test
