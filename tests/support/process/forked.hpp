#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace rubrica_test {

/// Starts a child of this process that ends with what `work` returns, or with 99 when it throws: it must never go on with the
/// tests of its parent.
template <class Work> pid_t fork_child(Work const& work) {
  pid_t const child = fork();
  if (child != 0) return child;
  try {
    _exit(work());
  } catch (...) {
    _exit(99);
  }
}

/// Waits for the child; what it ended with, or -1 when it was killed.
inline int exit_code_of(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace rubrica_test
