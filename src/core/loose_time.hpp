#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

/// A moment as its text says it; the caller checks whether that day exists.
struct loose_time {
  std::int64_t year = 0;
  int month = 0;
  int day = 0;
  bool has_time = false;
  std::int64_t micros_of_day = 0;
  std::optional<int> offset_minutes{};
};

/// Reads the forms that programs and people use besides ISO 8601. Day and month are told apart by the month's name or by
/// Brazil's order. A text with anything left over is not a moment.
std::optional<loose_time> loose_time_in(std::string_view text);

RUBRICA_END_NAMESPACE
