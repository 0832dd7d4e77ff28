#pragma once

#include <pthread.h>

#include <cstddef>
#include <stdexcept>

namespace rubrica_test {

/// Runs `work` on a thread with a stack of `bytes` bytes, and waits for it.
template <class Work> void on_stack_of(std::size_t bytes, Work work) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_t thread;
  auto const run = [](void* task) -> void* { return (*static_cast<Work*>(task))(), nullptr; };
  bool const started =
      pthread_attr_setstacksize(&attributes, bytes) == 0 && pthread_create(&thread, &attributes, run, &work) == 0;
  pthread_attr_destroy(&attributes);
  if (!started) throw std::runtime_error("no thread with a small stack");
  pthread_join(thread, nullptr);
}

} // namespace rubrica_test
