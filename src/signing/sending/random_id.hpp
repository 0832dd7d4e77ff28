#pragma once

#include <rubrica/core/export.hpp>

#include <fmt/format.h>

#include <random>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// 16 random hexadecimal digits: tells a run, or a process, from all others.
inline std::string random_id() {
  std::random_device source;
  return fmt::format("{:08x}{:08x}", source(), source());
}

} // namespace signing
RUBRICA_END_NAMESPACE
