#include "support/catch.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include "signing/origin_io.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/signing/origin.hpp>
#include <rubrica/signing/sender.hpp>

#include <string>

namespace origin_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::sandboxed;

namespace {

document_origin some_origin() {
  document_origin origin;
  origin.key = "abcd2345";
  origin.file = 1;
  origin.record = {record_kind::opportunity, "OP-1207"};
  origin.type = "contract";
  origin.description = "Contrato \"de teste\"\nção";
  return origin;
}

void check_same(document_origin const& a, document_origin const& b) {
  CHECK(a.key == b.key);
  CHECK(a.file == b.file);
  CHECK(a.record.kind == b.record.kind);
  CHECK(a.record.id == b.record.id);
  CHECK(a.type == b.type);
  CHECK(a.description == b.description);
  CHECK(a.name == b.name);
}

} // namespace

TEST_CASE("the origin of a document that was sent comes back from ClickSign and from each callback about it",
          "[signing][socket]") {
  sandboxed box;
  auto request = rubrica_test::small_request();
  request.files.push_back(request.files[0]);
  request.files[1].name = "anexo.pdf";
  request.files[1].type = "annex";
  auto const sent = sender(box.client).send(request).value();
  for (std::size_t i = 0; i < sent.documents.size(); ++i) {
    auto const found = origin_of(box.client.documents().get(sent.envelope, sent.documents[i]).value());
    REQUIRE(found);
    CHECK(found->key == sent.key);
    CHECK(found->file == i);
    CHECK(found->record.kind == record_kind::opportunity);
    CHECK(found->record.id == "OP-1207");
    CHECK(found->type == (i == 0 ? "contract" : "annex"));
    CHECK(found->description == "Contrato de teste");
    CHECK(found->name.empty());
  }
  box.server.sign(sent.signers[0].text()).value();
  box.server.drain_webhooks();
  int told = 0;
  for (auto const& one : box.server.deliveries()) {
    auto const event = clicksign::webhook::parse(clicksign::webhook::unverified_body(one.body)).value();
    auto const found = origin_of(event);
    REQUIRE(found);
    CHECK(found->key == sent.key);
    CHECK(found->record.id == "OP-1207");
    ++told;
  }
  CHECK(told > 0);
}

TEST_CASE("an origin is read as it was written", "[signing]") {
  check_same(origin_of(to_metadata(some_origin())).value(), some_origin());
  document_origin bare;
  bare.key = "k";
  CHECK(to_metadata(bare) == R"({"rubrica_key":"k"})");
  check_same(origin_of(to_metadata(bare)).value(), bare);
  document_origin own = some_origin();
  own.record.kind = record_kind("Vertrag"); // the CRM's own kind keeps its spelling
  check_same(origin_of(to_metadata(own)).value(), own);
}

TEST_CASE("an origin is found beside other members, and in an object that comes as a text", "[signing]") {
  CHECK(origin_of(R"({"position_sign_fields":["a"],"rubrica_key":"k","x":{"rubrica_key":"other","type":"t"}})")->key == "k");
  CHECK(origin_of(R"({"x":{"type":"t"},"rubrica_key":"k","y":[{"type":"t"},"type"]})")->type.empty());
  CHECK(origin_of(R"("{\"rubrica_key\":\"k\",\"rubrica_file\":2}")")->file == 2u);
}

TEST_CASE("the metadata of another program is no origin", "[signing]") {
  for (char const* text : {"", "null", "{}", "[]", "7", "true", "\"\"", "\"id 7\"", "id 7", R"({"type":"t","record_id":"7"})",
                           R"({"rubrica_key":7})", R"({"rubrica_key":null})", R"({"rubrica_key":""})", R"({"rubrica_key":["k"]})",
                           R"({"Rubrica_Key":"k"})", R"([{"rubrica_key":"k"}])", R"({"inside":{"rubrica_key":"k"}})"}) {
    INFO(text);
    CHECK_FALSE(origin_of(text));
  }
}

TEST_CASE("what cannot be read for certain is no origin", "[signing]") {
  for (char const* text : {R"({"rubrica_key":"k")", R"({"rubrica_key":"k"} x)", R"({"rubrica_key":"k","rubrica_key":"l"})",
                           R"({"rubrica_key":"k","type":"a","type":"b"})", "{\"rubrica_key\":\"\xFF\"}",
                           R"("\"{\\\"rubrica_key\\\":\\\"k\\\"}\"")"}) {
    INFO(text);
    CHECK_FALSE(origin_of(text));
  }
}

TEST_CASE("a value of another kind counts as absent in an origin", "[signing]") {
  auto const found = origin_of(R"({"rubrica_key":"k","rubrica_file":"1","record_kind":7,"record_id":1207,"type":{"type":"t"},)"
                               R"("description":["d"],"name":true})");
  REQUIRE(found);
  check_same(*found, [] {
    document_origin bare;
    bare.key = "k";
    return bare;
  }());
  for (char const* number : {"-1", "1.5", "99999999999999999999", "1e300", "-0.5"}) {
    INFO(number);
    CHECK_FALSE(origin_of(std::string(R"({"rubrica_key":"k","rubrica_file":)") + number + "}")->file);
  }
  CHECK(origin_of(R"({"rubrica_key":"k","rubrica_file":1.0})")->file == 1u);
}

TEST_CASE("a change of the metadata keeps every other member as it is", "[signing]") {
  description_changes changes;
  changes.type = "annex";
  changes.description = null;
  CHECK(
      with_changes(R"({"a":1.50,"type":{"deep":[1,{"type":2}]},"description":"old","b":[{"type":"x"}],"é":"\n","c":{}})", changes)
          .value() == R"({"a":1.50,"b":[{"type":"x"}],"é":"\n","c":{},"type":"annex"})");
  CHECK(with_changes("", changes).value() == R"({"type":"annex"})");
  CHECK(with_changes("null", changes).value() == R"({"type":"annex"})");
  CHECK(with_changes(R"({"type":["a"],"z":{"y":[]}})", changes).value() == R"({"z":{"y":[]},"type":"annex"})");
  for (char const* text : {"[]", "7", "\"a\"", "true", "{", R"({"a":1,"a":2})", R"([{"type":"x"}])"}) {
    INFO(text);
    auto const refused = with_changes(text, changes);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::invalid_argument);
  }
  changes.name = "\xFF";
  CHECK_FALSE(with_changes("{}", changes));
}

} // namespace origin_test
