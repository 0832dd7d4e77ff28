#pragma once

#include <rubrica/core/result.hpp>

#include <fcntl.h>

#include <fmt/format.h>

#include <cerrno>
#include <string_view>
#include <system_error>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// What `errno` says of what was being done. The path is left out: a file name may be a person's name.
inline error_info file_error(std::string_view doing) {
  return make_error(errc::file_error, fmt::format("{}: {}", doing, std::generic_category().message(errno)));
}

#ifndef _WIN32
/// open(), also when a signal arrives meanwhile; no child process has the descriptor.
inline int open_again(char const* path, int flags, mode_t mode = 0) {
  int descriptor = -1;
  do descriptor = ::open(path, flags | O_CLOEXEC, mode);
  while (descriptor < 0 && errno == EINTR);
  return descriptor;
}
#endif

} // namespace detail
RUBRICA_END_NAMESPACE
