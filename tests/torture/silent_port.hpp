#pragma once

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace torture {

/// A loopback port on which no connection is ever made: its queue is full, and nobody empties it.
class silent_port {
public:
  silent_port() {
    own_.push_back(new_socket());
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    bool const listens =
        ::bind(own_[0], plain(), size) == 0 && ::listen(own_[0], 0) == 0 && ::getsockname(own_[0], plain(), &size) == 0;
    if (!listens) throw std::runtime_error("no port");
    for (int i = 0; i < 8; ++i) { // more than the queue of a listener without one takes
      own_.push_back(new_socket());
      static_cast<void>(::connect(own_.back(), plain(), sizeof address_));
    }
  }
  ~silent_port() {
    for (int const one : own_) ::close(one);
  }
  silent_port(silent_port const&) = delete;
  silent_port& operator=(silent_port const&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)) + "/api/v3"; }

private:
  static int new_socket() {
    int const made = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (made < 0) throw std::runtime_error("no socket");
    return made;
  }
  sockaddr* plain() { return reinterpret_cast<sockaddr*>(&address_); }

  sockaddr_in address_{};
  std::vector<int> own_;
};

} // namespace torture
