#include "simulation/run.hpp"

#include "simulation/office.hpp"

namespace simulation {

outcome_of_seed run_seed(std::uint64_t seed, planted fault, bool keeps_text) {
  world all(seed * 0x9E3779B97F4A7C15 + 1, keeps_text);
  try {
    scenario how = draw_scenario(all.chance);
    draw_bulk(how, draw(seed));
    if (fault == planted::quiescence_short) how.clicksign.longest_lag = 4 * duration(how.quiescence);
    all.note("keeps", how.keeps, "orders", how.orders, "under way", how.under_way, "hosts", how.hosts, "gives keys",
             how.gives_keys, "quiescence", how.quiescence.count(), "timeout", how.timeout.count(), "upsets", how.upsets);
    office of(all, how, fault);
    of.run();
  } catch (std::exception const& thrown) {
    all.violation(std::string("an exception: ") + thrown.what());
  }
  return {all.violated(), all.log.hash(), all.log.text()};
}

} // namespace simulation
