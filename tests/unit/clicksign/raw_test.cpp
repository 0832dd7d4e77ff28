#include "support/catch.hpp"

#include "support/http/lossy_transport.hpp"
#include "support/http/routes_seen.hpp"
#include "support/http/scripted_client.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

namespace raw_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::loss;
using rubrica_test::lossy_transport;
using rubrica_test::sandboxed;
using rubrica_test::scripted_client;

namespace {

constexpr char creation[] = R"({"data":{"type":"envelopes","attributes":{"name":"Contrato"}}})";

raw_request request(http::method verb, std::string path, std::string body = {}) {
  raw_request out;
  out.verb = verb;
  out.path = std::move(path);
  out.body = std::move(body);
  return out;
}

/// A client that retries as often as a program's.
scripted_client retrying() {
  scripted_client out;
  out.attempts = http::retry_policy().attempts;
  return out;
}

} // namespace

TEST_CASE("a route without a method is called with each verb", "[clicksign][raw][socket]") {
  sandboxed box;
  auto const raw = box.client.raw();
  auto const made = raw.send(request(http::method::post, "/envelopes", creation)).value();
  CHECK(made.status == 201);
  CHECK(made.body.find("\"Contrato\"") != std::string::npos);
  CHECK(made.request_id.size() == 36);
  auto const id = box.client.envelopes().list().all().value().at(0).id.text();
  std::string const path = "/envelopes/" + id;
  std::string const change = R"({"data":{"type":"envelopes","id":")" + id + R"(","attributes":{"name":"Outro"}}})";
  CHECK(raw.send(request(http::method::patch, path, change))->status == 200);
  CHECK(raw.send(request(http::method::get, path))->body.find("\"Outro\"") != std::string::npos);
  auto const gone = raw.send(request(http::method::del, path)).value();
  CHECK(gone.status == 204);
  CHECK(gone.body.empty());
}

TEST_CASE("query parameters are encoded, so that a value stays a value", "[clicksign][raw][socket]") {
  sandboxed box;
  for (char const* name : {"a&filter[status]=running#x", "b"}) {
    new_envelope request;
    request.name = name;
    box.client.envelopes().create(request).value();
  }
  auto all = request(http::method::get, "/envelopes");
  all.query = {{"filter[name]", "a&filter[status]=running#x"}, {"page[size]", "5"}};
  auto const found = box.client.raw().send(all).value();
  CHECK(found.body.find("\"record_count\":1") != std::string::npos);

  auto const s = retrying();
  s.transport->status(200, "{}");
  s.client().raw().send(all).value();
  CHECK(s.transport->requests().at(0).url ==
        "https://app.clicksign.com/api/v3/envelopes?filter%5Bname%5D=a%26filter%5Bstatus%5D%3Drunning%23x&page%5Bsize%5D=5");
}

TEST_CASE("a path leads below the base URL or nowhere", "[clicksign][raw]") {
  auto const s = retrying();
  for (char const* bad : {"",
                          "envelopes",
                          "/",
                          "//evil.example/x",
                          "/envelopes//x",
                          "/envelopes/",
                          "/../users/me",
                          "/a/./b",
                          "/a/..",
                          "/a/%2e%2e/b",
                          "/a%2fb",
                          "https://evil.example/",
                          "/x?access_token=1",
                          "/x#y",
                          "/a b",
                          "/a\\..\\b",
                          "/a\r\nX: y",
                          "/a;b",
                          "/a@evil.example",
                          "/\xC3\xA9",
                          "/a&b=c"}) {
    INFO(bad);
    auto const refused = s.client().raw().send(request(http::method::get, bad));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::invalid_argument);
    CHECK(refused.error().outcome == outcome::not_sent);
    CHECK(refused.error().message.find("evil") == std::string::npos);
  }
  CHECK(s.transport->requests().empty());
  s.transport->status(200).status(200);
  CHECK(s.client().raw().send(request(http::method::get, "/v4.1/things:list/a_b-c~d")));
  CHECK(s.client().raw().send(request(http::method::get, "/...")));
  CHECK(s.transport->requests().at(0).url == "https://app.clicksign.com/api/v3/v4.1/things:list/a_b-c~d");
}

