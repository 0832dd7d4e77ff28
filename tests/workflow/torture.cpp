// workflow_torture: workers of rubrica-engine on one database, killed, stalled and cut off from it, against rubrica-sandbox. Prints
// one JSON line with what became of the submissions, and fails unless each was activated once and nothing else is left.
#include "support/signing/requests.hpp"
#include "support/workflow/databases.hpp"
#include "torture/watched_simulator.hpp"
#include "workflow/worker.hpp"

#include <rubrica/workflow/engine.hpp>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace workflow_torture { namespace {

namespace flow = rubrica::workflow;
using nlohmann::json;
using rubrica_test::fresh_database;
using std::chrono::seconds;
using std::chrono::steady_clock;

struct arguments {
  std::string engine{};
  int submissions = 60;
  int workers = 4;
  bool restarts_database = false;
  seconds at_most{1'800};
};

std::string id_of(int number) {
  return "OP-" + std::to_string(number);
}

/// What happened to the workers and to the database.
struct troubles {
  int kills = 0;
  int stalls = 0;
  int ended = 0;
  int restarts = 0;
};

class torment {
public:
  torment(arguments const& how, fresh_database const& on)
      : how_(how), on_(on), engine_(options_on(flow::open_store(on.address).value())) {}

  json run() {
    auto const begin = steady_clock::now();
    for (int i = 0; i < how_.workers; ++i) workers_.emplace_back(on_.address, box_.url());
    std::thread submitting([this] { submit_all(); });
    trouble_until(begin + how_.at_most);
    submitting.join();
    for (worker& one : workers_) one.go_on(true);
    std::this_thread::sleep_for(seconds(2)); // in which one that went on could do harm
    auto const took = std::chrono::duration<double>(steady_clock::now() - begin).count();
    auto const taken_over = engine_.metrics().value().leases_taken_over;
    workers_.clear();
    return told(took, taken_over);
  }

private:
  static flow::engine_options options_on(flow::store const& store) {
    flow::engine_options out;
    out.store = store;
    return out;
  }

  /// Until each is stored: the database may be away.
  void submit_all() {
    for (int i = 0; i < how_.submissions; ++i) {
      flow::submission one;
      one.tenant = "tenant-" + std::to_string(i % 8);
      one.id = id_of(i);
      one.request = rubrica_test::request_with_signers(2);
      while (!engine_.submit(one) && !is_over_) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }

  /// How many envelopes run, as far as the database can tell.
  std::int64_t running() {
    auto const now = engine_.metrics();
    return now ? now->submissions.at("running") : 0;
  }

  void trouble_until(steady_clock::time_point end) {
    while (steady_clock::now() < end) {
      std::this_thread::sleep_for(seconds(1));
      auto const so_far = running();
      if (so_far == how_.submissions) break;
      bool const is_due = so_far * 3 > how_.submissions * (seen_.restarts + 1);
      if (how_.restarts_database && seen_.restarts < 2 && is_due) restart_database();
      trouble_workers();
    }
    is_over_ = true;
  }

  /// One is killed each second; and one at a time stands still for longer than its claim lasts.
  void trouble_workers() {
    bool may_stall = true; // whoever went on must come to work before it is stopped again: on SQLite it may hold the only lock
    for (worker& one : workers_) {
      may_stall = !one.go_on() && may_stall;
      if (!one.is_stalled() && one.start_again()) ++seen_.ended;
      may_stall = may_stall && !one.is_stalled();
    }
    worker& victim = next();
    if (!victim.is_stalled()) {
      victim.kill();
      ++seen_.kills;
    }
    worker& other = next();
    if (!may_stall) return;
    other.stall();
    ++seen_.stalls;
  }
  worker& next() { return workers_[turn_++ % workers_.size()]; }

  /// A server is killed, and later stopped in order; a file is locked for longer than anybody has patience.
  void restart_database() {
    ++seen_.restarts;
    if (on_.server == nullptr) {
      for (worker& one : workers_) one.go_on(true); // one that stands still in a transaction would keep the lock for ever
      soci::session lock(soci::sqlite3, on_.database);
      lock << "PRAGMA busy_timeout = 60000";
      lock << "BEGIN EXCLUSIVE";
      std::this_thread::sleep_for(seconds(7));
      lock << "COMMIT";
      return;
    }
    if (seen_.restarts == 1)
      on_.server->kill();
    else
      on_.server->stop();
    std::this_thread::sleep_for(seconds(1));
    on_.server->start();
  }

  json told(double took, std::int64_t taken_over) {
    json const kept = box_.activations();
    int activated = 0, twice = 0, lost = how_.submissions;
    for (auto const& [key, times] : kept["activated"].items()) {
      activated += times.get<int>();
      twice += times.get<int>() > 1 ? 1 : 0;
      lost -= key == "without_key" || times == 0 ? 0 : 1;
    }
    return {{"engine", on_.name},
            {"submissions", how_.submissions},
            {"workers", how_.workers},
            {"activated", activated},
            {"twice", twice},
            {"lost", lost},
            {"drafts", kept["drafts"]},
            {"kills", seen_.kills},
            {"stalls", seen_.stalls},
            {"ended", seen_.ended},
            {"restarts", seen_.restarts},
            {"taken_over", taken_over},
            {"seconds", took}};
  }

  arguments how_;
  fresh_database on_;
  ::torture::watched_simulator box_;
  flow::engine engine_;
  std::vector<worker> workers_;
  std::atomic<bool> is_over_{false};
  troubles seen_;
  std::size_t turn_ = 0;
};

bool read(int count, char** words, arguments& out) {
  for (int i = 1; i < count; ++i) {
    std::string const word = words[i];
    if (word == "--restart-database") {
      out.restarts_database = true;
    } else if (++i == count) {
      return false;
    } else if (word == "--engine") {
      out.engine = words[i];
    } else if (word == "--submissions") {
      out.submissions = std::atoi(words[i]);
    } else if (word == "--workers") {
      out.workers = std::atoi(words[i]);
    } else {
      return false;
    }
  }
  return !out.engine.empty() && out.submissions > 0 && out.workers > 1;
}

int run(arguments const& how) {
  constexpr int not_here = 77; // ctest: skipped
  auto const on = rubrica_test::database_named(how.engine);
  if (!on) return not_here;
  json const told = torment(how, *on).run();
  std::printf("%s\n", told.dump().c_str());
  bool const is_right = told["activated"] == how.submissions && told["twice"] == 0 && told["lost"] == 0 && told["drafts"] == 0;
  return is_right ? 0 : 1;
}

}} // namespace workflow_torture

int main(int count, char** words) {
  workflow_torture::arguments how;
  if (!workflow_torture::read(count, words, how)) {
    std::fputs(
        "usage: workflow_torture --engine sqlite|postgresql|mariadb [--submissions N] [--workers N] [--restart-database]\n",
        stderr);
    return 2;
  }
  return workflow_torture::run(how);
}
