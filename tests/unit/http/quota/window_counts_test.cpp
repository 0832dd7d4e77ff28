#include "support/catch.hpp"

#include "http/quota/window_counts.hpp"

#include <algorithm>
#include <map>
#include <random>

namespace window_counts_test {

using rubrica::http::window_counts;

TEST_CASE("a request counts in each window that may have counted it", "[http][quota]") {
  window_counts ours;
  ours.begin_at(100);
  ours.add(100, 100);
  ours.add(100, 101);
  CHECK(ours.in_first() == 2);
  ours.begin_at(101);
  CHECK(ours.in_first() == 1);
  ours.begin_at(102);
  CHECK(ours.most() == 0);
}

TEST_CASE("after a machine slept, any of many windows may have counted a request", "[http][quota]") {
  window_counts ours;
  ours.begin_at(100);
  ours.add(100, 134);
  for (int window : {101, 120, 134}) {
    ours.begin_at(window);
    CHECK(ours.in_first() == 1);
  }
  ours.begin_at(135);
  CHECK(ours.most() == 0);
}

TEST_CASE("what a later window counted is known when it begins again", "[http][quota]") {
  window_counts ours;
  ours.begin_at(120);
  ours.add(120, 120);
  ours.begin_at(100);
  CHECK(ours.in_first() == 0);
  CHECK(ours.most() == 1);
  ours.begin_at(120);
  CHECK(ours.in_first() == 1);
}

TEST_CASE("never fewer than a window may have counted, wherever the estimate goes", "[http][quota][property]") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    std::minstd_rand random(seed);
    auto const any = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    window_counts ours;
    std::map<std::int64_t, int> all;
    std::int64_t first = 1000;
    ours.begin_at(first);
    for (int step = 0; step < 200; ++step) {
      std::int64_t const next = std::max<std::int64_t>(1000, first + any(8) - 3);
      // What is behind is forgotten for good.
      all.erase(all.begin(), all.lower_bound(next));
      ours.begin_at(first = next);
      std::int64_t const last = first + any(any(4) == 0 ? 30 : 2);
      ours.add(first, last);
      for (auto window = first; window <= last; ++window) ++all[window];
      REQUIRE(ours.in_first() >= all[first]);
      for (auto const& [window, count] : all) REQUIRE(ours.most() >= count);
    }
  }
}

} // namespace window_counts_test
