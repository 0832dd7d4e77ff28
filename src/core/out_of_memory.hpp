#pragma once

#include <rubrica/core/result.hpp>

#include <new>
#include <stdexcept>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The result of the function, or `out_of_memory` when an allocation in it fails. The error itself allocates nothing.
template <class Work> auto within_memory(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (std::bad_alloc const&) {
    return make_error(errc::out_of_memory);
  } catch (std::length_error const&) { // a size that no container can have
    return make_error(errc::out_of_memory);
  }
}

/// Throws what `within_memory` caught, in functions without a result.
inline void require_memory(result<void> const& done) {
  if (!done && done.error().code == errc::out_of_memory) throw std::bad_alloc();
}

} // namespace detail
RUBRICA_END_NAMESPACE
