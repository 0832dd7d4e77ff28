#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// 64 bits that nobody can guess.
std::uint64_t random_bits();

/// 16 random hexadecimal digits: tells a run, a process or a file from all others.
std::string random_id();

} // namespace detail
RUBRICA_END_NAMESPACE
