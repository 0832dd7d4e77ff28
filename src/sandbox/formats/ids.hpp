#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>
#include <random>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Makes version 4 UUIDs; the same seed gives the same ones. Not thread-safe.
class id_source {
public:
  /// 0: a different sequence in every run.
  explicit id_source(std::uint64_t seed);

  std::string uuid();
  /// Random lower-case hexadecimal digits.
  std::string hex(std::size_t digits);
  /// At least 0 and less than 1.
  double fraction() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

private:
  std::mt19937_64 engine_;
};

bool is_uuid(std::string const& text);

} // namespace sandbox
RUBRICA_END_NAMESPACE
