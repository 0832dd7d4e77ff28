#include "support/catch.hpp"

#include "fixture.hpp"

namespace rate_limit_test {

using namespace fixture;

namespace {

/// Moves to the first moment of a window, so that the calls fall into one window.
void enter_new_window(rubrica::sandbox::server& sandbox) {
  auto const now = std::chrono::duration_cast<std::chrono::milliseconds>(sandbox.now().time_since_epoch()).count();
  sandbox.advance(std::chrono::milliseconds(10'000 - now % 10'000));
}

} // namespace

TEST_CASE("the quota is a window of ten seconds aligned to the epoch", "[sandbox][quota][socket]") {
  rubrica::sandbox::server_options options;
  options.rate_limit = 5;
  account on(options);
  enter_new_window(on.sandbox);
  for (int left = 4; left >= 0; --left) {
    auto const got = on.get("/envelopes");
    CHECK(got.status == 200);
    CHECK(got.header("X-Rate-Limit") == "5");
    CHECK(got.header("X-Rate-Limit-Remaining") == std::to_string(left));
    CHECK(std::stoll(got.header("X-Rate-Limit-Reset")) % 10 == 0);
  }
  auto const refused = on.get("/envelopes");
  CHECK(refused.status == 429);
  CHECK(refused.text == "Too many requests");
  CHECK(refused.header("X-Rate-Limit-Remaining") == "0");
  auto const reset = std::chrono::seconds(std::stoll(refused.header("X-Rate-Limit-Reset")));
  CHECK(reset > on.sandbox.now().time_since_epoch());
  CHECK(reset <= on.sandbox.now().time_since_epoch() + std::chrono::seconds(10));

  enter_new_window(on.sandbox);
  auto const after = on.get("/envelopes");
  CHECK(after.status == 200);
  CHECK(after.header("X-Rate-Limit-Remaining") == "4");
}

TEST_CASE("an error carries the quota headers too, and counts", "[sandbox][quota][socket]") {
  rubrica::sandbox::server_options options;
  options.rate_limit = 20;
  account on(options);
  enter_new_window(on.sandbox);
  CHECK(on.get("/envelopes/unknown").header("X-Rate-Limit-Remaining") == "19");
  CHECK(on.post("/envelopes", json::object()).header("X-Rate-Limit-Remaining") == "18");
  on.get("/no-such-route");
  CHECK(on.get("/envelopes").header("X-Rate-Limit-Remaining") == "16");
}

TEST_CASE("each token has a quota of its own, wrong tokens too", "[sandbox][quota][socket]") {
  rubrica::sandbox::server_options options;
  options.rate_limit = 1;
  account on(options);
  enter_new_window(on.sandbox);
  CHECK(on.get("/envelopes").status == 200);
  CHECK(on.get("/envelopes").status == 429);
  httplib::Headers const wrong{{"Authorization", "wrong"}};
  CHECK(account::read(on.client.Get("/api/v3/envelopes", wrong)).status == 401);
  CHECK(account::read(on.client.Get("/api/v3/envelopes", wrong)).status == 429);
}

TEST_CASE("without a limit there are no quota headers", "[sandbox][quota][socket]") {
  account on;
  CHECK(on.get("/envelopes").header("X-Rate-Limit").empty());
}

} // namespace rate_limit_test
