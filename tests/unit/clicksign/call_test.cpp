#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/call.hpp>
#include <rubrica/clicksign/future.hpp>

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<blocking>>().get(envelope_id())), result<envelope>>);
static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<blocking>>().list()), pages<envelope>>);
static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<deferred>>().get(envelope_id())), call<envelope>>);
static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<deferred>>().list()), call<page<envelope>>>);

TEST_CASE("a deferred call makes no request until it is started, and may be started again", "[clicksign][calls][socket]") {
  sandboxed box;
  async_client async(box.client);
  new_envelope what;
  what.name = "Contrato";
  auto const creation = async.envelopes().create(what);
  REQUIRE(creation.request);
  CHECK(creation.request->verb == http::method::post);
  CHECK(box.server.requests().empty());
  auto const first = start(async, creation).get().value();
  auto const second = start(async, creation).get().value();
  CHECK(first.id != second.id);
  CHECK(box.count("POST", "/envelopes") == 2);
}

TEST_CASE("a call that cannot be sent carries the reason in place of its request", "[clicksign][calls][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const broken = async.envelopes().get(envelope_id("a/b"));
  REQUIRE_FALSE(broken.request);
  CHECK(broken.request.error().code == errc::invalid_argument);
  CHECK(broken.request.error().effect == outcome::not_sent);
}

TEST_CASE("a call reads answers of any status", "[clicksign][calls][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const question = async.envelopes().get(envelope_id("e"));
  CHECK(question.read({200, {}, R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"x"}}})"})->name == "x");
  CHECK(question.read({404, {}, {}}).error().code == errc::not_found);
  CHECK(question.read({200, {}, R"({"data":{"id":"e","type":"documents"}})"}).error().code == errc::protocol);
  CHECK(question.read({200, {}, "<html>"}).error().code == errc::protocol);
}
