#include "http/curl/sigpipe.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <cerrno>
#include <ctime>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

sigset_t only_sigpipe() noexcept {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return set;
}

/// Before 7.88, OpenSSL wrote to libcurl's sockets itself. Since then it does so by a function of libcurl's, which asks for no
/// signal, as it always did without TLS.
bool libcurl_may_raise_it() noexcept {
#ifdef MSG_NOSIGNAL
  constexpr unsigned int first_without = 0x075800;
  curl_version_info_data const* const info = curl_version_info(CURLVERSION_NOW);
  std::string_view const tls = info->ssl_version == nullptr ? "" : info->ssl_version;
  return info->version_num < first_without || tls.rfind("OpenSSL/", 0) != 0;
#else
  return true;
#endif
}

} // namespace

sigpipe_guard::sigpipe_guard() noexcept {
  static bool const may_be_raised = libcurl_may_raise_it();
  if (!may_be_raised) return; // which spares each request three system calls
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
