#include "support/catch.hpp"

#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/future.hpp>
#include <rubrica/clicksign/pending_call.hpp>

#include <type_traits>

namespace pending_call_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<blocking>>().get(envelope_id())), result<envelope>>);
static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<blocking>>().list()), pages<envelope>>);
static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<deferred>>().get(envelope_id())), pending_call<envelope>>);
static_assert(std::is_same_v<decltype(std::declval<basic_envelopes<deferred>>().list()), pending_call<page<envelope>>>);

TEST_CASE("a deferred call makes no request until it is started, and may be started again", "[clicksign][calls][socket]") {
  sandboxed box;
  async_client async(box.client);
  new_envelope request;
  request.name = "Contrato";
  auto const creation = async.envelopes().create(request);
  CHECK(box.server.requests().empty());
  auto const first = start_future(async, creation).get().value();
  auto const second = start_future(async, creation).get().value();
  CHECK(first.id != second.id);
  CHECK(box.count("POST", "/envelopes") == 2);
}

// A call holds the access token: nothing in it can be reached, and nobody but a resource makes one.
static_assert(!std::is_aggregate_v<pending_call<envelope>> && !std::is_default_constructible_v<pending_call<envelope>>);
static_assert(std::is_copy_constructible_v<pending_call<envelope>> &&
              std::is_nothrow_move_constructible_v<pending_call<envelope>>);

TEST_CASE("a call that cannot be sent ends with the reason and without a request", "[clicksign][calls][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const broken = start_future(async, async.envelopes().get(envelope_id("a/b"))).get();
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == errc::invalid_argument);
  CHECK(broken.error().outcome == outcome::not_sent);
  auto const unwritable = start_future(async, async.raw().send({http::method::get, "/x", {}, "{}"})).get();
  REQUIRE_FALSE(unwritable);
  CHECK(unwritable.error().outcome == outcome::not_sent);
  CHECK(box.server.requests().empty());
}

TEST_CASE("a call reads answers of any status", "[clicksign][calls][socket]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  async_client async{client(options)};
  auto const question = async.envelopes().get(envelope_id("e"));
  auto const read = [&](int status, std::string body) {
    transport->status(status, std::move(body));
    return start_future(async, question).get();
  };
  CHECK(read(200, R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"x"}}})")->name == "x");
  CHECK(read(404, {}).error().code == errc::not_found);
  CHECK(read(200, R"({"data":{"id":"e","type":"documents"}})").error().code == errc::protocol);
  CHECK(read(200, "<html>").error().code == errc::protocol);
}

} // namespace pending_call_test
