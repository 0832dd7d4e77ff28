#pragma once

#include <arpa/inet.h>
#include <cerrno>
#include <cstdint>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace rubrica_test {

/// A connection to a loopback port that shows how the peer ends it, which an HTTP library would hide.
class raw_client {
public:
  explicit raw_client(int port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval const patience{30, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("connect");
  }
  ~raw_client() { ::close(fd_); }
  raw_client(raw_client const&) = delete;
  raw_client& operator=(raw_client const&) = delete;

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::runtime_error("send");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  enum class end { closed, reset, silent };
  struct received {
    std::string bytes;
    end ending = end::silent;
  };
  /// Reads until the peer ends the connection; `silent` after thirty seconds without data.
  received read_to_end() {
    received all;
    char buffer[4096];
    while (true) {
      auto const got = ::recv(fd_, buffer, sizeof buffer, 0);
      if (got <= 0) {
        if (got == 0) all.ending = end::closed;
        if (got < 0 && errno == ECONNRESET) all.ending = end::reset;
        return all;
      }
      all.bytes.append(buffer, static_cast<std::size_t>(got));
    }
  }

private:
  int fd_;
};

} // namespace rubrica_test
