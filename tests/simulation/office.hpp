#pragma once

#include "simulation/journals.hpp"
#include "simulation/planted.hpp"
#include "simulation/scenario.hpp"
#include "simulation/wire.hpp"

#include <rubrica/signing/preflight.hpp>
#include <rubrica/signing/sent.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace simulation {

class process;

/// What became of one attempt to carry out an order, as the caller was told.
struct report {
  std::string key;
  rubrica::result<rubrica::signing::sent> told;
  bool is_final = false; ///< no journal has it any more
};

/// One request of the company's own software. It knows durably that the order exists and whether it is done.
struct order {
  std::size_t number = 0;
  bool in_bulk = false; ///< one of those for `send_all`
  rubrica::signing::checked_request const* request = nullptr;
  std::string given_key{}; ///< empty: the sender draws one
  bool done = false;
  std::vector<std::string> keys{}; ///< all that were drawn
  std::vector<report> reports{};
};

/// A computer: its clock and its disk stay, its process comes and goes.
struct host {
  std::size_t number = 0;
  std::shared_ptr<machine_clock> clock;
  std::shared_ptr<store> records; ///< null: none. Several hosts may share one
  std::uint64_t processes = 0;    ///< that lived on it
  std::vector<order*> orders;     ///< to be sent from here
  std::shared_ptr<process> running;
};

/// All that happens in one run.
class office {
public:
  office(world& all, scenario const& how, planted fault);
  ~office();

  /// Until nothing happens any more.
  void run();

  world& all;
  scenario const& how;
  planted const fault;
  service clicksign;
  wire network;

  [[nodiscard]] std::vector<std::unique_ptr<order>> const& orders() const { return orders_; }
  [[nodiscard]] order* order_of(std::string const& key) const;
  /// A new key for the order.
  std::string draw_key(order& of);
  void told(order& of, report what);
  /// Whether a process is to die or to stand still now, between two of its steps.
  [[nodiscard]] bool is_upset();
  void upset(process& one);
  void restart(host& one);
  [[nodiscard]] bool all_done() const;
  [[nodiscard]] bool is_calm() const { return all.now() >= how.calm_from; }
  void check_line(std::string_view line);

private:
  void place_orders();
  void look_again(host& one);

  std::vector<std::unique_ptr<order>> orders_;
  std::vector<std::unique_ptr<host>> hosts_;
  std::uint64_t steps_to_upset_ = 0;
  int upsets_left_ = 0;
};

} // namespace simulation
