#include "support/catch.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/workflow/pages_world.hpp"
#include "workflow/changes/error_json.hpp"

#include <rubrica/workflow/action.hpp>
#include <rubrica/workflow/label.hpp>

namespace action_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::pages_world;
using state = submission_state;

namespace {

constexpr action all_actions[] = {action::remind,   action::cancel,     action::remove,
                                  action::withdraw, action::send_again, action::download};

/// The names of those that are allowed; each other one says why not.
std::string allowed_in(view const& of) {
  std::string out;
  for (allowed_action const& one : of.actions) {
    CHECK(one.name == to_string(one.action));
    CHECK(one.allowed == one.why_not.empty());
    CHECK(one.why_not == label(one.obstacle, language::english));
    if (one.allowed) out += (out.empty() ? "" : " ") + one.name;
  }
  return out;
}

void check_refused(pages_world& world, action what, std::string const& rule) {
  auto const answer = world.engine.act("acme", "OP-1", what);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::rule_refused);
  CHECK(answer.error().rule == rule);
}

/// The last action that a change tells of.
change last_action(pages_world const& world) {
  auto const all = world.changes_of(change_kind::action);
  return all.empty() ? change() : all.back();
}

} // namespace

TEST_CASE("each action has a name, by which it is found", "[workflow]") {
  for (action one : all_actions) CHECK(action_from(to_string(one)).value() == one);
  CHECK(action_from("sign").error().code == errc::invalid_argument);
}

TEST_CASE("the actions of a submission follow its state", "[workflow][rules][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    CHECK(world.engine.act("acme", "OP-1", action::cancel).error().code == errc::not_found);
    world.engine.submit(world.submission()).value();
    CHECK(allowed_in(world.view()) == "cancel withdraw");
    check_refused(world, action::send_again, "send_again_only_ended");
    world.work();
    CHECK(allowed_in(world.view()) == "remind cancel withdraw");
    check_refused(world, action::remove, "delete_only_cancelled");
    check_refused(world, action::download, "file_only_complete");
    auto const page = world.view();
    world.sign(page, 0);
    world.wake();
    world.work();
    CHECK(allowed_in(world.view()) == "remind withdraw");
    check_refused(world, action::cancel, "cancel_only_unsigned");
    world.sign(page, 1);
    world.wake();
    world.work();
    CHECK(world.view().state == state::finished);
    CHECK(allowed_in(world.view()) == "download");
    check_refused(world, action::withdraw, "signed_is_final");
    check_refused(world, action::send_again, "send_again_only_ended");
  }
}

TEST_CASE("a submission that waits is cancelled without a request", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.engine.submit(world.submission()).value();
    CHECK(world.act(action::cancel).state == state::cancelled);
    CHECK(world.box.server.requests().empty());
    CHECK(allowed_in(world.view()) == "send_again");
  }
}

TEST_CASE("a running submission is cancelled, removed and sent again", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto const first = world.send();
    world.engine.act("acme", "OP-1", action::cancel).value();
    CHECK(world.view().under_way == action::cancel);
    CHECK(world.engine.act("acme", "OP-1", action::withdraw).error().code == errc::not_ready);
    world.work();
    auto const page = world.view();
    CHECK(page.state == state::cancelled);
    CHECK_FALSE(page.under_way);
    CHECK(page.documents.at(0).state.cancelled); // though no callback came
    CHECK(last_action(world).action == action::cancel);
    CHECK_FALSE(last_action(world).error);
    CHECK(allowed_in(page) == "remove send_again");
    CHECK(world.act(action::remove).state == state::cancelled);
    auto const again = world.act(action::send_again);
    CHECK(again.state == state::running);
    CHECK(again.attempt == 2);
    CHECK(again.envelope != first.envelope);
    CHECK(again.name == first.name);
    CHECK(world.box.server.activations().by_key.size() == 2);
    CHECK(world.engine.metrics()->submissions.at("cancelled") == 0);
  }
}

