#pragma once

#include "simulation/office.hpp"
#include "simulation/tampering.hpp"

#include "clicksign/protocol/prepared_call.hpp"
#include "clicksign/protocol/session.hpp"
#include "http/retry/retry_machine.hpp"

#include <rubrica/clicksign/resources.hpp>

#include <functional>
#include <list>
#include <memory>

namespace simulation {

/// One life of a process on a host: a client with its quota, and the sendings that it carries out as an asynchronous driver does.
/// Everything in it is forgotten when it dies.
class process : public std::enable_shared_from_this<process> {
public:
  process(office& in, host& at);

  /// Takes up what the journal has, and sends what the company's software still wants sent.
  void start();
  void look_for_work();
  void die();
  void stand_still_until(duration until) { stands_until_ = until; }
  void cancel_something();
  [[nodiscard]] host& at() { return at_; }
  [[nodiscard]] bool is_dead() const { return dead_; }
  [[nodiscard]] bool is_idle() const { return tasks_.empty(); }

private:
  using local_time = std::chrono::steady_clock::time_point;

  /// A call under way: its attempts.
  struct flight {
    std::function<rubrica::clicksign::prepared_call const&()> prepared;
    std::function<void(rubrica::clicksign::finished_call&)> finish;
    rubrica::http::context limits;
    std::optional<rubrica::http::retry_machine> attempts;
    int number = 0; ///< of the attempt
    bool out = false;
    bool over = false;
  };
  using shared_flight = std::shared_ptr<flight>;

  struct task;
  using shared_task = std::shared_ptr<task>;

  /// Makes the calls of a sending.
  struct engine {
    process* by = nullptr;
    std::weak_ptr<task> of;
    template <class T, class Done> void start(rubrica::clicksign::pending_call<T> call, Done done);
  };

  /// A sending under way.
  struct task {
    engine calls;
    std::unique_ptr<rubrica::signing::machine> course;
    order* of = nullptr;
    local_time licence{};
    std::shared_ptr<std::uint64_t> version = std::make_shared<std::uint64_t>(0);
    bool claimed = false; ///< the journal has it for us
    bool resumed = false;
    bool is_pumped = false;
    bool over = false;
    std::list<shared_flight> flights;
    bool called_early = false; ///< with `early_activation`
  };

  // Time: what is due for a dead process never happens, and for one that stands still later.
  template <class Act> void at_time(duration when, Act act);
  template <class Act> void awake(Act act);

  shared_task new_task(order& of);
  void begin(order& of);
  void resume(order& of, journal_entry found);
  rubrica::signing::run_limits limits_now(local_time& licence);
  void pump(shared_task const& what);
  bool carry_out(shared_task const& what, rubrica::signing::machine::decision decision);
  void start_call(shared_task const& what, rubrica::signing::machine::start call);
  void add_flight(shared_task const& what, shared_flight one);
  void prepare_attempts(flight& one);
  void advance(shared_task const& what, shared_flight const& one);
  void depart(shared_task const& what, shared_flight const& one);
  void arrived(shared_task const& what, shared_flight const& one, int attempt,
               rubrica::result<rubrica::http::response> answer);
  void save(shared_task const& what);
  void do_steps(std::shared_ptr<std::vector<journal_step>> steps, std::size_t next,
                std::function<void(rubrica::result<void>)> then);
  void end(shared_task const& what);
  void call_again(shared_task const& what, rubrica::signing::sent const& told);
  void tell_end(shared_task const& what, rubrica::result<rubrica::signing::sent> told, bool is_final);
  [[nodiscard]] bool has_task_of(std::string const& key) const;

  office& in_;
  host& at_;
  std::shared_ptr<rubrica::clicksign::session const> session_;
  rubrica::clicksign::resources<rubrica::clicksign::deferred> client_;
  rubrica::http::call_policy rules_;
  std::list<shared_task> tasks_;
  bool dead_ = false;
  duration stands_until_{0};
};

} // namespace simulation
