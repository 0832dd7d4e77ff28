#pragma once

#include <sqlite3.h>

#include <mutex>
#include <set>
#include <stdexcept>
#include <string>

namespace rubrica_test {

/// Every statement that connections to SQLite carry out which are opened during its life, as it is written: with names in place of
/// values. One at a time.
class statement_trace {
public:
  statement_trace() {
    kept().clear();
    if (sqlite3_auto_extension(entry()) != SQLITE_OK) throw std::runtime_error("SQLite is not to be traced");
  }
  ~statement_trace() { sqlite3_cancel_auto_extension(entry()); }
  statement_trace(statement_trace const&) = delete;
  statement_trace& operator=(statement_trace const&) = delete;

  [[nodiscard]] std::set<std::string> statements() const {
    std::lock_guard const lock(mutex());
    return kept();
  }

  /// What the test itself does meanwhile is not kept.
  class pause {
  public:
    pause() { is_on() = false; }
    ~pause() { is_on() = true; }
    pause(pause const&) = delete;
    pause& operator=(pause const&) = delete;
  };

private:
  using extension = void (*)();

  static extension entry() { return reinterpret_cast<extension>(&begin); }
  static int begin(sqlite3* opened, char const**, void const*) {
    return sqlite3_trace_v2(opened, SQLITE_TRACE_STMT, &keep, nullptr);
  }
  static int keep(unsigned, void*, void*, void* text) {
    std::lock_guard const lock(mutex());
    if (is_on()) kept().insert(static_cast<char const*>(text));
    return 0;
  }
  // Connections may outlive the trace, and its address.
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static bool& is_on() {
    static thread_local bool on = true;
    return on;
  }
  static std::set<std::string>& kept() {
    static std::set<std::string> all;
    return all;
  }
};

} // namespace rubrica_test
