#include "fixtures.hpp"
#include "support/json/mutations.hpp"
#include "support/json/refusals.hpp"

#include <random>

namespace input_test {

using namespace rubrica_test;
using rubrica::errc;
using rubrica::error_info;

namespace {

error_info refusal(std::string const& body, assinebem::parse_options const& options = {}) {
  return assinebem::parse("", body, options).error();
}

} // namespace

TEST_CASE("AssineBem: a missing comma is refused with its place, as in the provider's own examples", "[assinebem]") {
  check_place(refusal(bytes_of("malformed_document_signed.txt")), 6, 9);
  check_place(refusal(bytes_of("malformed_party_delegated.txt")), 11, 9);
}

TEST_CASE("AssineBem: a body that is no strict JSON is refused with its place", "[assinebem]") {
  check_place(refusal("{\n  'id_externo': 1}"), 2, 3);
  check_place(refusal("{\"id_externo\": 1,\n \"cpf\": x}"), 2, 9);
  check_place(refusal("{\"id_externo\": 1} // note"), 1, 19);
  check_place(refusal(""), 1, 1);
  for (char const* cut : {"{", "{\"id_externo\"", "{\"id_externo\":", "{\"id_externo\":1", "{\"cpf\":\"1", "[", "{\"cpf\":01}",
                          "{\"cpf\":1,}", "{\"cpf\":NaN}", "{cpf:1}"}) {
    INFO(cut);
    auto const error = refusal(cut);
    CHECK(error.code == errc::malformed);
    CHECK(error.line == 1);
    CHECK(error.column > 0);
  }
  CHECK(refusal(std::string("{\"cpf\":1}") + '\0').code == errc::malformed);
  check_place(refusal("{\"cpf\": 1,\n \"cpf\": 2}"), 2, 2);
  check_place(refusal(R"({"cpf":1,"x":{"y":1,"\u0079":2}})"), 1, 21);
  check_place(refusal("\n  [5]"), 2, 3);
}

TEST_CASE("AssineBem: a body that is no object is refused", "[assinebem]") {
  for (char const* body : {"[]", "null", "1", "\"x\"", "true"}) {
    auto const error = refusal(body);
    CHECK(error.code == errc::malformed);
    CHECK(error.line == 1);
    CHECK(error.column == 1);
    CHECK(error.message.find("not an object") != std::string::npos);
  }
}

TEST_CASE("AssineBem: a body over a limit is refused with the name of that limit", "[assinebem]") {
  std::string const body = bytes_of("party_refused.json");
  assinebem::parse_options options;
  options.largest_body = body.size();
  CHECK(assinebem::parse("", body, options).has_value());
  options.largest_body -= 1;
  check_limit(refusal(body, options), "size");

  CHECK(assinebem::parse("", nested_object(64)).has_value());
  check_limit(refusal(nested_object(65)), "depth");

  assinebem::parse_options narrow;
  narrow.longest_string = 32;
  CHECK(assinebem::parse("", R"({"cpf":")" + std::string(32, 'a') + "\"}", narrow).has_value());
  check_limit(refusal(R"({"cpf":")" + std::string(33, 'a') + "\"}", narrow), "string length");

  CHECK(assinebem::parse("", R"({"cpf":)" + std::string(64, '1') + "}").has_value());
  check_limit(refusal(R"({"cpf":)" + std::string(65, '1') + "}"), "number length");
}

TEST_CASE("AssineBem: a form with one JSON field is read", "[assinebem]") {
  CHECK(kind_of("payload=%7B%22id_externo%22%3A1%2C%22cpf%22%3A%22a+b%22%7D") == "party_data_filled");
  CHECK(kind_of("x=1&dados=%7b%22anexo%22:null%7d&y=") == "attachment_sent");
  CHECK(kind_of("json={\"motivo_recusa\":\"a\"}") == "party_refused");
  CHECK(kind_of("a=%7B%7D&b=%7B%7D") == "malformed"); // which of the two?
  CHECK(kind_of("a=1&b=2") == "unknown");             // an object of texts
  CHECK(kind_of("a=%7B%2") == "malformed");
  CHECK(kind_of("a=[1]") == "malformed");
  auto const parsed = assinebem::parse("", "payload=%7B%7D").value();
  CHECK(parsed.raw == "payload=%7B%7D");
}

TEST_CASE("AssineBem: 20,000 mutations give a value or an error, never an exception", "[assinebem][property][rule2]") {
  std::mt19937 random(20260302);
  std::vector<std::string> bodies;
  for (char const* name : {"document_signed.json", "party_status_changed.json", "document_invalidated.json", "party_signed.json",
                           "party_refused.json", "party_data_filled.json", "party_delegated.json", "document_viewed.json",
                           "attachment_sent.json", "malformed_party_delegated.txt"}) {
    bodies.push_back(bytes_of(name));
  }
  bodies.push_back("payload=%7B%22id_externo%22%3A1%2C%22cpf%22%3A%22a+b%22%7D");
  char const* const hints[] = {"", "parte_assinou", "document_signed", "party_data_filled"};
  std::size_t values = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string const body = mutated(bodies[random() % bodies.size()], random);
    auto const parsed = assinebem::parse(hints[random() % 4], body);
    if (!parsed) {
      bool const named = parsed.error().code == errc::malformed || parsed.error().code == errc::ambiguous_payload;
      if (!named) FAIL("another error: " << to_string(parsed.error()));
      continue;
    }
    ++values;
    if (parsed->raw != body || assinebem::deduplication_key(*parsed).size() < 64) FAIL("not kept: " << body);
  }
  CHECK(values > 500);
}

} // namespace input_test
