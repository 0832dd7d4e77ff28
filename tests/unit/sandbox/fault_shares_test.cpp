#include "support/catch.hpp"

#include "fixture.hpp"

#include <algorithm>
#include <string>

namespace fault_shares_test {

using namespace fixture;
using rubrica::sandbox::fault;
using rubrica::sandbox::fault_plan;
using rubrica::sandbox::read_fault_plan;

namespace {

rubrica::sandbox::server_options with(std::string const& plan) {
  auto options = unlimited();
  options.faults.push_back(read_fault_plan(plan).value());
  return options;
}

answer make(account& on) {
  return on.post("/envelopes", resource("envelopes", {{"name", "Contrato"}}));
}

} // namespace

TEST_CASE("a fault with a share alone is for everything that writes, as long as it is planned", "[sandbox][faults]") {
  for (char const* text : {"commit-then-reset=0.05", "commit_then_reset=.05", "commit-then-reset=5%", "commit-then-reset=5e-2"}) {
    INFO(text);
    fault_plan const plan = read_fault_plan(text).value();
    CHECK(plan.what == fault::commit_then_reset);
    CHECK(plan.method == rubrica::sandbox::writing_methods);
    CHECK(plan.times == 0);
    CHECK(plan.share == 0.05);
  }
  CHECK(read_fault_plan("reset-before-commit=1").value().share == 1);
  CHECK(read_fault_plan("truncated=0").value().share == 0);
  CHECK(read_fault_plan("500=0.2").value().what == fault::status_500);
  auto const more = read_fault_plan("delay=0.2,delay=100,path=/envelopes,times=3,method=POST").value();
  CHECK(more.what == fault::delay);
  CHECK(more.delay == std::chrono::milliseconds(100));
  CHECK(more.path == "/envelopes");
  CHECK(more.times == 3);
  CHECK(more.method == "POST");
  auto const lost = read_fault_plan("webhook-lose=0.5").value();
  CHECK(lost.method.empty());
  CHECK(lost.times == 0);
}

TEST_CASE("a share alone strikes each writing method and no read", "[sandbox][faults][socket]") {
  account on;
  auto const id = on.envelope();
  auto const path = "/envelopes/" + id;
  on.sandbox.add_fault(read_fault_plan("reset-before-commit=1").value()).value();
  CHECK(make(on).status == 0);
  CHECK(on.patch(path, change("envelopes", id, {{"name", "Outro"}})).status == 0);
  CHECK(on.remove(path).status == 0);
  CHECK(on.put(path, json::object()).status == 0);
  CHECK(on.get(path).attributes()["name"] == "Contrato");
  on.sandbox.clear_faults();
  CHECK(on.remove(path).status == 204);
}

TEST_CASE("a share of nothing never strikes, a share of all always", "[sandbox][faults][socket]") {
  account never(with("commit-then-reset=0"));
  for (int i = 0; i < 50; ++i) CHECK(make(never).status == 201);
  account always(with("503=100%"));
  for (int i = 0; i < 50; ++i) CHECK(make(always).status == 503);
  CHECK(always.get("/envelopes").body["meta"]["record_count"] == 0);
}

TEST_CASE("a share of the answers is lost, and all their effects happen", "[sandbox][faults][socket]") {
  account on(with("commit-then-reset=0.2"));
  int lost = 0;
  for (int i = 0; i < 300; ++i) lost += make(on).status == 0 ? 1 : 0;
  CHECK(lost > 30); // by the seed
  CHECK(lost < 90);
  CHECK(on.get("/envelopes").body["meta"]["record_count"] == 300);
}

TEST_CASE("a fault names several methods", "[sandbox][faults][socket]") {
  account on(with("500,method=PATCH|DELETE,times=0"));
  auto const id = on.envelope();
  CHECK(on.remove("/envelopes/" + id).status == 500);
  CHECK(on.patch("/envelopes/" + id, change("envelopes", id, {{"name", "Outro"}})).status == 500);
  CHECK(on.get("/envelopes/" + id).status == 200);
}

TEST_CASE("a whole plan comes as text by the control over HTTP", "[sandbox][faults][socket]") {
  account on;
  CHECK(on.control("fault", {{"plan", "commit-then-reset=0.25,path=/envelopes"}}).status == 200);
  auto const planned = on.control("fault").body["faults"];
  REQUIRE(planned.size() == 1);
  CHECK(planned[0]["what"] == "commit_then_reset");
  CHECK(planned[0]["method"] == "POST|PUT|PATCH|DELETE");
  CHECK(planned[0]["share"] == 0.25);
  CHECK(planned[0]["times"] == 0);
  CHECK(on.control("fault", {{"what", "commit-then-reset"}, {"share", 0.00001}, {"method", "POST|PATCH"}}).status == 200);
  CHECK(on.control("fault", {{"plan", "500=2"}}).body["error"]["message"].get<std::string>().find("share of a fault") !=
        std::string::npos);
  CHECK(on.control("fault", {{"plan", 500}}).body["error"]["code"] == "plan");
  CHECK(on.control("fault", {{"plan", "500"}, {"times", 2}}).body["error"]["code"] == "plan");
  CHECK(on.control("fault").body["faults"].size() == 2);
}

} // namespace fault_shares_test
