#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace rubrica_bench {

/// Callbacks `sign` of about 2.8 KB, no two alike: three signers, three events of history, an address of a file store with
/// `\u0026`, names with accents. Each has room behind its end, as simdjson's On-Demand wants it.
std::vector<std::string> sign_bodies(std::size_t count);

} // namespace rubrica_bench
