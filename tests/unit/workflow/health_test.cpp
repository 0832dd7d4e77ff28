#include "support/catch.hpp"
#include "support/workflow/pages_world.hpp"

#include <rubrica/clicksign/ensure_webhook.hpp>
#include <rubrica/workflow/health.hpp>
#include <rubrica/workflow/label.hpp>

namespace health_test {

using namespace rubrica;
using namespace rubrica::workflow;
using clicksign::webhook::event_name;
using rubrica_test::every_database;
using rubrica_test::pages_world;

namespace {

/// What is wrong, by name; each says how to mend it.
std::string wrong_in(tenant_health const& of) {
  std::string out;
  for (health_check const& one : of.checks) {
    CHECK(one.healthy == one.remedy.empty());
    CHECK(one.remedy == label(one.advice, language::english));
    CHECK(health_topic(one.name).is_known());
    if (!one.healthy) out += (out.empty() ? "" : " ") + one.name;
  }
  CHECK(of.healthy() == out.empty());
  return out;
}

std::vector<event_name> all_events() {
  return {event_name::sign,   event_name::refusal,         event_name::close,   event_name::auto_close,
          event_name::cancel, event_name::document_closed, event_name::deadline};
}

} // namespace

TEST_CASE("metrics count submissions and callbacks, and are told in Prometheus' words", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send("OP-1");
    world.send("OP-2");
    world.act(action::cancel, "OP-2");
    world.engine.submit(world.submission("OP-3")).value();
    world.execute("UPDATE rubrica_submissions SET submitted_at = {now} - 90000 WHERE id = 'OP-3'");
    auto const now = world.engine.metrics().value();
    CHECK(now.submissions.at("running") == 1);
    CHECK(now.submissions.at("cancelled") == 1);
    CHECK(now.submissions.at("waiting") == 1);
    CHECK(now.submissions.at("finished") == 0);
    CHECK(now.oldest_waiting_seconds >= 90);
    CHECK(now.leases_taken_over == 0);
    auto const text = to_prometheus(now);
    CHECK(text.find("# TYPE rubrica_submissions gauge\n") != std::string::npos);
    CHECK(text.find("\nrubrica_submissions{state=\"running\"} 1\n") != std::string::npos);
    CHECK(text.back() == '\n');
  }
}

TEST_CASE("a label of a metric cannot end early", "[workflow]") {
  metrics now;
  now.last_callback["a\"b\\c\nd"] = instant(std::chrono::milliseconds(1'500));
  CHECK(to_prometheus(now).find("rubrica_last_callback_timestamp_seconds{tenant=\"a\\\"b\\\\c\\nd\"} 1.500\n") !=
        std::string::npos);
}

TEST_CASE("health tells what is missing of a tenant's integration", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    CHECK(wrong_in(world.engine.health("acme").value()).empty()); // nothing is received here: nothing is said of webhooks
    auto receiving = world.options;
    receiving.routes = std::make_shared<callbacks::router>();
    auto const deaf = engine(receiving).health("acme").value();
    CHECK(wrong_in(deaf) == "webhook");
    CHECK(std::count_if(deaf.checks.begin(), deaf.checks.end(),
                        [](health_check const& one) { return one.advice == health_remedy::give_callback_url; }) == 1);
    CHECK(wrong_in(world.engine.health("gamma").value()) == "settings");
    world.callback_url = secret("https://crm.example/api/rest/clicksign/token-of-acme");
    CHECK(wrong_in(world.engine.health("acme").value()) == "webhook");
    auto const made = clicksign::ensure_webhook(world.box.client, world.callback_url, {event_name::sign}).value();
    CHECK(wrong_in(world.engine.health("acme").value()) == "webhook"); // it lacks events
    clicksign::ensure_webhook(world.box.client, world.callback_url, all_events()).value();
    CHECK(wrong_in(world.engine.health("acme").value()).empty());

    callbacks::route route;
    route.tenant = "acme";
    route.path_token = secret("token-of-acme");
    route.secrets = {secret("another-secret")};
    auto with_routes = world.options;
    with_routes.routes = std::make_shared<callbacks::router>();
    with_routes.routes->add(route).value();
    CHECK(wrong_in(engine(with_routes).health("acme").value()) == "secret");
    route.secrets.push_back(made.secret);
    with_routes.routes = std::make_shared<callbacks::router>();
    with_routes.routes->add(route).value();
    CHECK(wrong_in(engine(with_routes).health("acme").value()).empty());
    CHECK(world.number("SELECT count(*) FROM rubrica_deliveries") == 0);

    clicksign::webhook_endpoint_changes off;
    off.status = clicksign::webhook_status::inactive;
    world.box.client.webhooks().update(made.id, off).value();
    CHECK(wrong_in(world.engine.health("acme").value()) == "webhook");
    sandbox::account_switches no_user;
    no_user.no_api_user = true;
    world.box.server.set_switches(no_user).value();
    CHECK(wrong_in(world.engine.health("acme").value()) == "api_user");
  }
}

TEST_CASE("health tells a wrong token, and a tenant that is never heard of", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    world.execute("UPDATE rubrica_submissions SET submitted_at = {now} - 7200000");
    CHECK(wrong_in(world.engine.health("acme").value()) == "callbacks");
    world.execute("UPDATE rubrica_tenants SET last_callback_at = {now} WHERE tenant = 'acme'");
    auto const heard = world.engine.health("acme").value();
    CHECK(wrong_in(heard).empty());
    CHECK(heard.last_callback);
    auto wrong = world.options;
    wrong.tenants = [&](std::string const&) -> result<tenant_settings> {
      tenant_settings settings;
      settings.clicksign = world.box.server.client_options();
      settings.clicksign.token = secret("wrong");
      return settings;
    };
    auto const refused = engine(wrong).health("acme").value();
    CHECK(wrong_in(refused) == "token");
    for (health_check const& one : refused.checks) CHECK(one.remedy.find("wrong") == std::string::npos);
  }
}

} // namespace health_test