TEST_CASE("a submission that some have signed is withdrawn, and one that all have is not", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto page = world.send();
    world.sign(page, 0);
    CHECK(world.act(action::withdraw).state == state::cancelled);
    world.act(action::send_again);
    page = world.view();
    world.sign(page, 0);
    world.sign(page, 1);
    auto const signed_by_all = world.act(action::withdraw);
    CHECK(signed_by_all.state == state::finished);
    REQUIRE(last_action(world).error);
    CHECK(last_action(world).error->rule == "signed_is_final");
  }
}

TEST_CASE("a cancellation that comes too late says so, and the page learns why", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto const page = world.send();
    world.sign(page, 0);
    auto const after = world.act(action::cancel);
    CHECK(after.state == state::running);
    REQUIRE(last_action(world).error);
    CHECK(last_action(world).error->rule == "cancel_only_unsigned");
    CHECK(after.documents.at(0).state.anybody_signed());
  }
}

TEST_CASE("a reminder is sent once, also when its answer is lost", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    auto const before = world.box.count("POST", "/notifications");
    world.pass(std::chrono::minutes(2));
    auto const reminded = world.act(action::remind);
    CHECK_FALSE(reminded.last_error);
    CHECK(world.box.count("POST", "/notifications") == before + 1);
    // A worker that recorded its intent, and died.
    world.engine.act("acme", "OP-1", action::remind).value();
    world
        .write([](connection& at) -> result<void> {
          error_info intent = make_error(errc::interrupted, "-", outcome::ambiguous);
          intent.rule = "remind_at_most_once";
          std::string const text = to_json(intent);
          at.change("UPDATE rubrica_submissions SET last_error = :error", soci::use(text, "error"));
          return {};
        })
        .value();
    world.work();
    CHECK(world.box.count("POST", "/notifications") == before + 1);
    REQUIRE(last_action(world).error);
    CHECK(last_action(world).error->outcome == outcome::ambiguous);
    // A new one goes out all the same.
    world.pass(std::chrono::minutes(2));
    world.act(action::remind);
    CHECK(world.box.count("POST", "/notifications") == before + 2);
    CHECK_FALSE(last_action(world).error);
  }
}

TEST_CASE("an action that the service cannot do just now is done later", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    sandbox::account_switches off;
    off.blocked = true;
    world.box.server.set_switches(off).value();
    auto const blocked = world.act(action::cancel);
    CHECK(blocked.under_way == action::cancel);
    REQUIRE(blocked.last_error);
    CHECK(blocked.last_error->code == errc::account_blocked);
    world.box.server.set_switches({}).value();
    world.wake();
    world.work();
    CHECK(world.view().state == state::cancelled);
  }
}

TEST_CASE("a deadline that has passed is moved when a submission is sent again", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    auto const first = world.send();
    world.act(action::cancel);
    auto const now = *first.deadline.at() - std::chrono::hours(24 * 31);
    timestamp const past(now - std::chrono::hours(48));
    world.execute("UPDATE rubrica_submissions SET submitted_at = submitted_at - 10 * 86400000, sending = REPLACE(sending, '" +
                  first.deadline.text() + "', '" + past.text() + "')");
    auto const again = world.act(action::send_again);
    CHECK(again.state == state::running);
    REQUIRE(again.deadline.at());
    CHECK(*again.deadline.at() > now + std::chrono::hours(24 * 4));
    CHECK(*again.deadline.at() < now + std::chrono::hours(24 * 12));
  }
}

TEST_CASE("two workers carry out an action once", "[workflow][socket][threads]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send();
    world.pass(std::chrono::minutes(2));
    auto const before = world.box.count("POST", "/notifications");
    world.engine.act("acme", "OP-1", action::remind).value();
    rubrica_test::run_in_threads(4, [&](int) { world.work(); });
    CHECK(world.box.count("POST", "/notifications") == before + 1);
    CHECK(world.changes_of(change_kind::action).size() == 1);
  }
}

TEST_CASE("an action of one tenant does nothing to the same id of another", "[workflow][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    world.send("OP-1", 2, "acme");
    world.send("OP-1", 2, "beta");
    CHECK(world.act(action::cancel).state == state::cancelled);
    CHECK(world.view("OP-1", "beta").state == state::running);
    CHECK(world.engine.find("acme", "OP-2").error().code == errc::not_found);
    CHECK(world.engine.find("gamma", "OP-1").error().code == errc::not_found);
  }
}

} // namespace action_test
