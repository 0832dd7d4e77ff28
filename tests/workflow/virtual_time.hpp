#pragma once

#include <rubrica/core/clock.hpp>

#include <sqlite3.h>

#include <chrono>
#include <cstdint>

namespace tenants_simulation {

/// Milliseconds since 1970 in the simulated world, for the workers and for SQLite's own clock.
class virtual_time final : public rubrica::clock {
public:
  /// SQLite asks its file system for the time: this one tells ours, and is SQLite's own in all else.
  virtual_time() {
    moment() = 1'795'352'400'000; // 2026-11-22T13:00:00Z
    static sqlite3_vfs ours = *sqlite3_vfs_find(nullptr);
    ours.zName = "virtual_time";
    ours.xCurrentTimeInt64 = [](sqlite3_vfs*, sqlite3_int64* out) {
      constexpr sqlite3_int64 julian_1970 = 210'866'760'000'000;
      *out = julian_1970 + moment();
      return SQLITE_OK;
    };
    sqlite3_vfs_register(&ours, 1);
  }

  [[nodiscard]] std::int64_t milliseconds() const { return moment(); }
  void set(std::int64_t milliseconds) { moment() = milliseconds; }

  std::chrono::steady_clock::time_point now() const override {
    return std::chrono::steady_clock::time_point(std::chrono::milliseconds(moment()));
  }
  std::chrono::system_clock::time_point calendar() const override {
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(moment()));
  }
  void wait(std::chrono::steady_clock::time_point, rubrica::cancel_flag const*) override {}

private:
  static std::int64_t& moment() {
    static std::int64_t now = 0;
    return now;
  }
};

} // namespace tenants_simulation
