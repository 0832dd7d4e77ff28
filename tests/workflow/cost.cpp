// workflow_cost --engine ENGINE [--largest N]: what the engine's calls cost among 1,000 to 1,000,000 submissions that have ended, as
// JSON lines: median microseconds of each call by one thread, calls a second by 32 threads, and how both grow.
#include "support/process/run_in_threads.hpp"
#include "support/workflow/inbox_world.hpp"
#include "support/workflow/pages_world.hpp"
#include "support/workflow/queue_world.hpp"
#include "workflow/many_rows.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <random>

namespace workflow_cost { namespace {

namespace flow = rubrica::workflow;
using namespace rubrica_test;
using figures = std::map<std::string, double>;
using steady = std::chrono::steady_clock;

flow::store_options many_connections() {
  flow::store_options out;
  out.connections = 40;
  out.patience = std::chrono::minutes(30);
  return out;
}

double seconds_of(std::function<void()> const& work) {
  auto const begin = steady::now();
  work();
  return std::chrono::duration<double>(steady::now() - begin).count();
}

/// The model of all others: sent, signed by all and ended, with callbacks.
void make_model(fresh_database const& on) {
  pages_world world(on);
  auto const page = world.send("model");
  {
    inbox_world inbox(on.address);
    for (std::string const& body : story_of(page.documents.at(0).id.text())) inbox.clicksign(body);
    inbox.understand();
    inbox.execute("DELETE FROM rubrica_deliveries WHERE number <> (SELECT n FROM (SELECT max(number) AS n FROM "
                  "rubrica_deliveries) AS last)");
  }
  for (std::size_t i = 0; i < page.signers.size(); ++i) world.sign(page, i);
  world.wake("model");
  world.work();
  world.changes();
}

class measurement {
public:
  measurement(fresh_database const& on, int size)
      : size_(size), inbox_(on.address, many_connections()), engine_(options_on(inbox_.store())) {}

  /// Median microseconds of one call.
  figures of_one() {
    figures out;
    out["submit"] = median(200, [&](int i) { engine_.submit(fresh(i)).value(); });
    out["claim"] = median(200, [&](int) {
      auto const held = claim_next(inbox_.database(), time_, an_hour).value();
      flow::conclusion how;
      how.state = flow::submission_state::cancelled;
      inbox_.write([&](flow::connection& at) -> rubrica::result<bool> { return conclude(at, held.value(), how); }).value();
    });
    out["claim_nothing"] = median(200, [&](int) { static_cast<void>(claim_next(inbox_.database(), time_, an_hour).value()); });
    out["receive"] = median(200, [&](int i) { receive(i); });
    out["understand"] = median(200, [&](int) { understand_next(inbox_.state).value().value(); });
    out["changes"] = median(50, [&](int) { read_changes(); });
    out["changes_of_tenant"] = median(50, [&](int) { read_changes("tenant-" + std::to_string(random_() % 100)); });
    out["find"] = median(200, [&](int) {
      auto const number = static_cast<int>(random_() % static_cast<unsigned>(size_));
      engine_.find(many_rows::tenant_of(number), many_rows::id_of(number)).value();
    });
    out["purge_nothing"] = median(5, [&](int) { engine_.purge(std::chrono::system_clock::time_point()).value(); });
    out["metrics"] = median(5, [&](int) { engine_.metrics().value(); });
    return out;
  }

