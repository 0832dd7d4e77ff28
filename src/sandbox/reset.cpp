#include "sandbox/reset.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <numeric>
#include <string>
#include <system_error>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

using name_call = int (*)(int, sockaddr*, socklen_t*);

/// The port of one end of the socket; -1 when it is no such socket.
int port_of(int fd, name_call name) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (name(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0 || address.sin_family != AF_INET) return -1;
  return ntohs(address.sin_port);
}

/// The descriptors that are open now. Where the system does not list them, those that a program usually has: all that it
/// could have may be a thousand million.
std::vector<int> open_descriptors() {
  constexpr int usual_limit = 65536;
  std::vector<int> open;
  std::error_code problem;
  for (std::filesystem::directory_iterator it("/dev/fd", problem), end; !problem && it != end; it.increment(problem)) {
    std::string const name = it->path().filename().string();
    int fd = -1;
    if (std::from_chars(name.data(), name.data() + name.size(), fd).ec == std::errc()) open.push_back(fd);
  }
  if (!open.empty()) return open;
  open.resize(usual_limit);
  std::iota(open.begin(), open.end(), 0);
  return open;
}

/// httplib tells nobody which descriptor a request came on, in no version; the ports name it.
int find_connection(int local_port, int remote_port) {
  for (int const fd : open_descriptors()) {
    if (port_of(fd, ::getpeername) == remote_port && port_of(fd, ::getsockname) == local_port) return fd;
  }
  return -1;
}

} // namespace

void reset_connection(int local_port, int remote_port) {
  int const fd = find_connection(local_port, remote_port);
  if (fd < 0) return; // the peer has gone already
  linger const at_once{1, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
    ::shutdown(fd, SHUT_RDWR); // no descriptor left: an end without an answer, at least
    return;
  }
  ::close(ends[1]);
  ::dup2(ends[0], fd); // closes what was there, and with no lingering that is a reset
  ::close(ends[0]);
}

}}} // namespace rubrica::v0_1::sandbox
