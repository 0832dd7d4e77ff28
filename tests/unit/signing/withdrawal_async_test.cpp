// Both forms of each operation do the same: on the caller's thread and on the engine's.
#include "support/catch.hpp"

#include "support/clock/skipping_clock.hpp"
#include "support/clock/wait_until.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/clicksign/future.hpp>
#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/sender.hpp>
#include <rubrica/signing/withdrawal.hpp>

namespace withdrawal_async_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::start_future;
using clicksign::status;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

namespace {

/// A running envelope, whose simulator follows the waits of the client.
struct world {
  std::shared_ptr<rubrica_test::skipping_clock> clock = std::make_shared<rubrica_test::skipping_clock>();
  sandboxed box;
  clicksign::async_client async;
  signing::sent sent;

  explicit world(sandbox::server_options options = unlimited())
      : box(std::move(options), {}, clock), async(box.client),
        sent(sender(box.client).send(rubrica_test::request_with_signers(2)).value()) {
    clock->on_wait = [this, before = clock->skipped()]() mutable {
      box.server.advance(clock->skipped() - std::exchange(before, clock->skipped()));
    };
    box.server.forget_requests();
  }
  void sign_all() {
    for (auto const& one : sent.signers) box.server.sign(one.text()).value();
  }
  std::vector<std::string> methods() const {
    std::vector<std::string> out;
    for (auto const& one : box.server.requests()) out.push_back(one.method);
    return out;
  }
};

/// Does the same in two worlds, with each client; both results and the requests that they took must be equal.
template <class Prepare, class Do> auto both_ways(Prepare prepare, Do with) {
  world one;
  world other;
  prepare(one);
  prepare(other);
  auto now = with(one.box.client, one.sent);
  auto later = start_future(other.async, with(other.async, other.sent)).get();
  CHECK(now.has_value() == later.has_value());
  CHECK(one.methods() == other.methods());
  if (!now && !later) {
    CHECK(now.error().code == later.error().code);
    CHECK(now.error().rule == later.error().rule);
    CHECK(now.error().outcome == later.error().outcome);
  }
  return later;
}

auto const nothing = [](world&) {};
auto const first_signs = [](world& of) { of.box.server.sign(of.sent.signers[0].text()).value(); };
auto const all_sign = [](world& of) { of.sign_all(); };

} // namespace

TEST_CASE("the progress of an envelope is the same for both clients", "[signing][rules][socket]") {
  auto const seen =
      both_ways(first_signs, [](auto const& client, sent const& of) { return fetch_progress(client, of.envelope); });
  REQUIRE(seen);
  CHECK(seen->anybody_signed());
  CHECK_FALSE(seen->everybody_signed());
  CHECK(seen->signers.size() == 2);
  CHECK(seen->documents.size() == 1);
}

TEST_CASE("an envelope is cancelled, removed and withdrawn by either client", "[signing][rules][socket]") {
  auto const cancelling = [](auto const& client, sent const& of) { return cancel(client, of.envelope); };
  CHECK(both_ways(nothing, cancelling)->cancelled.size() == 1);
  CHECK(both_ways(first_signs, cancelling).error().rule == "cancel_only_unsigned");
  auto const removing = [](auto const& client, sent const& of) { return remove(client, of.envelope); };
  CHECK(both_ways(nothing, removing).error().rule == "delete_only_cancelled");
  auto const withdrawing = [](auto const& client, sent const& of) { return withdraw(client, of.envelope); };
  CHECK(both_ways(nothing, withdrawing)->not_possible.size() == 1);
  CHECK(both_ways(all_sign, withdrawing)->left_complete);
  auto const gone = [](auto const& client, sent const&) {
    return withdraw(client, envelope_id("00000000-0000-4000-8000-000000000000"));
  };
  CHECK(both_ways(nothing, gone)->gone);
}

TEST_CASE("a withdrawal that is kept may be started again", "[signing][rules][socket]") {
  world here;
  auto const withdrawing = withdraw(here.async, here.sent.envelope);
  CHECK(start_future(here.async, withdrawing).get()->cancelled.size() == 1);
  CHECK(start_future(here.async, withdrawing).get()->cancelled.empty());
}

TEST_CASE("an unsigned envelope is changed by either client", "[signing][rules][socket]") {
  auto const changing = [](auto const& client, sent const& of) {
    clicksign::envelope_changes changes;
    changes.message = "Nova mensagem";
    return update_unsigned(client, of.envelope, changes);
  };
  CHECK(both_ways(nothing, changing)->message == "Nova mensagem");
  CHECK(both_ways(first_signs, changing).error().rule == "signed_is_final");
}

TEST_CASE("a signed file that is still made says when to ask again, and may be waited for",
          "[signing][rules][socket][file][clock]") {
  rubrica_test::temporary_folder const folder;
  auto options = unlimited();
  options.signed_files_ready_after = std::chrono::seconds(30);
  world here(options);
  bool const by_engine = GENERATE(false, true);
  auto const fetch = [&](clicksign::call_options const& limits) {
    auto const& [envelope, document] = std::pair(here.sent.envelope, here.sent.documents[0]);
    std::string const path = folder.path("signed.pdf");
    if (!by_engine) return download_signed(here.box.client, envelope, document, path, limits);
    return start_future(here.async, download_signed(here.async, envelope, document, path, limits)).get();
  };
  clicksign::call_options waiting;
  waiting.wait_for_file = true;
  auto const unsigned_yet = fetch(waiting); // nobody waits for people
  CHECK(unsigned_yet.error().rule == "file_only_complete");
  CHECK(unsigned_yet.error().retry_after.count() == 0);
  here.sign_all();
  auto const early = fetch({});
  CHECK(early.error().rule == "file_only_complete");
  CHECK(early.error().retry_after == std::chrono::seconds(2));

  waiting.timeout = std::chrono::seconds(10);
  auto const impatient = fetch(waiting);
  CHECK(impatient.error().code == errc::not_ready);
  CHECK(impatient.error().retry_after.count() > 0);
  CHECK(rubrica_test::wait_until([&] { return folder.files() == 0; })); // the flow ends after its result was told

  waiting.timeout = std::chrono::minutes(5);
  here.box.server.forget_requests();
  auto const saved = fetch(waiting);
  REQUIRE(saved);
  CHECK(folder.read("signed.pdf").size() == saved->size);
  CHECK(here.box.server.requests().size() <= 12); // it is asked politely
}

} // namespace withdrawal_async_test
