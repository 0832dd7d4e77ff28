#include "fixtures.hpp"
#include "support/json/mutations.hpp"
#include "support/json/refusals.hpp"

#include <random>

namespace input_test {

using namespace rubrica_test;
using rubrica::errc;
using rubrica::error_info;

namespace {

error_info refusal(std::string const& body, pacto::parse_options const& options = {}) {
  return pacto::parse("", body, {}, options).error();
}

} // namespace

TEST_CASE("Pacto: a form with one JSON field is read", "[pacto]") {
  auto const n = read("evento=notificarAcesso&payload=%7B%22matricula%22%3A%22000+771%22%7D&chave=" + std::string(32, 'f'));
  CHECK(n.kind == pacto::notification_kind::access);
  CHECK(n.source == pacto::kind_source::query_parameter);
  CHECK(n.payload == R"({"matricula":"000 771"})");
  CHECK(n.raw.substr(0, 7) == "evento=");
  CHECK(n.fields.registration_number->value == "000 771");
  CHECK(n.chave.reveal() == std::string(32, 'f'));
}

TEST_CASE("Pacto: a body in ISO-8859-1 is read where it is not UTF-8, and told as such", "[pacto]") {
  std::string const body = "{\"nome\":\"JO\xC3O \xE9\",\"evento\":\"acesso\"}";
  auto const n = read(body);
  CHECK(n.from_latin_1);
  CHECK(n.fields.client_name->value.reveal() == "JO\xC3\x83O \xC3\xA9");
  CHECK(n.raw == body);
  CHECK(json_at(n, "nome") == "\"JO\xC3\x83O \xC3\xA9\"");
  CHECK_FALSE(read("{\"nome\":\"JO\xC3\x83O\"}").from_latin_1);
}

TEST_CASE("Pacto: a batch in ISO-8859-1 keeps the bytes of each notification", "[pacto]") {
  std::string const first = "{\"nome\":\"Jos\xE9 \x80\xBF\xC0\xFF\"}";
  std::string const second = R"({"evento":"acesso"})";
  auto const all = pacto::parse_batch({}, "[" + first + ", " + second + "]").value();
  REQUIRE(all.size() == 2);
  CHECK(all[0].raw == first);
  CHECK(all[0].from_latin_1);
  CHECK(all[0].payload == "{\"nome\":\"Jos\xC3\xA9 \xE2\x82\xAC\xC2\xBF\xC3\x80\xC3\xBF\"}");
  CHECK(all[1].raw == second);
}

TEST_CASE("Pacto: an error in ISO-8859-1 is placed in the bytes that came", "[pacto]") {
  auto const place = [](std::string const& body) {
    auto const error = refusal(body);
    return std::to_string(error.line) + ":" + std::to_string(error.column);
  };
  std::string const ascii = "{\"ee\":\n\"ee\" x}"; // of the same length
  CHECK(place("{\"\xE9\xE9\":\n\"\xE9\xE9\" x}") == place(ascii));
  CHECK(place("{\"\xE9\xE9\":\n\"\xE9") == place("{\"ee\":\n\"e"));
  CHECK(place("{\xE9") == place("{e"));
  CHECK(place("\xE9") == place("e"));
  CHECK(place("[{\"a\":\"\xE9\xE9\"}, 5]") == place("[{\"a\":\"ee\"}, 5]")); // an item of a batch
}

TEST_CASE("Pacto: a batch is read as several notifications", "[pacto]") {
  std::string const body = " [ {\"evento\":\"acesso\",\"a\":\"],}\\\"\"} ,\n{\"evento\":\"cadastro\"}, {} ]";
  auto const all = pacto::parse_batch({}, body).value();
  REQUIRE(all.size() == 3);
  CHECK(all[0].kind == pacto::notification_kind::access);
  CHECK(all[0].raw == "{\"evento\":\"acesso\",\"a\":\"],}\\\"\"}");
  CHECK(all[0].payload == all[0].raw);
  CHECK(all[1].kind == pacto::notification_kind::registration);
  CHECK(all[2].raw == "{}");
  CHECK(all[1].natural_key != all[2].natural_key);
  CHECK(pacto::parse_batch({}, "{}").value().size() == 1);
  CHECK(pacto::parse_batch({}, "[]").value().empty());
  CHECK(pacto::parse_batch({}, R"([{"a":1},5])").error().code == errc::malformed);
  CHECK(pacto::parse_batch({}, R"([[{"a":1}]])").error().code == errc::malformed);

  auto const one = read(R"([{"evento":"acesso"}])");
  CHECK(one.kind == pacto::notification_kind::access);
  CHECK(one.raw == R"([{"evento":"acesso"}])");
  CHECK(one.payload == R"({"evento":"acesso"})");
  CHECK(refusal(body).message.find("parse_batch") != std::string::npos);
  CHECK(refusal("[]").code == errc::malformed);

  pacto::parse_options options;
  options.largest_batch = 2;
  check_limit(pacto::parse_batch({}, body, {}, options).error(), "batch");
}

TEST_CASE("Pacto: a body that is no JSON, or no object, is refused with its place", "[pacto]") {
  auto const error = refusal("{\"a\": 1,\n 'b': 2}");
  CHECK(error.code == errc::malformed);
  CHECK(error.line == 2);
  CHECK(error.column == 2);
  for (char const* body : {"", "null", "1", "\"x\"", "{", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "[1"}) {
    INFO(body);
    CHECK(refusal(body).code == errc::malformed);
  }
  CHECK(refusal(std::string("{}") + '\0').code == errc::malformed);
  check_place(refusal("{\"a\": 1,\n \"b\": 2, \"a\": 3}"), 2, 10);
  check_place(refusal("\n 7"), 2, 2);
  check_place(refusal("\n [{}, {}]"), 2, 2);
  check_place(pacto::parse_batch({}, "[{\"a\": 1},\n  5]").error(), 2, 3);
}

TEST_CASE("Pacto: a body over a limit is refused with the name of that limit", "[pacto]") {
  std::string const body = bytes_of("access_flat");
  pacto::parse_options options;
  options.largest_body = body.size();
  CHECK(pacto::parse("", body, {}, options).has_value());
  options.largest_body -= 1;
  check_limit(refusal(body, options), "size");
  CHECK(pacto::parse("", nested_object(64)).has_value());
  check_limit(refusal(nested_object(65)), "depth");
  pacto::parse_options narrow;
  narrow.longest_string = 8;
  check_limit(refusal(R"({"a":"123456789"})", narrow), "string length");
  check_limit(refusal(R"({"a":)" + std::string(65, '1') + "}"), "number length");
  std::string const accents = "{\"a\":\"" + std::string(400, '\xE9') + "\"}"; // grows when it becomes UTF-8
  options.largest_body = accents.size();
  CHECK(pacto::parse("", accents, {}, options).has_value());
}

TEST_CASE("Pacto: a large payload costs little and keeps what stands at the top", "[pacto]") {
  std::string body = R"({"produtos":[)";
  for (int i = 0; i < 20'000; ++i) body += R"({"produto":"P","valor":1},)";
  body += R"({}],"evento":"contrato","empresa":1,"codigoContrato":7})";
  auto const n = read(body, praia());
  CHECK(n.kind == pacto::notification_kind::contract);
  CHECK(n.key_is_natural);
  CHECK(n.fields.contract_code->value == "7");
}

TEST_CASE("Pacto: 20,000 mutations give a value or an error, never an exception", "[pacto][property][rule2]") {
  std::mt19937 random(20260303);
  std::vector<std::string> const bodies = {bytes_of("access_flat"), bytes_of("contract_wrapped"), bytes_of("payment_structure"),
                                           R"([{"evento":"acesso","valor":"1.199,00"},{"dataHora":1772442309000}])",
                                           "evento=notificarAcesso&payload=%7B%22matricula%22%3A%22000+771%22%7D"};
  std::size_t values = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string const body = mutated(bodies[random() % bodies.size()], random);
    pacto::arrival from;
    from.target = body; // as strange as the body
    auto const all = pacto::parse_batch(from, body, praia());
    if (!all && all.error().code != errc::malformed) FAIL("another error: " << to_string(all.error()));
    if (!all) continue;
    ++values;
    for (auto const& n : *all) {
      if (n.natural_key.empty()) FAIL("no key: " << body);
      static_cast<void>(json_at(n, "contrato.codigo"));
    }
  }
  CHECK(values > 500);
}

} // namespace input_test
