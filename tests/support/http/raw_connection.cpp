#include "support/clock/wait_until.hpp"
#include "support/http/raw_server.hpp"

#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace rubrica_test {
namespace {

constexpr int most_descriptors = 4096;

/// The port of this end or of the other one; 0 when it is no IPv4 socket.
template <class Name> int port_of(int fd, Name name) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  bool const known = name(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0 && address.sin_family == AF_INET;
  return known ? ntohs(address.sin_port) : 0;
}

/// The other end of a connection within this process.
int other_end(int fd) {
  int const mine = port_of(fd, getsockname);
  int const theirs = port_of(fd, getpeername);
  for (int other = 0; other < most_descriptors; ++other) {
    if (port_of(other, getsockname) == theirs && port_of(other, getpeername) == mine) return other;
  }
  return -1;
}

} // namespace

std::string raw_request::field(std::string_view name) const {
  std::size_t line = head.find("\r\n");
  while (line != std::string::npos && line + 2 < head.size()) {
    std::size_t const begin = line + 2;
    line = head.find("\r\n", begin);
    std::string const text = head.substr(begin, line - begin);
    if (text.size() <= name.size() || text[name.size()] != ':') continue;
    if (strncasecmp(text.c_str(), std::string(name).c_str(), name.size()) != 0) continue;
    std::size_t const value = text.find_first_not_of(' ', name.size() + 1);
    return value == std::string::npos ? std::string() : text.substr(value);
  }
  return {};
}

bool raw_request::has_field(std::string_view name) const {
  std::string const wanted = "\r\n" + std::string(name) + ":";
  return strcasestr(head.c_str(), wanted.c_str()) != nullptr;
}

connection::connection(raw_server& server, int fd, int number)
    : server_(server), fd_(fd), number_(number), tls_(nullptr, SSL_free) {}

connection::~connection() {
  close();
}

bool connection::handshake(SSL_CTX* tls) {
  tls_.reset(SSL_new(tls));
  SSL_set_fd(tls_.get(), fd_);
  bool const done = SSL_accept(tls_.get()) == 1;
  ERR_clear_error();
  return done;
}

std::size_t connection::receive(char* bytes, std::size_t size) {
  if (fd_ < 0) return 0;
  auto const got = tls_ ? SSL_read(tls_.get(), bytes, static_cast<int>(size)) : recv(fd_, bytes, size, 0);
  if (tls_) ERR_clear_error();
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string connection::read_some(std::size_t size) {
  std::string bytes(size, '\0');
  bytes.resize(receive(bytes.data(), size));
  server_.keep(bytes);
  return bytes;
}

std::size_t connection::skip(std::size_t size) {
  char buffer[16384];
  return receive(buffer, std::min(size, sizeof buffer));
}

bool connection::fill() {
  std::string const bytes = read_some();
  buffer_ += bytes;
  return !bytes.empty();
}

std::optional<raw_request> connection::read_request() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return std::nullopt;
  }
  raw_request request;
  request.connection = number_;
  request.head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  std::size_t const blank = request.head.find(' ');
  request.method = request.head.substr(0, blank);
  request.target = request.head.substr(blank + 1, request.head.find(' ', blank + 1) - blank - 1);
  std::size_t const size = std::strtoull(request.field("Content-Length").c_str(), nullptr, 10);
  while (buffer_.size() < size) {
    if (!fill()) return std::nullopt;
  }
  request.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  std::lock_guard<std::mutex> const lock(server_.mutex_);
  server_.requests_.push_back(request);
  return request;
}

bool connection::write(std::string_view bytes) {
  while (!bytes.empty() && fd_ >= 0) {
    auto const sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (tls_) ERR_clear_error();
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return fd_ >= 0;
}

bool connection::pause(std::chrono::milliseconds time) {
  std::unique_lock<std::mutex> lock(server_.mutex_);
  return !server_.stopped_.wait_for(lock, time, [this] { return server_.stopping_; });
}

bool connection::wait_until_client_is_stuck() {
  // Once is not enough: what was sent still moves from the client's buffer into ours.
  constexpr int looks = 20;
  int const client = other_end(fd_);
  int stuck = 0;
  return client >= 0 && wait_until([&] {
           pollfd one{client, POLLOUT, 0};
           stuck = poll(&one, 1, 0) == 0 ? stuck + 1 : 0;
           return stuck == looks || !pause(std::chrono::milliseconds(1));
         });
}

void connection::finish_writing() {
  if (tls_) SSL_shutdown(tls_.get());
  ERR_clear_error();
  shutdown(fd_, SHUT_WR);
}

void connection::hang() {
  while (!read_some().empty()) {
  }
}

void connection::reset() {
  linger const at_once{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  tls_.reset(); // without sending close_notify
  close();
}

void connection::close() {
  std::lock_guard<std::mutex> const lock(fd_mutex_);
  if (fd_ < 0) return;
  if (tls_) SSL_shutdown(tls_.get());
  ERR_clear_error();
  ::close(fd_);
  fd_ = -1;
}

void connection::cut() {
  if (tls_) SSL_set_quiet_shutdown(tls_.get(), 1);
  close();
}

void connection::interrupt() {
  std::lock_guard<std::mutex> const lock(fd_mutex_);
  if (fd_ >= 0) shutdown(fd_, SHUT_RDWR);
}

} // namespace rubrica_test
