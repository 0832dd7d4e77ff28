// tenants_simulation: 10,000 tenants, each with an account of 50 requests in ten seconds, on 100 workers, in virtual time. The real
// claims, permits and quota on an SQLite database in memory whose clock is the simulation's; of a sending only its requests.
#include "http/quota/quota_slot.hpp"
#include "support/workflow/queue_world.hpp"
#include "workflow/limited_service.hpp"
#include "workflow/permits/database_permits.hpp"
#include "workflow/virtual_time.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace tenants_simulation { namespace {

namespace flow = rubrica::workflow;
namespace http = rubrica::http;
using rubrica_test::queue_world;
using std::chrono::milliseconds;

struct arguments {
  int tenants = 10'000;
  int each = 2;   ///< submissions of each tenant
  int greedy = 0; ///< so many of the tenants have `of_greedy` submissions at once; those of the others come by and by
  int of_greedy = 500;
  int minutes = 10; ///< in which the others' come
  int workers = 100;
  int requests = 10; ///< of one sending
  int at_once = 8;
  int at_most_minutes = 60; ///< of the simulated world
};

/// Things to do, by their time; those of one moment in the order in which they were planned.
class agenda {
public:
  explicit agenda(virtual_time& time) : time_(time) {}
  void at(std::int64_t moment, std::function<void()> what) { planned_.push({moment, ++last_, std::move(what)}); }
  void after(std::int64_t some, std::function<void()> what) { at(time_.milliseconds() + some, std::move(what)); }
  bool next() {
    if (planned_.empty()) return false;
    auto one = planned_.top();
    planned_.pop();
    time_.set(std::max(time_.milliseconds(), one.moment));
    one.what();
    return true;
  }

private:
  struct entry {
    std::int64_t moment;
    std::int64_t number;
    std::function<void()> what;
    bool operator<(entry const& other) const { return std::tie(other.moment, other.number) < std::tie(moment, number); }
  };
  virtual_time& time_;
  std::priority_queue<entry> planned_;
  std::int64_t last_ = 0;
};

/// What became of one submission.
struct record {
  std::string tenant{};
  std::int64_t submitted = 0;
  std::int64_t claimed = 0;
  std::int64_t sent = 0;
};

struct world {
  explicit world(arguments const& asked) : how(asked) {}

  arguments how;
  virtual_time time;
  agenda plan{time};
  limited_service clicksign;
  std::int64_t const began = time.milliseconds();
  queue_world tables{"sqlite3://:memory:", one_connection()};
  std::unordered_map<std::string, record> records; ///< by id
  std::size_t sent = 0;
  int out_of_time = 0;

  /// Long after all should have been sent.
  [[nodiscard]] bool is_over() const { return time.milliseconds() > began + how.at_most_minutes * 60'000LL; }

  void submit(std::string const& tenant, std::string const& id) {
    records[id] = {tenant, time.milliseconds(), 0, 0};
    tables.add(id, tenant);
  }

private:
  static flow::store_options one_connection() {
    flow::store_options out;
    out.connections = 1; // each would be a database of its own
    return out;
  }
};

/// One process with one thread: it carries out one submission after the other.
class worker {
public:
  worker(world& in, std::uint32_t seed) : in_(in), random_(seed) {}

