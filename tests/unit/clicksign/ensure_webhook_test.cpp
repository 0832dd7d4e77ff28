#include "support/catch.hpp"

#include "support/http/lossy_transport.hpp"
#include "support/http/paths.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/callbacks/route.hpp>
#include <rubrica/callbacks/router.hpp>
#include <rubrica/clicksign/ensure_webhook.hpp>
#include <rubrica/clicksign/future.hpp>

namespace ensure_webhook_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::loss;
using rubrica_test::lossy_transport;
using rubrica_test::sandboxed;
using event = webhook::event_name;
using names = std::vector<event>;

namespace {

constexpr char url[] = "https://crm.example/clicksign";

bool is_creation(http::request const& request) {
  return request.verb == http::method::post && rubrica_test::ends_in(request, "/webhooks");
}

/// A client of the simulator; the test decides which exchanges are lost.
client losing(sandboxed const& box, lossy_transport::chooser choose) {
  return client(sandboxed::client_options(box.server, std::make_shared<lossy_transport>(std::move(choose))));
}

} // namespace

TEST_CASE("ensure_webhook called twice makes one webhook", "[clicksign][webhooks][socket]") {
  sandboxed box;
  auto const first = ensure_webhook(box.client, url, {event::sign, event::refusal}).value();
  auto const second = ensure_webhook(box.client, url, {event::refusal, event::sign}).value();
  CHECK(first.id == second.id);
  CHECK(first.endpoint == url);
  CHECK(first.status == webhook_status::active);
  CHECK(first.events == names{event::sign, event::refusal});
  CHECK_FALSE(first.secret.empty());
  CHECK(first.secret.reveal() == second.secret.reveal());
  CHECK(box.count("POST", "/webhooks") == 1);
  CHECK(box.server.requests().size() == 3); // look, create, look: nothing was to be changed
}

TEST_CASE("ensure_webhook adds missing events, keeps those that are there and switches the webhook on",
          "[clicksign][webhooks][socket]") {
  sandboxed box;
  new_webhook_endpoint request;
  request.endpoint = url;
  request.events = {event::cancel, event::sign};
  request.status = webhook_status::inactive;
  auto const made = box.client.webhooks().create(request).value();
  auto const ready = ensure_webhook(box.client, url, {event::sign, event::deadline}).value();
  CHECK(ready.id == made.id);
  CHECK(ready.status == webhook_status::active);
  CHECK(ready.events == names{event::cancel, event::sign, event::deadline});
  CHECK(ready.secret.reveal() == made.secret.reveal());
  CHECK(box.client.webhooks().get(made.id)->events == ready.events);
}

TEST_CASE("the webhook is found on a later page", "[clicksign][webhooks][socket]") {
  sandboxed box;
  new_webhook_endpoint request;
  request.events = {event::sign};
  for (int i = 0; i < 60; ++i) {
    request.endpoint = std::string(url) + std::to_string(i);
    box.client.webhooks().create(request).value();
  }
  box.server.forget_requests();
  CHECK(ensure_webhook(box.client, std::string(url) + "57", {event::sign})->endpoint == std::string(url) + "57");
  CHECK(box.count("POST", "/webhooks") == 0);
  CHECK(box.count("GET", "/webhooks") == 2);
}

TEST_CASE("ensure_webhook that loses a race takes the other's webhook and adds its events", "[clicksign][webhooks][socket]") {
  sandboxed box;
  std::optional<webhook_endpoint> others;
  auto const late = losing(box, [&](http::request const& request, int) {
    if (is_creation(request) && !others) others = ensure_webhook(box.client, url, {event::cancel}).value();
    return loss::none;
  });
  auto const ready = ensure_webhook(late, url, {event::sign}).value();
  REQUIRE(others);
  CHECK(ready.id == others->id);
  CHECK(ready.events == names{event::cancel, event::sign});
  CHECK(box.client.webhooks().list().all()->size() == 1);
}

TEST_CASE("a webhook whose creation lost its answer is found", "[clicksign][webhooks][socket]") {
  sandboxed box;
  auto const unlucky = losing(box, [](auto const& request, int) { return is_creation(request) ? loss::answer : loss::none; });
  auto const ready = ensure_webhook(unlucky, url, {event::sign});
  REQUIRE(ready);
  CHECK_FALSE(ready->secret.empty());
  CHECK(box.count("POST", "/webhooks") == 1);
}

TEST_CASE("a webhook whose creation is lost is an open outcome, and the next call makes it", "[clicksign][webhooks][socket]") {
  sandboxed box;
  auto const unlucky = losing(box, [](auto const& request, int) { return is_creation(request) ? loss::request : loss::none; });
  auto const lost = ensure_webhook(unlucky, url, {event::sign});
  REQUIRE_FALSE(lost);
  CHECK(lost.error().code == errc::connection_lost);
  CHECK(lost.error().outcome == outcome::ambiguous);
  CHECK(ensure_webhook(box.client, url, {event::sign}));
  CHECK(box.client.webhooks().list().all()->size() == 1);
}

