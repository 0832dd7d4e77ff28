#pragma once

#include <rubrica/core/export.hpp>

#include <csignal>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Keeps SIGPIPE away from this thread while it exists: OpenSSL writes with write(2), and a peer that is gone would
/// otherwise end the caller's process. The thread's mask and the process's handlers are as before afterwards.
class sigpipe_guard {
public:
  sigpipe_guard() noexcept;
  ~sigpipe_guard();
  sigpipe_guard(sigpipe_guard const&) = delete;
  sigpipe_guard& operator=(sigpipe_guard const&) = delete;

private:
  sigset_t before_;
  bool active_ = false;
};

} // namespace detail
RUBRICA_END_NAMESPACE