  void look_for_work() {
    flow::lease_terms terms;
    terms.to_send = milliseconds(195'000);
    terms.to_ask = milliseconds(180'000);
    terms.to_quiet = milliseconds(120'000);
    terms.at_once = in_.how.at_once;
    held_ = claim_next(in_.tables.database(), in_.time, terms).value();
    if (!held_) {
      constexpr std::int64_t poll_every = 1'000;
      if (in_.sent < in_.records.size() && !in_.is_over()) in_.plan.after(poll_every, [this] { look_for_work(); });
      return;
    }
    if (in_.is_over()) return;
    auto& its = in_.records.at(held_->id);
    if (its.claimed == 0) its.claimed = in_.time.milliseconds();
    to_send_ = in_.how.requests;
    ask();
  }

private:
  void ask() {
    constexpr milliseconds grace(15'000);
    if (in_.time.now() > held_->until - grace) return give_up();
    if (slot_ == nullptr) slot_ = std::make_unique<http::quota_slot>(quota(), request_, http::priority::interactive);
    auto const answer = slot_->ask(in_.time);
    if (answer.granted) return send();
    auto const again = std::chrono::duration_cast<milliseconds>(answer.ask_again.time_since_epoch()).count();
    in_.plan.at(std::max(again, in_.time.milliseconds() + 1), [this] { ask(); });
  }

  void send() {
    auto const way = static_cast<std::int64_t>(40 + random_() % 70); // there, and as much back
    in_.plan.after(way, [this, way] {
      auto answer = in_.clicksign.answer(held_->tenant, in_.time.milliseconds());
      in_.plan.after(way, [this, answer = std::move(answer)] { read(answer); });
    });
  }

  void read(http::response const& answer) {
    slot_->ended(in_.time, answer);
    slot_.reset();
    if (answer.status == 429 || --to_send_ > 0) return ask();
    auto& its = in_.records.at(held_->id);
    its.sent = in_.time.milliseconds();
    ++in_.sent;
    end({});
  }

  void give_up() {
    ++in_.out_of_time;
    slot_.reset();
    flow::conclusion later;
    later.failed = true;
    later.due_in = milliseconds(15'000);
    end(later);
  }

  void end(flow::conclusion const& how) {
    if (!in_.tables.end(*held_, how)) throw std::runtime_error("a claim was lost");
    look_for_work();
  }

  /// As the engine keeps them: not more than so many accounts.
  std::shared_ptr<http::quota> quota() {
    constexpr std::size_t most = 256;
    auto const found = quotas_.find(held_->tenant);
    if (found != quotas_.end()) return found->second;
    if (quotas_.size() >= most) quotas_.clear();
    auto const permits = std::make_shared<flow::database_permits>(in_.tables.store().database(), held_->tenant);
    return quotas_[held_->tenant] =
               std::make_shared<http::quota>(limited_service::limit, permits, static_cast<std::uint32_t>(random_()));
  }

  world& in_;
  std::mt19937 random_;
  http::call_request request_{};
  std::unordered_map<std::string, std::shared_ptr<http::quota>> quotas_;
  std::optional<flow::claim> held_;
  std::unique_ptr<http::quota_slot> slot_;
  int to_send_ = 0;
};

void submit_all(world& in) {
  std::mt19937 random(11);
  for (int i = 0; i < in.how.tenants; ++i) {
    bool const is_greedy = i < in.how.greedy;
    std::string const tenant = (is_greedy ? "greedy-" : "tenant-") + std::to_string(i);
    for (int k = 0; k < (is_greedy ? in.how.of_greedy : in.how.each); ++k) {
      std::string const id = tenant + "/" + std::to_string(k);
      bool const is_at_once = is_greedy || in.how.greedy == 0;
      if (is_at_once)
        in.submit(tenant, id);
      else
        in.plan.after(static_cast<std::int64_t>(random() % static_cast<unsigned>(in.how.minutes * 60'000)),
                      [&in, tenant, id] { in.submit(tenant, id); });
    }
  }
}

/// Of numbers: the least, the middle, that of 99 in a hundred, and the greatest, in seconds.
std::string spread(std::vector<std::int64_t> all) {
  if (all.empty()) return "null";
  std::sort(all.begin(), all.end());
  auto const part = [&](double share) {
    return static_cast<double>(all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))]) / 1'000;
  };
  char text[128];
  std::snprintf(text, sizeof text, "{\"min\":%.1f,\"median\":%.1f,\"p99\":%.1f,\"max\":%.1f}", part(0), part(0.5), part(0.99),
                part(1));
  return text;
}

bool is_greedy(record const& one) {
  return one.tenant.rfind("greedy", 0) == 0;
}

void tell(world const& in) {
  std::vector<std::int64_t> waits;
  std::unordered_map<std::string, std::int64_t> ends;
  for (auto const& [id, one] : in.records) {
    auto const claimed = one.claimed == 0 ? in.time.milliseconds() : one.claimed; // it waits still
    if (!is_greedy(one)) waits.push_back(claimed - one.submitted);
    auto& end = ends[one.tenant];
    end = std::max(end, (one.sent == 0 ? in.time.milliseconds() : one.sent) - in.began);
  }
  std::vector<std::int64_t> others, greedy;
  double least_used = 1, sum_used = 0;
  int many_used = 0;
  for (auto const& [tenant, end] : ends) {
    bool const wants_much = tenant.rfind("greedy", 0) == 0;
    (wants_much ? greedy : others).push_back(end);
    if (!wants_much) continue;
    double const used = in.clicksign.part_used(tenant);
    least_used = std::min(least_used, used);
    sum_used += used;
    ++many_used;
  }
  std::printf(
      "{\"tenants\":%d,\"greedy\":%d,\"workers\":%d,\"at_once\":%d,\"sent\":%zu,\"of\":%zu,\"refused\":%d,\"out_of_time\":%d,"
      "\"seconds\":%.0f",
      in.how.tenants, in.how.greedy, in.how.workers, in.how.at_once, in.sent, in.records.size(), in.clicksign.refused(),
      in.out_of_time, static_cast<double>(in.time.milliseconds() - in.began) / 1'000);
  std::printf(",\"waits\":%s", spread(waits).c_str());
  if (in.how.greedy == 0) std::printf(",\"tenants_done\":%s", spread(others).c_str());
  if (many_used > 0)
    std::printf(",\"greedy_done\":%s,\"windows_used\":{\"least\":%.3f,\"mean\":%.3f}", spread(greedy).c_str(), least_used,
                sum_used / many_used);
  std::printf("}\n");
}

/// While every tenant wants the same, nobody is served for the second time before all were for the first.
bool is_fair(world const& in) {
  if (in.how.greedy > 0) return true;
  std::unordered_map<std::string, std::vector<std::int64_t>> claims;
  for (auto const& [id, one] : in.records) claims[one.tenant].push_back(one.claimed);
  std::int64_t latest = 0;
  std::int64_t earliest = std::numeric_limits<std::int64_t>::max();
  for (auto& [tenant, all] : claims) {
    std::sort(all.begin(), all.end());
    latest = std::max(latest, all.front());
    if (all.size() > 1) earliest = std::min(earliest, all[1]);
  }
  return latest <= earliest;
}

int run(arguments const& how) {
  world in(how);
  submit_all(in);
  std::deque<worker> workers;
  for (int i = 0; i < how.workers; ++i) workers.emplace_back(in, static_cast<std::uint32_t>(i + 1));
  // One after the other: two claims within one millisecond of the database's clock have no order.
  std::int64_t begins = 0;
  for (worker& one : workers) in.plan.after(++begins, [&one] { one.look_for_work(); });
  while (in.plan.next()) {
  }
  tell(in);
  bool const is_right = in.sent == in.records.size() && in.out_of_time == 0 && is_fair(in);
  return is_right ? 0 : 1;
}

}} // namespace tenants_simulation

int main(int count, char** words) {
  tenants_simulation::arguments how;
  std::pair<char const*, int*> const options[] = {
      {"--tenants", &how.tenants},     {"--each", &how.each},       {"--greedy", &how.greedy},
      {"--of-greedy", &how.of_greedy}, {"--minutes", &how.minutes}, {"--workers", &how.workers},
      {"--requests", &how.requests},   {"--at-once", &how.at_once}, {"--at-most-minutes", &how.at_most_minutes}};
  for (int i = 1; i < count; i += 2) {
    auto const* const known = std::find_if(std::begin(options), std::end(options),
                                           [&](auto const& one) { return std::strcmp(one.first, words[i]) == 0; });
    if (known == std::end(options) || i + 1 == count || (*known->second = std::atoi(words[i + 1])) < 0) {
      std::fputs("usage: tenants_simulation [--tenants N] [--each N] [--greedy N] [--of-greedy N] [--minutes N] [--workers N] "
                 "[--requests N] [--at-once N] [--at-most-minutes N]\n",
                 stderr);
      return 2;
    }
  }
  return tenants_simulation::run(how);
}
