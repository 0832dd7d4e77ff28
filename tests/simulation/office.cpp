#include "simulation/office.hpp"

#include "simulation/callbacks.hpp"
#include "simulation/process.hpp"
#include "simulation/requests.hpp"
#include "simulation/sweeping.hpp"
#include "simulation/truth.hpp"

#include <algorithm>

namespace simulation {

using namespace rubrica;

namespace {

/// 26 characters of base32, as `random_key` draws them, but from the seed.
std::string key_from(draw& chance) {
  static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string key;
  for (int i = 0; i < 26; ++i) key += alphabet[chance.below(32)];
  return key;
}

constexpr duration between_looks = std::chrono::seconds(60);
/// Longer than everything that a run can need once nothing fails any more.
constexpr duration longest_run = std::chrono::hours(24 * 2);

} // namespace

office::office(world& in, scenario const& chosen, planted planted_fault)
    : all(in), how(chosen), fault(planted_fault), clicksign(in, chosen.clicksign), network(in, clicksign, chosen.how) {
  std::shared_ptr<store> shared;
  if (how.keeps == keeping::table) shared = std::make_shared<table_store>(all);
  for (std::size_t i = 0; i < how.hosts; ++i) {
    auto one = std::make_unique<host>();
    one->number = i;
    duration const steady = all.chance.between(std::chrono::hours(1), std::chrono::hours(1000));
    duration const skew = all.chance.between(-how.skew, how.skew);
    one->clock = std::make_shared<machine_clock>(all, steady, skew);
    one->records = how.keeps == keeping::folder ? std::make_shared<file_store>(all) : shared;
    hosts_.push_back(std::move(one));
  }
  place_orders();
  upsets_left_ = how.upsets;
  steps_to_upset_ = 1 + all.chance.below(how.steps_between_upsets);
}

office::~office() = default;

void office::place_orders() {
  for (std::size_t i = 0; i < how.orders; ++i) {
    auto one = std::make_unique<order>();
    one->number = i;
    one->in_bulk = how.under_way > 0 && i > 0;
    one->request = &any_request(all.chance);
    if (how.gives_keys) one->given_key = draw_key(*one);
    bool const by_all = how.keeps == keeping::contest;
    for (auto const& each : hosts_) {
      bool const here = by_all || each->number == i % hosts_.size();
      if (here) each->orders.push_back(one.get());
    }
    orders_.push_back(std::move(one));
  }
}

std::string office::draw_key(order& of) {
  std::string key = key_from(all.chance);
  of.keys.push_back(key);
  if (!how.copies) return key;
  // Somebody copies the envelope, before or after it exists.
  all.after(all.chance.between(duration(0), duration(how.quiescence)),
            [this, name = name_of_envelope(of, key)] { clicksign.create_foreign_draft(name + " (cópia)"); });
  return key;
}

order* office::order_of(std::string const& key) const {
  for (auto const& one : orders_) {
    if (std::find(one->keys.begin(), one->keys.end(), key) != one->keys.end()) return one.get();
  }
  return nullptr;
}

void office::told(order& of, report what) {
  if (!what.told) check_line(to_string(what.told.error()));
  if (what.is_final) of.done = true;
  of.reports.push_back(std::move(what));
}

bool office::all_done() const {
  return std::all_of(orders_.begin(), orders_.end(), [](auto const& one) { return one->done; });
}

bool office::is_upset() {
  if (upsets_left_ == 0 || is_calm()) return false;
  if (--steps_to_upset_ > 0) return false;
  steps_to_upset_ = 1 + all.chance.below(how.steps_between_upsets);
  --upsets_left_;
  return true;
}

void office::upset(process& one) {
  host& at = one.at();
  std::uint64_t const kind = all.chance.below(10);
  if (kind < 4) {
    duration const stall = all.chance.between(duration(1000), how.longest_stall);
    all.note("host", at.number, "stands still for", stall.count());
    one.stand_still_until(all.now() + stall);
    return;
  }
  if (kind == 4) return one.cancel_something();
  bool const power = kind >= 8;
  all.note("host", at.number, power ? "loses its power" : "is killed");
  one.die();
  at.running = nullptr;
  if (power && how.keeps == keeping::folder) at.records->power_failure();
  duration const pause = all.chance.coin() ? all.chance.between(duration(0), std::chrono::seconds(5))
                                           : all.chance.between(duration(0), 2 * duration(how.timeout));
  all.after(pause, [this, &at] { restart(at); });
}

void office::restart(host& one) {
  if (one.running != nullptr) return;
  all.note("host", one.number, "starts");
  one.running = std::make_shared<process>(*this, one);
  one.running->start();
}

/// As long as something is to be done, each process looks for it from time to time.
void office::look_again(host& one) {
  if (one.running != nullptr) one.running->start();
  bool const open = !all_done() || (one.records != nullptr && !one.records->keys().empty());
  if (open && all.now() < longest_run) all.after(between_looks, [this, &one] { look_again(one); });
}

void office::check_line(std::string_view line) {
  for (std::string_view const canary : canaries) {
    if (line.find(canary) != std::string_view::npos) all.violation("a secret or a personal value in a log line");
  }
}

void office::run() {
  for (auto const& one : hosts_) {
    // Who contends for a key begins at nearly the same time as the others, or when they are in the middle of it.
    bool const later = how.keeps == keeping::contest && all.chance.coin();
    duration const first = all.chance.between(duration(0), later ? duration(how.quiescence) : std::chrono::seconds(1));
    all.after(first, [this, at = one.get()] {
      restart(*at);
      all.after(between_looks, [this, at] { look_again(*at); });
    });
  }
  all.at(how.calm_from, [this] { network.calm(); });
  for (int i = 0; i < 3; ++i) {
    all.after(all.chance.between(duration(0), how.calm_from), [this] { sweep(*this, *hosts_.front(), false); });
  }
  constexpr std::uint64_t most_steps = 200'000;
  while (all.violated().empty() && all.step()) {
    if (all.steps() > most_steps) all.violation("it does not end");
  }
  clicksign.come_to_rest();
  if (all.violated().empty()) sweep(*this, *hosts_.front(), true);
  if (all.violated().empty()) check_truth(*this);
  if (all.violated().empty() && how.clicksign.tells_events) follow_callbacks(*this);
}

} // namespace simulation
