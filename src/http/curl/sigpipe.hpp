#pragma once

#include <rubrica/core/export.hpp>

#include <csignal>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Blocks SIGPIPE in this thread while it exists, where libcurl may raise it: OpenSSL uses write(2), and writing to a closed
/// connection would otherwise end the caller's process. Afterwards the thread's mask and the process's handlers are as before.
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
