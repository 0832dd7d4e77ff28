#include "support/callbacks/signed_body.hpp"
#include "support/catch.hpp"
#include "support/files/data.hpp"

#include <rubrica/callbacks/router.hpp>

#include <map>
#include <set>
#include <string>

namespace delivery_test {

using namespace rubrica;
using namespace rubrica::callbacks;

namespace {

constexpr char token[] = "tok-5d41402abc4b2a76b9719d911017c592";
constexpr char key[] = "973d92ca80c2206a0e65b35d2371d595";
constexpr char chave[] = "0123456789abcdef0123456789abcdef";

route route_of(provider value) {
  route one;
  one.tenant = "acme";
  one.provider = value;
  one.path_token = secret(token);
  if (value == provider::clicksign) one.secrets = {secret(key)};
  if (value == provider::assinebem) one.secrets = {secret("security-token-of-acme")};
  one.unit.name = value == provider::pacto ? "unit-1" : "";
  one.unit.chave = secret(value == provider::pacto ? chave : "");
  return one;
}

router table_of_three() {
  router table;
  for (provider const each : {provider::clicksign, provider::assinebem, provider::pacto}) table.add(route_of(each)).value();
  return table;
}

using fields = std::map<std::string, std::string>;

receipt post(router const& table, std::string const& path, std::string const& body, fields more = {}) {
  more["Content-Hmac"] = rubrica_test::content_hmac(key, body);
  more["ASSINEBEM-SECURITY-TOKEN"] = "security-token-of-acme";
  more["Content-Type"] = "application/json";
  incoming request;
  request.path = path;
  request.body = body;
  request.headers = [&](std::string_view name) {
    auto const found = more.find(std::string(name));
    return found == more.end() ? std::string() : found->second;
  };
  return table.receive(request);
}

std::string const clicksign_path = std::string("/api/rest/clicksign/") + token;
std::string const assinebem_path = std::string("/api/rest/assinebem/") + token;
std::string const pacto_path = std::string("/api/rest/pacto/") + token;
std::string const sign = R"({"event":{"name":"sign","data":{"signer":{"key":"s"}}},"document":{"key":"d"}})";

void check_round_trip(delivery const& one) {
  std::string const text = one.to_json();
  for (char const* const unwanted : {token, key, "security-token-of-acme"}) {
    CHECK(text.find(unwanted) == std::string::npos);
  }
  auto const again = delivery::from_json(text);
  REQUIRE(again.has_value());
  CHECK(again->to_json() == text);
  CHECK(again->raw() == one.raw());
  CHECK(again->content.index() == one.content.index());
  CHECK(again->verdict == one.verdict);
  CHECK(again->problem.has_value() == one.problem.has_value());
  CHECK(deduplication_key(*again) == deduplication_key(one));
  if (one.clicksign() != nullptr) CHECK(again->clicksign()->name == one.clicksign()->name);
  if (one.assinebem() != nullptr) CHECK(again->assinebem()->payload.index() == one.assinebem()->payload.index());
  REQUIRE(again->pacto().size() == one.pacto().size());
  for (std::size_t i = 0; i < one.pacto().size(); ++i) {
    CHECK(again->pacto()[i].kind == one.pacto()[i].kind);
    CHECK(again->pacto()[i].natural_key == one.pacto()[i].natural_key);
    CHECK(again->pacto()[i].disposition == one.pacto()[i].disposition);
  }
}

std::string replaced(std::string text, std::string const& what, std::string const& by) {
  std::size_t const at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

} // namespace

TEST_CASE("each sample of a callback comes back from JSON as it was delivered", "[callbacks]") {
  router const table = table_of_three();
  std::set<std::string> keys;
  std::size_t samples = 0;
  auto const check = [&](std::string const& path, std::string const& body) {
    auto const answer = post(table, path, body, {{"Event", "sign"}});
    REQUIRE(answer);
    check_round_trip(*answer);
    keys.insert(deduplication_key(*answer));
    ++samples;
  };
  for (std::string const& body : rubrica_test::all_json_files()) {
    for (std::string const& path : {clicksign_path, assinebem_path, pacto_path}) check(path, body);
  }
  check(clicksign_path, std::string("\x1F\x8B\x08\x00\xFF", 5));
  check(clicksign_path, "");
  check(assinebem_path + "/parte_\xE9", "{\"a\":\"\xE9\"}");
  check(pacto_path, "{\"evento\":\"notificarAcesso\",\"nome\":\"Jos\xE9\"}");
  check(pacto_path + "/?evento=notificarAcesso&x=y", R"([{"codigoCliente":1},{"codigoCliente":2}])");
  CHECK(samples > 30);
  CHECK(keys.size() == samples);
}

TEST_CASE("a delivery says what is needed to do it again, and no secret", "[callbacks][secrets]") {
  router const table = table_of_three();
  auto const answer = post(table, pacto_path + "/notificarAcesso?chave=" + chave + "&evento=acesso&" + token + "&t=" + token,
                           "{}", {{"chave", chave}, {"Event", token}});
  REQUIRE(answer);
  CHECK(answer->target == "/api/rest/pacto/{TOKEN}/notificarAcesso?chave={HIDDEN}&evento=acesso&{HIDDEN}&t={HIDDEN}");
  CHECK(answer.verdict() == verdict::accept);
  std::string const text = answer->to_json();
  for (char const* const unwanted : {chave, token, key, "security-token-of-acme"})
    CHECK(text.find(unwanted) == std::string::npos);
  CHECK(answer->unit.name == "unit-1");
  CHECK(answer->unit.chave.empty());
  check_round_trip(*answer);
  auto const replayed = table.replay(delivery::from_json(text).value());
  REQUIRE(replayed.has_value());
  CHECK(replayed->verdict == verdict::accept);
}

TEST_CASE("the same callback has one deduplication key, another one has another", "[callbacks]") {
  router table = table_of_three();
  auto const key_of = [&](std::string const& path, std::string const& body, fields const& more = {}) {
    auto const answer = post(table, path, body, more);
    REQUIRE(answer);
    return deduplication_key(*answer);
  };
  std::string const first = key_of(clicksign_path, sign);
  CHECK(first.size() == 64);
  CHECK(key_of(clicksign_path + "/?x=1", sign, {{"Event", "sign"}}) == first);
  CHECK(key_of(clicksign_path, sign + " ") != first);
  CHECK(key_of(assinebem_path + "/parte_assinou", "{}") != key_of(assinebem_path + "/documento_assinado", "{}"));
  CHECK(key_of(pacto_path + "?evento=acesso", "{}") != key_of(pacto_path + "?evento=pagamento", "{}"));
  CHECK(key_of(pacto_path + "/acesso", "{}") != key_of(assinebem_path + "/acesso", "{}"));
  auto rotated = route_of(provider::clicksign);
  rotated.path_token = secret("another");
  rotated.secrets = {secret("new")};
  table.replace(rotated).value();
  CHECK(key_of("/api/rest/clicksign/another", sign) == first);
  auto other = rotated;
  other.tenant = "other";
  other.path_token = secret("others");
  other.secrets = {secret(key)};
  table.add(other).value();
  CHECK(key_of("/api/rest/clicksign/others", sign) != first);
}

TEST_CASE("a text that is no stored delivery is refused with its place", "[callbacks]") {
  router const table = table_of_three();
  std::string const good = post(table, clicksign_path, sign)->to_json();
  auto const why = [](std::string const& text) {
    auto const read = delivery::from_json(text);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == errc::malformed);
    CHECK(read.error().line == 1);
    CHECK(read.error().column > 0);
    return read.error().message;
  };
  CHECK(why(replaced(good, "\"version\":1", "\"version\":2")).find("later version") != std::string::npos);
  why(replaced(good, "\"version\":1", "\"version\":0"));
  why(replaced(good, "rubrica.delivery", "rubrica.history"));
  why(replaced(good, "\"provider\":\"clicksign\"", "\"provider\":\"post\""));
  why(replaced(good, "\"verdict\":\"accept\"", "\"verdict\":\"\""));
  why(replaced(good, "\"secret_index\":0", "\"secret_index\":-1"));
  why(replaced(good, "\"body\":{\"text\"", "\"body\":{\"base64\""));
  why(replaced(good, "\"body\":", "\"other\":"));
  for (std::size_t end = 0; end < good.size(); end += 7) why(good.substr(0, end));
  auto const more = delivery::from_json(replaced(good, "{\"format\"", "{\"later\":[1,{}],\"format\""));
  CHECK(more->to_json() == good);
}

TEST_CASE("a callback from quarantine is understood when it is replayed by what knows it", "[callbacks]") {
  router table = table_of_three();
  delivery stored = post(table, clicksign_path, sign).operator*();
  // As an earlier version would have kept it, which could not read it.
  stored.kept = stored.raw();
  stored.content = std::monostate();
  stored.verdict = verdict::accept_and_quarantine;
  stored.problem = make_error(errc::malformed, "an earlier version");
  check_round_trip(stored);
  auto rotated = route_of(provider::clicksign);
  rotated.secrets = {secret("another")};
  table.replace(rotated).value();
  table.retire("acme");
  auto const again = table.replay(delivery::from_json(stored.to_json()).value());
  REQUIRE(again.has_value());
  CHECK(again->verdict == verdict::accept);
  CHECK(again->verified); // by the secret that it was signed with
  CHECK_FALSE(again->problem.has_value());
  REQUIRE(again->clicksign() != nullptr);
  CHECK(again->kept.empty());
  CHECK(deduplication_key(*again) == deduplication_key(stored));

  stored.verdict = verdict::reject;
  CHECK(table.replay(stored).error().code == errc::invalid_argument);
  stored.verdict = verdict::accept_and_quarantine;
  table.remove("acme", provider::clicksign);
  CHECK(table.replay(stored).error().code == errc::unknown_route);
}

TEST_CASE("a notification of another unit stays in quarantine when it is replayed without its chave", "[callbacks]") {
  router const table = table_of_three();
  std::string const foreign(32, 'f');
  for (bool const in_header : {false, true}) {
    auto const answer = post(table, pacto_path + "/notificarAcesso" + (in_header ? "" : "?chave=" + foreign),
                             "{\"codigoCliente\":12}", in_header ? fields{{"chave", foreign}} : fields());
    REQUIRE(answer);
    REQUIRE(answer.verdict() == verdict::accept_and_quarantine);
    check_round_trip(*answer);
    auto const again = table.replay(*answer);
    REQUIRE(again.has_value());
    CHECK(again->verdict == verdict::accept_and_quarantine);
  }
}

} // namespace delivery_test
