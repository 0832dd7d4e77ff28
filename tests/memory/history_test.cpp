// Each allocation fails once, one after the other: nothing is lost.
#include "support/callbacks/event_sequences.hpp"
#include "support/catch.hpp"
#include "support/process/failing_memory.hpp"

#include <rubrica/assinebem/parse.hpp>
#include <rubrica/signing/sender.hpp>

#include <functional>
#include <new>
#include <optional>

namespace history_test {

using namespace rubrica_test;
using namespace rubrica;

namespace {

using changes = std::vector<signing::change>;

std::vector<std::string> keys_of(changes const& told) {
  std::vector<std::string> keys;
  for (auto const& one : told) keys.push_back(one.key);
  return keys;
}

/// What a call does to a history.
using action = std::function<changes(history&)>;

/// Whether it passed on that there was no memory, and left the history as it was, so that the next call does all of it.
bool holds(history const& before, history& tried, action const& call, history const& after,
           std::vector<std::string> const& told) {
  bool const same = tried == before && tried.to_json() == before.to_json() && tried.timeline().size() == before.timeline().size();
  auto const again = keys_of(call(tried));
  return same && again == told && tried == after && call(tried).empty();
}

/// Fails each allocation of a call, made by a history that begins anew, by one that goes on, and by one that is never given
/// memory again until the call is over. Gives how many were right, and how many there are.
void check_each_allocation(history const& before, action const& call) {
  history after = before;
  auto const told = keys_of(call(after)); // also warms up what OpenSSL keeps
  for (auto const kind : {shortage::once, shortage::for_good}) {
    for (bool const goes_on : {false, true}) {
      std::size_t points = 0;
      std::size_t right = 0;
      for (bool failed = true; failed; ++points) {
        history tried = before;
        std::optional<changes> done;
        if (goes_on) tried.apply_list(document_id("doc-1"), {}); // it has its index
        {
          failing_allocation const failing(points, kind);
          try {
            done = call(tried);
          } catch (std::bad_alloc const&) { // what is under test
          }
          failed = failing.happened();
        }
        // OpenSSL can work without some of its allocations: then the result must be right at once.
        right += done ? keys_of(*done) == told && tried == after : holds(before, tried, call, after, told);
      }
      INFO("kind " << static_cast<int>(kind) << ", goes on " << goes_on);
      CHECK(points > 10);
      CHECK(right == points);
    }
  }
}

json failed_invitation(int minute, std::string const& signer) {
  json body = happened("tracking_notification_error", minute, {signer});
  body["data"]["notification"] = {{"kind", "signature_request"},
                                  {"provider", "email"},
                                  {"last_status", "bounce"},
                                  {"last_bounce_type", "HardBounce"},
                                  {"details", "550 5.1.1 the account " + signer + "@rubrica.test does not exist at this server"}};
  return body;
}

/// The last callback of a story, which tells all of it.
event whole_story() {
  json const embedded =
      json::array({happened("upload", 0), happened("add_signer", 1, {"ana", "bia"}), failed_invitation(2, "bia"),
                   happened("signature_started", 5, {"ana"}), happened("sign", 6, {"ana"}), happened("refusal", 7, {"bia"}),
                   happened("sign", 30, {"bia"}), happened("auto_close", 30)});
  return parsed(callback(happened("document_closed", 31), "closed", {"ana", "bia"}, embedded));
}

} // namespace

TEST_CASE("a history to which nothing can be added for want of memory is as before, and tells it the next time",
          "[memory][rule2]") {
  REQUIRE(openssl_can_fail());
  auto const story = twelve_events();
  history some = told({story[0], story[1], story[3], story[5]});
  history const others = told({story[4], story[6], story[7], story[9], story[10], story[11]});

  SECTION("a first callback") {
    check_each_allocation({}, [&](history& h) { return h.apply(story[1]); });
  }
  SECTION("a callback that tells a whole story") {
    check_each_allocation({}, [one = whole_story()](history& h) { return h.apply(one); });
  }
  SECTION("a callback that heals what was lost, and spells what was known in another way") {
    event one = whole_story();
    one.document->signers[0].name = "Pessoa zana"; // greater, so it is kept
    one.document->events[1].occurred_at = timestamp("2026-03-02T12:01:00.000Z");
    check_each_allocation(some, [&](history& h) { return h.apply(one); });
  }
  SECTION("a callback about another document") {
    auto const one = parsed(callback(happened("sign", 40, {"caio"}), "closed", {"caio"}, json::array(), "doc-2"));
    check_each_allocation(some, [&](history& h) { return h.apply(one); });
  }
  SECTION("a callback through the router") {
    callbacks::delivery arrived;
    arrived.verdict = callbacks::verdict::accept;
    arrived.content = whole_story();
    check_each_allocation(some, [&](history& h) { return h.apply(arrived); });
  }
  SECTION("AssineBem's last callback") {
    auto const one = assinebem::parse("documento_assinado", R"({"dados":{"documento":{"id_externo":"501"},"partes":[
      {"id_externo":71,"dt_criado":"01/03/2026 09:00:00","dt_visualizado":"02/03/2026 10:00:00","dt_assinado":"02/03/2026 10:05:00"},
      {"id_externo":"72","dt_criado":"01/03/2026 09:00:00","dt_visualizado":"","dt_assinado":null}]}})")
                         .value();
    check_each_allocation(some, [&](history& h) { return h.apply(one); });
  }
  SECTION("a list of events") {
    std::vector<event> const listed{story[1], story[4], story[9]};
    check_each_allocation(some, [&](history& h) { return h.apply_list(document_id("doc-1"), listed); });
  }
  SECTION("another history") {
    check_each_allocation(some, [&](history& h) { return h.merge(others); });
  }
}

