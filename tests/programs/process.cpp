#include "programs/process.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace rubrica_test {

process::process(std::vector<std::string> command, std::map<std::string, std::string> const& environment) {
  char name[] = "/tmp/rubrica-stderr-XXXXXX";
  int const err = ::mkstemp(name);
  int pipes[2] = {-1, -1};
  if (err < 0 || ::pipe2(pipes, O_CLOEXEC) != 0) throw std::runtime_error("no pipe for a program");
  err_file_ = name;
  std::vector<char*> arguments;
  for (std::string& one : command) arguments.push_back(one.data());
  arguments.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(pipes[1], STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    for (auto const& [key, value] : environment) ::setenv(key.c_str(), value.c_str(), 1);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  ::close(pipes[1]);
  ::close(err);
  out_ = pipes[0];
}

process::~process() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(out_);
  ::unlink(err_file_.c_str());
}

std::string process::read_line() {
  for (;;) {
    if (auto const end = buffer_.find('\n'); end != std::string::npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    char bytes[4096];
    ssize_t const got = ::read(out_, bytes, sizeof bytes);
    if (got <= 0) return std::exchange(buffer_, {});
    buffer_.append(bytes, static_cast<std::size_t>(got));
  }
}

void process::send_signal(int signal) const {
  ::kill(pid_, signal);
}

finished process::finish() {
  finished end;
  for (;;) {
    char bytes[4096];
    ssize_t const got = ::read(out_, bytes, sizeof bytes);
    if (got <= 0) break;
    buffer_.append(bytes, static_cast<std::size_t>(got));
  }
  end.out = std::exchange(buffer_, {});
  int status = 0;
  ::waitpid(std::exchange(pid_, -1), &status, 0);
  end.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::ifstream err(err_file_, std::ios::binary);
  end.err.assign(std::istreambuf_iterator<char>(err), {});
  return end;
}

} // namespace rubrica_test
