// Runs many seeds, or one again. `./dev simulate` builds and starts it.
#include "simulation/run.hpp"

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using simulation::planted;

struct choices {
  std::uint64_t first = 1;
  std::uint64_t seeds = 1'000'000;
  std::uint64_t one = 0; ///< only this seed
  unsigned jobs = 0;     ///< 0: one for each core
  planted fault = planted::none;
  bool trace = false;
};

void usage() {
  std::puts("usage: simulate [SEEDS] [--from SEED] [--seed SEED [--trace]] [--fault NAME] [--jobs N]\n"
            "\n"
            "  SEEDS         how many seeds to run (1000000)\n"
            "  --from SEED   the first of them (1)\n"
            "  --seed SEED   run this one only; with --trace write all that happens in it\n"
            "  --fault NAME  make a mistake on purpose, and stop at the first seed that shows it:");
  for (auto const& one : simulation::planted_names) std::printf("                %s\n", one.second.data());
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t out = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  bool const whole = problem == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(out) : std::nullopt;
}

bool read_choices(int count, char** words, choices& out) {
  for (int i = 1; i < count; ++i) {
    std::string_view const word = words[i];
    if (word == "--trace") {
      out.trace = true;
      continue;
    }
    if (auto const seeds = number(word)) {
      out.seeds = *seeds;
      continue;
    }
    if (i + 1 == count) return false;
    std::string_view const value = words[++i];
    auto const amount = number(value);
    if (word == "--fault") {
      auto const fault = simulation::planted_named(value);
      if (!fault) return false;
      out.fault = *fault;
    } else if (word == "--from" && amount) {
      out.first = *amount;
    } else if (word == "--seed" && amount) {
      out.one = *amount;
    } else if (word == "--jobs" && amount) {
      out.jobs = static_cast<unsigned>(*amount);
    } else {
      return false;
    }
  }
  return true;
}

std::string replay_command(std::uint64_t seed, planted fault) {
  std::string out = "./dev simulate --seed " + std::to_string(seed);
  if (fault != planted::none) out.append(" --fault ").append(simulation::name_of(fault));
  return out + " --trace";
}

int run_one(choices const& chosen) {
  auto const got = simulation::run_seed(chosen.one, chosen.fault, chosen.trace);
  std::fputs(got.trace.c_str(), stdout);
  std::printf("seed %llu: %s, hash %016llx\n", static_cast<unsigned long long>(chosen.one),
              got.violation.empty() ? "no violation" : got.violation.c_str(), static_cast<unsigned long long>(got.hash));
  return got.violation.empty() ? 0 : 1;
}

int run_many(choices const& chosen) {
  auto const begin = std::chrono::steady_clock::now();
  unsigned const jobs = chosen.jobs != 0 ? chosen.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::atomic<std::uint64_t> next{chosen.first};
  std::uint64_t const end = chosen.first + chosen.seeds;
  std::atomic<std::uint64_t> violations{0};
  std::mutex telling;
  auto const work = [&] {
    for (std::uint64_t seed = next++; seed < end; seed = next++) {
      if (chosen.fault != planted::none && violations > 0) return;
      auto const got = simulation::run_seed(seed, chosen.fault);
      if (got.violation.empty()) continue;
      std::lock_guard const lock(telling);
      if (++violations > 20) continue;
      std::printf("seed %llu: %s\n  %s\n", static_cast<unsigned long long>(seed), got.violation.c_str(),
                  replay_command(seed, chosen.fault).c_str());
      std::fflush(stdout);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& one : threads) one.join();
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  auto const ran = std::min(next.load(), end) - chosen.first;
  std::printf("%llu seeds, %llu violations, %.1f s, %.0f seeds in a second on each of %u threads\n",
              static_cast<unsigned long long>(ran), static_cast<unsigned long long>(violations.load()), took.count(),
              static_cast<double>(ran) / took.count() / jobs, jobs);
  bool const expected = chosen.fault != planted::none;
  return (violations > 0) == expected ? 0 : 1;
}

} // namespace

int main(int count, char** words) {
  choices chosen;
  if (!read_choices(count, words, chosen)) {
    usage();
    return 2;
  }
  return chosen.one != 0 ? run_one(chosen) : run_many(chosen);
}