TEST_CASE("a history learns what the sender knows wholly or not at all", "[memory][rule2]") {
  history const before = told({twelve_events()[1]});
  signing::sent sent;
  sent.envelope = envelope_id("e0000000-0000-4000-8000-000000000001");
  sent.documents = {document_id("doc-1"), document_id("d0000000-0000-4000-8000-000000000002")};
  sent.signers = {signer_id("ana"), signer_id("s0000000-0000-4000-8000-000000000003")};
  check_each_allocation(before, [&](history& h) { return h.expect(sent), changes(); });
  check_each_allocation(before, [&](history& h) { return h.expect(sent.envelope, sent.documents), changes(); });
}

TEST_CASE("a saved history is read wholly or not at all", "[memory][rule2]") {
  history const saved = told(twelve_events());
  std::string const text = saved.to_json();
  REQUIRE(*history::from_json(text) == saved);
  for (auto const kind : {shortage::once, shortage::for_good}) {
    std::size_t points = 0;
    std::size_t right = 0;
    for (bool failed = true; failed; ++points) {
      bool whole = false;
      bool refused = false;
      failing_allocation const failing(points, kind);
      try {
        auto const read = history::from_json(text);
        whole = read.has_value() && *read == saved;
        refused = !read.has_value() && read.error().code != errc::malformed; // there is nothing wrong with the text
      } catch (std::bad_alloc const&) {
        refused = true;
      }
      failed = failing.happened();
      right += failed ? refused || whole : whole; // OpenSSL and simdjson may go another way
    }
    CHECK(points > 100);
    CHECK(right == points);
  }
}

TEST_CASE("a callback that says one thing costs the same after a hundred events and after a thousand", "[memory][rule2]") {
  auto const cost_after = [](int events) {
    history h;
    for (int i = 0; i < events; ++i) {
      h.apply(parsed({{"event", happened("liveness_refused", i, {"ana"})}, {"document", {{"key", "doc-1"}}}}));
    }
    auto const next = parsed({{"event", happened("liveness_refused", 5000, {"ana"})}, {"document", {{"key", "doc-1"}}}});
    return allocations_of([&] { h.apply(next); });
  };
  CHECK(cost_after(1000) == cost_after(100));
}

} // namespace history_test