  /// Calls in a second, by 32 threads.
  figures of_many() {
    constexpr std::size_t threads = 32;
    constexpr int calls = 3'200;
    figures out;
    out["submit"] =
        calls / seconds_of([&] {
          run_in_threads(threads, calls, [&](std::size_t i) { engine_.submit(fresh(1'000 + static_cast<int>(i))).value(); });
        });
    out["receive"] =
        calls / seconds_of([&] { run_in_threads(threads, calls, [&](std::size_t i) { receive(1'000 + static_cast<int>(i)); }); });
    std::atomic<int> claimed{0};
    out["claim"] =
        calls / seconds_of([&] {
          run_in_threads(threads, [&](std::size_t) {
            while (claimed < calls) {
              auto const held = claim_next(inbox_.database(), time_, an_hour).value();
              if (!held) continue;
              ++claimed;
              inbox_.write([&](flow::connection& at) -> rubrica::result<bool> { return conclude(at, *held, {}); }).value();
            }
          });
        });
    std::atomic<int> understood{0};
    double const took = seconds_of([&] {
      run_in_threads(4, [&](std::size_t) {
        while (understand_next(inbox_.state).value()) ++understood;
      });
    });
    out["understand"] = understood / took;
    return out;
  }

private:
  static flow::engine_options options_on(flow::store const& store) {
    flow::engine_options out;
    out.store = store;
    return out;
  }

  template <class Call> static double median(int times, Call const& call) {
    std::vector<double> took;
    for (int i = 0; i < times; ++i) took.push_back(1e6 * seconds_of([&] { call(i); }));
    std::nth_element(took.begin(), took.begin() + times / 2, took.end());
    return took[static_cast<std::size_t>(times / 2)];
  }

  flow::submission fresh(int number) const {
    flow::submission out;
    out.tenant = many_rows::tenant_of(number);
    out.id = "new-" + std::to_string(size_) + "-" + std::to_string(number);
    out.request = request_with_signers(2);
    return out;
  }
  void receive(int number) {
    std::string const document = "doc-" + std::to_string(size_) + "-" + std::to_string(number);
    if (inbox_.clicksign(callback_text(happened("sign", 6, {"ana"}), "running", document)).status != 200)
      throw std::runtime_error("a callback was not stored");
  }
  void read_changes(std::string const& tenant = {}) {
    flow::changes_query query;
    query.tenant = tenant;
    query.after = static_cast<std::int64_t>(random_() % static_cast<unsigned>(size_ * 3));
    engine_.changes(query).value();
  }

  int size_;
  inbox_world inbox_;
  manual_clock time_;
  flow::engine engine_;
  std::minstd_rand random_{7};
};

double bytes_of(fresh_database const& on) {
  if (on.server == nullptr)
    return static_cast<double>(on.number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"));
  if (on.server->kind() == server_kind::postgresql)
    return static_cast<double>(
        on.number("SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'rubrica%'"));
  return static_cast<double>(on.number("SELECT CAST(sum(data_length + index_length) AS SIGNED) FROM information_schema.tables "
                                       "WHERE table_schema = '" +
                                       on.database + "'"));
}

std::string text_of(figures const& all) {
  std::string out;
  for (auto const& [name, value] : all) {
    char one[64];
    std::snprintf(one, sizeof one, "%s\"%s\":%.*f", out.empty() ? "" : ",", name.c_str(), value < 10 ? 2 : 0, value);
    out += one;
  }
  return "{" + out + "}";
}

void measure(fresh_database const& on, int largest) {
  make_model(on);
  flow::store const store = flow::open_store(on.address, many_connections()).value();
  many_rows rows(on, *store.database());
  figures first;
  for (int size = 1'000; size <= largest; size *= 10) {
    double const filling = seconds_of([&] { rows.grow_to(size); });
    double const bytes = bytes_of(on) / size;
    measurement at(on, size);
    auto const one = at.of_one();
    auto const many = at.of_many();
    if (first.empty()) first = one;
    figures growth;
    for (auto const& [name, value] : one) growth[name] = value / first.at(name);
    std::printf("{\"engine\":\"%s\",\"submissions\":%d,\"filled_in\":%.0f,\"bytes_each\":%.0f,\"microseconds\":%s,\"growth\":%s,"
                "\"per_second_by_32\":%s}\n",
                on.name.c_str(), size, filling, bytes, text_of(one).c_str(), text_of(growth).c_str(), text_of(many).c_str());
    std::fflush(stdout);
  }
}

}} // namespace workflow_cost

int main(int count, char** words) {
  std::string engine;
  int largest = 1'000'000;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(words[i], "--engine") == 0) engine = words[i + 1];
    if (std::strcmp(words[i], "--largest") == 0) largest = std::atoi(words[i + 1]);
  }
  auto const on = rubrica_test::database_named(engine, rubrica_test::disk::durable);
  if (!on || largest < 1'000) {
    std::fputs("usage: workflow_cost --engine sqlite|postgresql|mariadb [--largest N]\n", stderr);
    return 2;
  }
  workflow_cost::measure(*on, largest);
  return 0;
}
