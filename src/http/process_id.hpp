#pragma once

#include <rubrica/core/export.hpp>

#include <sys/types.h>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// `getpid()` without asking the kernel, which each call did several times, and which takes longer than its locks. A forked child
/// forgets its parent's id before `fork` returns in it.
pid_t process_id() noexcept;

} // namespace http
RUBRICA_END_NAMESPACE
