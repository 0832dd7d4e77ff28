#include "simulation/scenario.hpp"

#include <algorithm>

namespace simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

weather draw_weather(draw& chance, duration longest_delay) {
  weather how;
  how.longest_delay = longest_delay;
  how.usual = duration(static_cast<std::int64_t>(1000 + chance.below(300'000)));
  if (chance.below(8) == 0) return how; // fine
  auto const share = [&](unsigned most) { return chance.coin() ? 0u : static_cast<unsigned>(chance.below(most + 1)); };
  unsigned const most = chance.below(3) == 0 ? 150 : 40;
  how.refused = share(most);
  how.lost_request = share(most);
  how.late_request = share(most);
  how.lost_answer = share(most);
  how.late_answer = share(most);
  how.gateway = share(most);
  how.garbage = share(most / 2);
  how.throttled = share(most / 2);
  return how;
}

keeping draw_keeping(draw& chance) {
  std::uint64_t const at = chance.below(100);
  return at < 20 ? keeping::nothing : at < 55 ? keeping::folder : at < 85 ? keeping::table : keeping::contest;
}

} // namespace

scenario draw_scenario(draw& chance) {
  scenario out;
  out.keeps = draw_keeping(chance);
  out.quiescence = milliseconds(5'000 + chance.below(120'000));
  out.timeout = out.quiescence * static_cast<int>(1 + chance.below(8)) + seconds(10 + chance.below(120));
  out.parallel = chance.below(4) == 0 ? 1 + static_cast<int>(chance.below(3)) : 12;
  out.orders = chance.below(3) == 0 ? 2 + chance.below(2) : 1;
  out.hosts = out.keeps == keeping::table || out.keeps == keeping::contest ? 2 + chance.below(2) : 1;
  if (out.keeps == keeping::contest) out.orders = 1;
  out.gives_keys = out.keeps == keeping::contest || (out.keeps != keeping::nothing && chance.below(3) == 0);
  // Two calendars may differ by twice the skew; what leaves at the end of a licence must have arrived before the next one begins.
  out.skew = chance.coin() ? duration(0) : duration(out.quiescence) / 16;
  duration const most_delay = duration(out.quiescence) - 2 * out.skew - std::chrono::seconds(2);
  duration const delay = most_delay * static_cast<int>(1 + chance.below(10)) / 10;
  // What arrives late and is listed late must both have happened by then. Without a journal only lists keep processes apart.
  bool const is_behind = out.keeps != keeping::contest && chance.below(4) == 0;
  out.clicksign.longest_lag = is_behind ? most_delay * static_cast<int>(1 + chance.below(5)) / 10 : duration(0);
  out.how = draw_weather(chance, std::min(delay, most_delay - out.clicksign.longest_lag));
  // Who is first changes most often when single requests take long.
  if (out.keeps == keeping::contest) out.how.slow = static_cast<unsigned>(chance.below(300));
  out.calm_from = chance.between(std::chrono::minutes(5), std::chrono::minutes(40));
  if (out.keeps != keeping::nothing && chance.below(4) != 0) {
    out.upsets = 1 + static_cast<int>(chance.below(4));
    out.steps_between_upsets = 4 + chance.below(60);
  }
  out.longest_stall = duration(out.timeout) * static_cast<int>(1 + chance.below(3));
  constexpr int quotas[] = {0, 20, 50};
  out.clicksign.quota = quotas[chance.below(3)];
  out.clicksign.document_ready_after = chance.below(4) == 0 ? milliseconds(chance.below(5000)) : milliseconds(0);
  out.clicksign.ignores_name = chance.below(4) == 0;
  out.copies = chance.below(4) == 0;
  out.logs = chance.below(8) == 0;
  out.clicksign.tells_events = chance.below(4) == 0;
  return out;
}

void draw_bulk(scenario& of, draw chance) {
  if (of.keeps == keeping::contest || chance.below(16) != 0) return;
  of.orders = 4 + chance.below(5);
  of.under_way = 1 + chance.below(4);
}

} // namespace simulation
