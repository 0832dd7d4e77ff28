#pragma once

#include <rubrica/core/export.hpp>

#include <csignal>
#include <pthread.h>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Blocks the program's signals in threads that are started while this object exists, except signals of a thread's own faults:
/// blocking those would end the process without the program's handler, which writes the crash report.
class signals_blocked {
public:
  signals_blocked() {
    sigset_t set;
    sigfillset(&set);
    for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS}) sigdelset(&set, fault);
    pthread_sigmask(SIG_SETMASK, &set, &before_);
  }
  ~signals_blocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  signals_blocked(signals_blocked const&) = delete;
  signals_blocked& operator=(signals_blocked const&) = delete;

private:
  sigset_t before_{};
};

} // namespace detail
RUBRICA_END_NAMESPACE
