#include "http/curl/sigpipe.hpp"

#include <cerrno>
#include <ctime>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

sigset_t only_sigpipe() noexcept {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return set;
}

} // namespace

sigpipe_guard::sigpipe_guard() noexcept {
  sigset_t const pipe = only_sigpipe();
  if (pthread_sigmask(SIG_BLOCK, &pipe, &before_) != 0) return;
  // When the caller blocks it already, a pending one is the caller's and must stay pending.
  active_ = sigismember(&before_, SIGPIPE) == 0;
}

sigpipe_guard::~sigpipe_guard() {
  if (!active_) return;
  int const kept = errno;
  sigset_t pending;
  if (sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1) {
    // A signal raised by our write must be taken now: otherwise it is delivered as soon as the mask is restored.
    sigset_t const pipe = only_sigpipe();
    timespec const no_wait{};
    while (sigtimedwait(&pipe, nullptr, &no_wait) == -1 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  errno = kept;
}

} // namespace detail
RUBRICA_END_NAMESPACE
