// The simulator's own callbacks, through the router, into a history.
#include "support/catch.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/callbacks/router.hpp>
#include <rubrica/signing/history.hpp>
#include <rubrica/signing/sender.hpp>

#include <algorithm>
#include <optional>
#include <random>
#include <set>

namespace history_sandbox_test {

using namespace rubrica;
using namespace rubrica_test;
using signing::change;

namespace {

/// A request that was sent, and what the simulator posted about it.
struct story {
  sandboxed box{};
  signing::sent sent;
  callbacks::router router;

  explicit story(int signers) {
    auto const request = request_with_signers(signers);
    sent = signing::sender{box.client}.send(request).value();
    callbacks::route route;
    route.tenant = "acme";
    route.path_token = secret("path-token");
    route.secrets = {sandbox::server_options().webhook_secret};
    router.add(route).value();
  }

  std::vector<callbacks::delivery> received() {
    box.server.drain_webhooks();
    std::vector<callbacks::delivery> all;
    for (auto const& one : box.server.deliveries()) {
      callbacks::incoming request;
      request.path = "/api/rest/clicksign/path-token";
      request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? one.hmac : std::string(); };
      request.body = one.body;
      auto arrived = router.receive(request);
      REQUIRE(arrived);
      all.push_back(*std::move(arrived));
    }
    return all;
  }
};

std::multiset<std::string> kinds_of(std::vector<signing::change> const& changes) {
  std::multiset<std::string> kinds;
  for (auto const& one : changes) kinds.emplace(one.kind.text());
  return kinds;
}

} // namespace

TEST_CASE("the simulator's callbacks become one history, in whatever order they arrive",
          "[signing][history][socket][property][clock]") {
  story told(2);
  for (auto const& id : told.sent.signers) told.box.server.sign(id.text()).value();
  told.box.server.advance(std::chrono::minutes(2)); // the signed file is made
  auto arrived = told.received();
  REQUIRE(arrived.size() >= 5);
  std::mt19937 random(3);
  std::optional<signing::history> first;
  for (int round = 0; round < 20; ++round) {
    signing::history history;
    history.expect(told.sent.envelope, told.sent.documents, told.sent.signers);
    std::vector<signing::change> changes;
    for (auto const& one : arrived) {
      for (auto& each : history.apply(one)) changes.push_back(std::move(each));
    }
    CHECK(kinds_of(changes) == std::multiset<std::string>{"all_signed", "closed", "file_ready", "signer_signed", "signer_signed",
                                                          "signing_started", "signing_started"});
    CHECK(changes.front().envelope == told.sent.envelope);
    CHECK(history.document(told.sent.documents[0]).all_signed);
    if (!first) first = history;
    CHECK(history == *first);
    std::shuffle(arrived.begin(), arrived.end(), random);
  }
}

TEST_CASE("the simulator's last callback alone tells the whole history", "[signing][history][socket][clock]") {
  story told(2);
  for (auto const& id : told.sent.signers) told.box.server.sign(id.text()).value();
  told.box.server.advance(std::chrono::minutes(2));
  auto const arrived = told.received();
  signing::history all;
  for (auto const& one : arrived) all.apply(one);
  signing::history last;
  CHECK(kinds_of(last.apply(arrived.back())).count("all_signed") == 1);
  auto const a = last.timeline();
  auto const b = all.timeline();
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i].key == b[i].key);
}

TEST_CASE("a deadline before the second signature ends the simulator's envelope in the history",
          "[signing][history][socket][clock]") {
  story told(2);
  told.box.server.sign(told.sent.signers[0].text()).value();
  told.box.server.advance(std::chrono::hours(24 * 40));
  signing::history history;
  std::multiset<std::string> kinds;
  for (auto const& one : told.received()) kinds.merge(kinds_of(history.apply(one)));
  CHECK(kinds.count("closed") == 1);
  CHECK(kinds.count("deadline_reached") == 1);
  CHECK(kinds.count("all_signed") == 0);
  CHECK(history.document(told.sent.documents[0]).status() == signing::document_status::closed);
}

} // namespace history_sandbox_test