TEST_CASE("a webhook that the account refuses is told why", "[clicksign][webhooks][socket]") {
  sandboxed box;
  auto const wrong = ensure_webhook(box.client, "ftp://crm.example", {event::sign});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == errc::invalid);
  CHECK(box.count("GET", "/webhooks") == 1);
  box.server.forget_requests();
  CHECK(ensure_webhook(box.client, "", {event::sign}).error().code == errc::invalid_argument);
  CHECK(ensure_webhook(box.client, url, {}).error().code == errc::invalid_argument);
  CHECK(box.server.requests().empty());
}

TEST_CASE("the steps of setting up compose: route, registration, webhook, verification", "[clicksign][webhooks][socket]") {
  sandboxed box;
  callbacks::route route;
  route.tenant = "procedo";
  route.path_token = secret("0f3b9d2c7a");
  auto const url = callbacks::registration_url("https://crm.example", route);
  REQUIRE(url);
  auto const webhook = ensure_webhook(box.client, *url, {event::sign});
  REQUIRE(webhook);
  CHECK(webhook->endpoint == "https://crm.example/api/rest/clicksign/0f3b9d2c7a");
  route.secrets = {webhook->secret};
  callbacks::router router;
  CHECK(router.add(route));
}

TEST_CASE("what an account lacks is told as the step of setting up that is missing", "[clicksign][webhooks][socket]") {
  auto const message_for = [](sandboxed const& box, auto change) {
    auto options = box.server.client_options();
    change(options);
    client const newcomer(options);
    auto const refused = ensure_webhook(newcomer, secret("https://crm.example/t0ken-in-the-path"), {event::sign});
    REQUIRE_FALSE(refused);
    CHECK(to_string(refused.error()).find("t0ken-in-the-path") == std::string::npos);
    return refused.error().message;
  };
  auto const says = [](std::string const& message, std::string const& part) { return message.find(part) != std::string::npos; };
  auto const nothing = [](client_options&) {};
  sandboxed box;
  CHECK(says(message_for(box, [](client_options& o) { o.token = secret("another"); }), "generate the access token"));
  CHECK(says(message_for(box, [](client_options& o) { o.token = secret(); }), "generate one"));
  CHECK(says(message_for(box, [&](client_options& o) { o.base_url = o.base_url.substr(0, o.base_url.find("/api")); }),
             "the API's address"));
  CHECK(
      says(message_for(box, [](client_options& o) { o.base_url = "https://no-such-host.invalid/api/v3"; }), "the API's address"));

  sandbox::account_switches switches;
  switches.no_api_user = true;
  box.server.set_switches(switches).value();
  CHECK(says(message_for(box, nothing), "set the e-mail of the API user"));
}

TEST_CASE("an address that ClickSign refuses is told with where it comes from, and not repeated", "[clicksign][webhooks]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(200, R"({"data":[]})");
  transport->status(422, R"({"errors":[{"code":"100","detail":"endpoint https://crm.example/s3cret-path inválido"}]})");
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  auto const refused = ensure_webhook(client(options), secret("https://crm.example/s3cret-path"), {event::sign});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("registration_url") != std::string::npos);
  CHECK(to_string(refused.error()).find("s3cret-path") == std::string::npos);
}

TEST_CASE("a webhook whose secret the service keeps to itself is no success", "[clicksign][webhooks]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(200, R"({"data":[{"id":"w","type":"webhooks","attributes":
    {"endpoint":"https://crm.example/clicksign","status":"active","events":["sign"]}}]})");
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  auto const mute = ensure_webhook(client(options), url, {event::sign});
  REQUIRE_FALSE(mute);
  CHECK(mute.error().code == errc::protocol);
}

TEST_CASE("ensure_webhook is made of the same calls when the engine makes them", "[clicksign][webhooks][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const setup = ensure_webhook(async, url, {event::sign, event::refusal});
  CHECK(box.server.requests().empty());
  auto const first = start_future(async, setup).get().value();
  auto const second = start_future(async, setup).get().value();
  CHECK(first.id == second.id);
  CHECK_FALSE(first.secret.empty());
  CHECK(box.server.requests().size() == 3); // look, create, look
  CHECK(start_future(async, ensure_webhook(async, secret(url), {event::deadline})).get()->events.size() == 3);
  CHECK(start_future(async, ensure_webhook(async, "", {event::sign})).get().error().code == errc::invalid_argument);
  CHECK(start_future(async, ensure_webhook(async, url, {})).get().error().code == errc::invalid_argument);
}

} // namespace ensure_webhook_test
