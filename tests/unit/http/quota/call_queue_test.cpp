#include "support/catch.hpp"

#include "http/quota/call_queue.hpp"

#include <algorithm>
#include <string>

namespace call_queue_test {

using rubrica::http::call_queue;
using rubrica::http::priority;

namespace {

/// Always serves the first call.
std::string order(call_queue& waiting, int interactive, int bulk) {
  std::string out;
  std::uint64_t next_interactive = 1;
  std::uint64_t next_bulk = 1001;
  for (int i = 0; i < interactive + bulk; ++i) {
    bool const more = next_interactive <= static_cast<std::uint64_t>(interactive);
    bool const first = more && waiting.ahead_of(priority::interactive, next_interactive) == 0;
    waiting.serve(first ? priority::interactive : priority::bulk, first ? next_interactive++ : next_bulk++);
    out += first ? 'i' : 'b';
  }
  return out;
}

} // namespace

TEST_CASE("waiting calls of one priority go in the order of their coming", "[http][quota]") {
  call_queue waiting;
  for (std::uint64_t number : {5, 3, 9}) waiting.add(priority::interactive, number);
  waiting.add(priority::interactive, 3); // asking again keeps the place
  CHECK(waiting.ahead_of(priority::interactive, 3) == 0);
  CHECK(waiting.ahead_of(priority::interactive, 5) == 1);
  CHECK(waiting.ahead_of(priority::interactive, 7) == 2); // a call that is not waiting yet
  CHECK(waiting.ahead_of(priority::interactive, 9) == 2);
  waiting.remove(priority::interactive, 5);
  waiting.remove(priority::interactive, 6); // never waited
  CHECK(waiting.ahead_of(priority::interactive, 9) == 1);
}

TEST_CASE("bulk calls get one of five places while interactive calls wait", "[http][quota]") {
  call_queue waiting;
  for (std::uint64_t i = 1; i <= 8; ++i) waiting.add(priority::interactive, i);
  for (std::uint64_t i = 1001; i <= 1004; ++i) waiting.add(priority::bulk, i);
  CHECK(order(waiting, 8, 4) == "iiiibiiiibbb");
}

TEST_CASE("each waiting call knows how many calls are ahead of it", "[http][quota]") {
  call_queue waiting;
  for (std::uint64_t i = 1; i <= 17; ++i) waiting.add(priority::interactive, i);
  for (std::uint64_t i = 101; i <= 106; ++i) waiting.add(priority::bulk, i);
  for (int served = 0; served < 3; ++served) {
    std::vector<std::int64_t> places;
    for (std::uint64_t i = 1 + static_cast<std::uint64_t>(served); i <= 17; ++i)
      places.push_back(waiting.ahead_of(priority::interactive, i));
    for (std::uint64_t i = 101; i <= 106; ++i) places.push_back(waiting.ahead_of(priority::bulk, i));
    std::sort(places.begin(), places.end());
    for (std::size_t i = 0; i < places.size(); ++i) CHECK(places[i] == static_cast<std::int64_t>(i));
    waiting.serve(priority::interactive, 1 + static_cast<std::uint64_t>(served));
  }
}

TEST_CASE("bulk calls that go before their turn give the places back", "[http][quota]") {
  call_queue waiting;
  for (std::uint64_t i = 1; i <= 8; ++i) waiting.add(priority::interactive, i);
  for (std::uint64_t i = 101; i <= 103; ++i) waiting.add(priority::bulk, i);
  waiting.serve(priority::bulk, 101); // there was room for many, and it asked first
  CHECK(waiting.ahead_of(priority::bulk, 102) == 8);
  CHECK(waiting.ahead_of(priority::interactive, 8) == 7);
}

TEST_CASE("a priority whose calls were alone owes nothing", "[http][quota]") {
  call_queue waiting;
  for (std::uint64_t i = 101; i <= 120; ++i) waiting.add(priority::bulk, i);
  for (std::uint64_t i = 101; i <= 110; ++i) waiting.serve(priority::bulk, i);
  for (std::uint64_t i = 1; i <= 4; ++i) waiting.add(priority::interactive, i);
  CHECK(waiting.ahead_of(priority::bulk, 111) == 4);
}

} // namespace call_queue_test
