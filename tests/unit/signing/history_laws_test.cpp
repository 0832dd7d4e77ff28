#include "support/callbacks/shuffled_delivery.hpp"
#include "support/catch.hpp"

#include <array>
#include <random>
#include <set>

namespace history_laws_test {

using namespace rubrica_test;
using rubrica::signing::document_state;
using rubrica::signing::signer_state;

namespace {

constexpr int random_histories = 100'000;

bool grows(bool before, bool after) {
  return after || !before;
}

bool grows(signer_state const& a, signer_state const& b) {
  return grows(a.viewed, b.viewed) && grows(a.started, b.started) && grows(a.refused, b.refused) &&
         grows(a.has_signed, b.has_signed) && grows(a.removed, b.removed) && grows(a.delegated, b.delegated);
}

/// Whether the second knows all that the first knows.
bool grows(document_state const& a, document_state const& b) {
  bool const flags = grows(a.closed, b.closed) && grows(a.all_signed, b.all_signed) && grows(a.file_ready, b.file_ready) &&
                     grows(a.cancelled, b.cancelled) && grows(a.deadline_reached, b.deadline_reached) &&
                     grows(a.conflict(), b.conflict()) && grows(a.heard_of, b.heard_of);
  return flags && std::all_of(a.signers.begin(), a.signers.end(), [&](signer_state const& one) {
           return std::any_of(b.signers.begin(), b.signers.end(),
                              [&](signer_state const& other) { return one.signer == other.signer && grows(one, other); });
         });
}

} // namespace

TEST_CASE("all orders of seven callbacks make the same history and tell the same changes once", "[signing][history][property]") {
  auto const story = seven_events();
  history const expected = told(story);
  auto const keys = keys_told(story);
  REQUIRE(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
  std::array<std::size_t, 7> order{0, 1, 2, 3, 4, 5, 6};
  int orders = 0;
  int equal = 0;
  do {
    std::vector<event> shuffled;
    for (std::size_t i : order) shuffled.push_back(story[i]);
    equal += told(shuffled) == expected && keys_told(shuffled) == keys;
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(orders == 5040);
  CHECK(equal == orders);
}

TEST_CASE("every subset of twelve callbacks knows no more than a larger one", "[signing][history]") {
  auto const story = twelve_events();
  auto const all = histories_of(story);
  std::vector<document_state> states;
  for (delivered_history const& each : all) states.push_back(each.known.document(rubrica::document_id("doc-1")));
  std::size_t steps = 0;
  std::size_t grew = 0;
  for (std::size_t set = 0; set < states.size(); ++set) {
    for (std::size_t more = 0; more < story.size(); ++more) {
      if ((set >> more) & 1) continue;
      ++steps;
      grew += grows(states[set], states[set | (std::size_t{1} << more)]);
    }
  }
  CHECK(steps == 12u * 2048u);
  CHECK(grew == steps);
}

TEST_CASE("a merge is commutative, associative and idempotent", "[signing][history][property]") {
  auto const story = twelve_events();
  std::mt19937 random(20261122);
  int lawful = 0;
  for (int round = 0; round < 300; ++round) {
    std::array<history, 3> h;
    for (history& each : h) {
      for (std::size_t one : shuffled_delivery(story.size(), random)) {
        if (random() % 2 == 0) each.apply(story[one]);
      }
    }
    auto const joined = [](history a, history const& b) { return a.merge(b), a; };
    bool const commutes = joined(h[0], h[1]) == joined(h[1], h[0]);
    bool const associates = joined(joined(h[0], h[1]), h[2]) == joined(h[0], joined(h[1], h[2]));
    bool const idles = joined(h[0], h[0]) == h[0] && joined(h[0], history()) == h[0];
    lawful += commutes && associates && idles;
  }
  CHECK(lawful == 300);
}

TEST_CASE("a merge tells what only the other one knew", "[signing][history]") {
  auto const story = seven_events();
  history a = told({story[0], story[1], story[3]});
  history const b = told({story[4], story[5], story[6]});
  CHECK(names(a.merge(b)) == std::vector<std::string>{"all_signed", "closed", "file_ready", "signer_signed bia"});
  CHECK(a.merge(b).empty());
}

TEST_CASE("random events with loss, repeats and disorder end in the state of those that arrived",
          "[signing][history][property]") {
  auto const story = seven_events();
  auto const expected = histories_of(story);
  std::mt19937 random(7);
  int right = 0;
  for (int round = 0; round < random_histories; ++round) right += ends_as_told_in_order(story, expected, random);
  CHECK(right == random_histories);
}

} // namespace history_laws_test