TEST_CASE("a body is JSON, and a GET has none", "[clicksign][raw]") {
  auto const s = retrying();
  for (auto const& bad : {request(http::method::post, "/x", "{"), request(http::method::post, "/x", "{} {}"),
                          request(http::method::post, "/x", "a=b"), request(http::method::put, "/x", "\"caf\xE9\""),
                          request(http::method::get, "/x", "{}")}) {
    CHECK(s.client().raw().send(bad).error().code == errc::invalid_argument);
  }
  CHECK(s.transport->requests().empty());
  std::string const large = '"' + std::string(12u << 20, 'A') + '"';
  s.transport->status(201, "{}").status(204);
  CHECK(s.client().raw().send(request(http::method::post, "/x", large)));
  CHECK(s.client().raw().send(request(http::method::del, "/x", "{\"data\":null}")));
  auto const seen = s.transport->requests();
  CHECK(std::get<std::string>(seen[0].body) == large);
  CHECK(*http::find(seen[0].fields, "Content-Type") == "application/vnd.api+json");
  CHECK(seen[0].authorization.reveal() == "t0ken");
}

TEST_CASE("errors of a raw call are those of every other", "[clicksign][raw][socket]") {
  sandboxed box;
  auto const missing = box.client.raw().send(request(http::method::get, "/envelopes/00000000-0000-4000-8000-000000000000"));
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == errc::not_found);
  CHECK_FALSE(missing.error().request_id.empty());
  CHECK(box.client.raw().send(request(http::method::get, "/no/such/route")).error().code == errc::not_found);
  auto const refused = box.client.raw().send(request(http::method::post, "/envelopes", R"({"data":{"type":"envelopes"}})"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::invalid);
  CHECK_FALSE(refused.error().problems.empty());

  auto const s = retrying();
  s.transport->status(200, "<html>maintenance</html>").status(201, "{\"data\":");
  auto const page = s.client().raw().send(request(http::method::get, "/x"));
  REQUIRE_FALSE(page);
  CHECK(page.error().code == errc::protocol);
  CHECK(page.error().outcome == outcome::rejected);
  auto const cut = s.client().raw().send(request(http::method::post, "/x", "{}"));
  REQUIRE_FALSE(cut);
  CHECK(cut.error().outcome == outcome::ambiguous);
}

TEST_CASE("a POST is sent once unless the caller says otherwise", "[clicksign][raw]") {
  auto const requests_after_429 = [](std::optional<bool> repeatable) {
    auto const s = retrying();
    s.transport->status(429, "Too many requests", {{"Retry-After", "0"}}).status(201, "{}");
    auto post = request(http::method::post, "/x", "{}");
    post.repeatable = repeatable;
    static_cast<void>(s.client().raw().send(post));
    return s.transport->requests().size();
  };
  CHECK(requests_after_429({}) == 1);
  CHECK(requests_after_429(false) == 1);
  CHECK(requests_after_429(true) == 2);

  for (http::method verb : {http::method::get, http::method::put, http::method::patch, http::method::del, http::method::post}) {
    auto const s = retrying();
    s.transport->fails(errc::connection_lost, outcome::ambiguous).status(200, "{}");
    static_cast<void>(s.client().raw().send(request(verb, "/x")));
    CHECK(s.transport->requests().size() == (verb == http::method::post ? 1 : 2));
  }
}

TEST_CASE("observers see the name that the caller gives, never the path", "[clicksign][raw]") {
  auto const told = std::make_shared<rubrica_test::routes_seen>();
  scripted_client s;
  s.observer = told;
  s.transport->status(200).status(200).status(200);
  auto call = request(http::method::get, "/things/529-982-247-25");
  s.client().raw().send(call).value();
  call.route = "/things/{thing_id}";
  s.client().raw().send(call).value();
  call.route.clear();
  s.client().raw().send(call).value();
  CHECK(told->routes == std::vector<std::string>{"raw", "/things/{thing_id}", "raw"});
}

TEST_CASE("a raw call can be made later", "[clicksign][raw][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const found = start_future(async, async.raw().send(request(http::method::get, "/envelopes"))).get();
  REQUIRE(found);
  CHECK(found->status == 200);
}

} // namespace raw_test
