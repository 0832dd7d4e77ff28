#pragma once

#include "programs/our_programs.hpp"
#include "workflow/steps.hpp"

#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace workflow_torture {

// Long enough for any attempt, and short enough for what a dead worker held to be tried again within the run.
inline constexpr std::chrono::seconds send_timeout{5};
inline constexpr std::chrono::seconds quiescence{2};

/// A process of rubrica-engine that works, and is started again whenever it has ended.
class worker {
public:
  worker(std::string store, std::string url) : store_(std::move(store)), url_(std::move(url)) { start(); }

  /// It ends by itself when the database is away as it begins. True when it had ended.
  bool start_again() {
    siginfo_t about{};
    bool const asked = ::waitid(P_PID, static_cast<id_t>(running_->pid()), &about, WEXITED | WNOHANG | WNOWAIT) == 0;
    if (!asked || about.si_pid == 0) return false;
    start();
    return true;
  }
  void kill() { start(); } // as the process before it ends
  /// It stands still for longer than any claim lasts.
  void stall() {
    running_->send_signal(SIGSTOP);
    goes_on_at_ = time::now() + send_timeout + rubrica::workflow::send_grace + quiescence + std::chrono::seconds(2);
  }
  [[nodiscard]] bool is_stalled() const { return goes_on_at_ != time::time_point(); }
  /// Whether it went on just now.
  bool go_on(bool at_once = false) {
    if (!is_stalled() || (!at_once && time::now() < goes_on_at_)) return false;
    running_->send_signal(SIGCONT);
    goes_on_at_ = {};
    return true;
  }

private:
  using time = std::chrono::steady_clock;

  void start() {
    goes_on_at_ = {};
    std::vector<std::string> const command{"/bin/sh",
                                           "-c",
                                           "exec \"$@\" > /dev/null 2>&1", // nobody reads what it tells
                                           "worker",
                                           rubrica_test::program("rubrica-engine"),
                                           "--store",
                                           store_,
                                           "--base-url",
                                           url_,
                                           "--send-timeout",
                                           std::to_string(send_timeout.count()),
                                           "--quiescence",
                                           std::to_string(quiescence.count()),
                                           "work",
                                           "--for",
                                           "3600"};
    std::map<std::string, std::string> const environment{{"CLICKSIGN_TOKEN", rubrica_test::program_token}};
    running_.reset(); // first, so that there are never more than were asked for
    running_ = std::make_unique<rubrica_test::process>(command, environment);
  }

  std::string store_;
  std::string url_;
  std::unique_ptr<rubrica_test::process> running_;
  time::time_point goes_on_at_{};
};

} // namespace workflow_torture
