// workflow_flood --store ADDRESS [--deliveries N]: what the inbox takes, as JSON lines. The database must be empty.

#include "support/workflow/flood.hpp"

#include <chrono>
#include <cstdio>
#include <cstring>

namespace {

using namespace rubrica_test;

template <class Work> double seconds_of(Work const& work) {
  auto const begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

rubrica::workflow::store_options many_connections() {
  rubrica::workflow::store_options out;
  out.connections = 48;
  out.patience = std::chrono::minutes(5);
  return out;
}

/// The bodies of a flood in so many parts, of documents that are not the same.
void receive_with(inbox_world& world, std::size_t threads, std::size_t deliveries) {
  std::vector<std::string> bodies;
  for (std::size_t i = 0; bodies.size() < deliveries; ++i) {
    for (std::string& body : story_of("with-" + std::to_string(threads) + "-" + std::to_string(i)))
      bodies.push_back(std::move(body));
  }
  std::atomic<std::size_t> refused{0};
  double const took = seconds_of([&] {
    run_in_threads(threads, bodies.size(), [&](std::size_t i) {
      if (world.clicksign(bodies[i]).status != 200) ++refused;
    });
  });
  std::printf("{\"figure\":\"receive\",\"threads\":%zu,\"deliveries\":%zu,\"per_second\":%.0f,\"refused\":%zu}\n", threads,
              bodies.size(), static_cast<double>(bodies.size()) / took, refused.load());
}

void understand_with(inbox_world& world, std::size_t threads) {
  std::atomic<std::size_t> understood{0};
  double const took = seconds_of([&] {
    run_in_threads(threads, [&](std::size_t) {
      while (understand_next(world.state).value()) ++understood;
    });
  });
  std::printf("{\"figure\":\"understand\",\"threads\":%zu,\"deliveries\":%zu,\"per_second\":%.0f}\n", threads, understood.load(),
              static_cast<double>(understood) / took);
}

/// Whether all was told, once, and in one order.
bool pour_all(inbox_world& world, std::size_t deliveries) {
  flood const all = make_flood(deliveries, 1);
  flood_told told;
  double const took = seconds_of([&] { told = pour(world, all, 8, 4); });
  std::multiset<std::string> keys;
  for (auto const& one : told.one) keys.insert(one.second);
  std::size_t once = 0;
  std::size_t lost = 0;
  std::size_t twice = 0;
  for (std::string const& key : all.keys) {
    auto const times = keys.count(key);
    (times == 0 ? lost : times == 1 ? once : twice)++;
  }
  bool const is_same = told.one == told.other;
  std::printf("{\"figure\":\"flood\",\"deliveries\":%zu,\"seconds\":%.1f,\"refused\":%zu,\"understood\":%zu,\"changes\":%zu,"
              "\"told_once\":%zu,\"told_twice\":%zu,\"lost\":%zu,\"order_equal\":%s}\n",
              deliveries, took, told.refused, told.understood, all.keys.size(), once, twice, lost, is_same ? "true" : "false");
  return lost == 0 && twice == 0 && told.refused == 0 && is_same;
}

} // namespace

int main(int count, char** words) {
  std::string address;
  std::size_t deliveries = 10'000;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(words[i], "--store") == 0) address = words[i + 1];
    if (std::strcmp(words[i], "--deliveries") == 0) deliveries = std::strtoul(words[i + 1], nullptr, 10);
  }
  if (address.empty() || deliveries == 0) {
    std::fputs("usage: workflow_flood --store ADDRESS [--deliveries N]\n", stderr);
    return 2;
  }
  inbox_world world(address, many_connections());
  if (world.count("rubrica_deliveries") != 0) {
    std::fputs("the database must be empty\n", stderr);
    return 2;
  }
  bool const is_right = pour_all(world, deliveries);
  for (std::size_t threads : {1, 8, 32}) receive_with(world, threads, deliveries);
  understand_with(world, 4);
  return is_right ? 0 : 1;
}
