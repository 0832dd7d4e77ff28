#pragma once

#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace rubrica_test {

struct finished {
  int status = -1; ///< exit status; 128 and the signal when it was killed
  std::string out;
  std::string err;
};

/// A program that runs beside the test; its output is captured.
class process {
public:
  explicit process(std::vector<std::string> command, std::map<std::string, std::string> const& environment = {});
  /// Kills the program if it still runs.
  ~process();
  process(process const&) = delete;
  process& operator=(process const&) = delete;

  /// The next line of its standard output, without the end of line; empty at the end.
  std::string read_line();
  void send_signal(int signal) const;
  [[nodiscard]] pid_t pid() const { return pid_; } ///< -1 after `finish`
  /// Reads the rest of its output and waits for its end.
  finished finish();

private:
  pid_t pid_ = -1;
  int out_ = -1;
  std::string err_file_;
  std::string buffer_;
};

/// Runs a program to its end.
inline finished run(std::vector<std::string> command, std::map<std::string, std::string> const& environment = {}) {
  return process(std::move(command), environment).finish();
}

} // namespace rubrica_test
