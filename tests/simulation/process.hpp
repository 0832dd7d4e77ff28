#pragma once

#include "simulation/office.hpp"

#include "clicksign/protocol/call_runner.hpp"
#include "clicksign/protocol/session.hpp"
#include "http/retry/retry_machine.hpp"
#include "signing/sending/carry_out.hpp"
#include "signing/sending/run.hpp"

#include <list>
#include <memory>

namespace simulation {

/// One life of a process on a host: a client with its quota, and the runs of the sendings that it carries out. Everything in it is
/// forgotten when it dies.
class process final : public rubrica::signing::journal, public std::enable_shared_from_this<process> {
public:
  process(office& in, host& at);

  /// Takes up what the journal has, and sends what the company's software still wants sent.
  void start();
  void die() { dead_ = true; }
  void stand_still_until(duration until) { stands_until_ = until; }
  void cancel_something();
  [[nodiscard]] host& at() { return at_; }

  // Its journal: what the host has, with a chance to die in it.
  rubrica::result<void> save(rubrica::signing::sending const& one) override;
  rubrica::result<void> claim(rubrica::signing::sending const& one, std::string const& former) override;
  rubrica::result<std::optional<rubrica::signing::sending>> load(std::string const& key) override;
  rubrica::result<std::vector<rubrica::result<rubrica::signing::sending>>> load_open() override;
  rubrica::result<void> forget(rubrica::signing::sending const& one) override;

private:
  using local_time = std::chrono::steady_clock::time_point;

  /// A sending under way.
  struct task {
    std::unique_ptr<rubrica::signing::run> course;
    order* of = nullptr;
    local_time licence{};
    bool resumed = false;
    bool is_pumped = false;
    bool over = false;
    bool called_early = false; ///< with `early_activation`
    std::shared_ptr<rubrica::cancel_flag> cancelled = std::make_shared<rubrica::cancel_flag>(false);
  };
  using shared_task = std::shared_ptr<task>;

  /// A call under way: its attempts.
  struct flight {
    std::shared_ptr<rubrica::clicksign::prepared_call const> call;
    rubrica::clicksign::call_runner::answered done;
    rubrica::http::context limits;
    std::optional<rubrica::http::retry_machine> attempts;
    int number = 0;          ///< of the attempt
    std::int64_t window = 0; ///< of the rate limit, in which the attempt left
    bool out = false;
    bool over = false;
  };
  using shared_flight = std::shared_ptr<flight>;

  /// Carries out the calls of one sending.
  class runner final : public rubrica::clicksign::call_runner {
  public:
    runner(process& by, shared_task of) : by_(by), of_(std::move(of)) {}
    void send(std::shared_ptr<rubrica::clicksign::prepared_call const> call, std::shared_ptr<rubrica::cancel_flag> flag,
              answered done) override;
    void wake_at(time_point until, std::shared_ptr<rubrica::cancel_flag> cancelled, rubrica::http::wake_up done) override;

  private:
    process& by_;
    shared_task of_;
  };

  // Time: what is due for a dead process never happens, and for one that stands still later.
  template <class Act> void at_time(duration when, Act act);
  template <class Act> void awake(Act act);
  [[nodiscard]] bool stands() const { return in_.all.now() < stands_until_; }
  void meet_upset();

  void look_for_work();
  [[nodiscard]] bool has_task_of(std::string const& key) const;
  [[nodiscard]] bool may_begin(order const& of) const;
  void begin(order& of);
  void resume(order& of, rubrica::signing::sending found);
  void add(shared_task what, rubrica::signing::sending value, rubrica::signing::run_limits limits,
           rubrica::signing::send_options options, std::optional<local_time> quiet_at);
  [[nodiscard]] rubrica::signing::send_options options_for(task const& one, order const& of) const;
  void pump(shared_task const& what);
  void start_call(shared_task const& what, rubrica::signing::machine::start const& wanted);
  void advance(shared_task const& what, shared_flight const& one);
  void depart(shared_task const& what, shared_flight const& one);
  void count(shared_flight const& one);
  void arrived(shared_task const& what, shared_flight const& one, int attempt, rubrica::result<rubrica::http::response> answer);
  void end(shared_task const& what);

  office& in_;
  host& at_;
  visitor visits_;
  std::shared_ptr<rubrica::clicksign::session const> session_;
  rubrica::clicksign::resources<rubrica::clicksign::deferred> client_;
  rubrica::http::call_policy rules_;
  std::list<shared_task> tasks_;
  bool dead_ = false;
  duration stands_until_{0};
  std::int64_t window_ = 0; ///< of the account's rate limit
  int left_in_window_ = 0;  ///< requests
};

} // namespace simulation
