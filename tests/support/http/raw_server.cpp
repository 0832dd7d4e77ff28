#include "support/http/raw_server.hpp"
#include "support/process/thread_failures.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <exception>
#include <stdexcept>

namespace rubrica_test {
namespace {

int bind_loopback(int& port) {
  int const fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (fd < 0 || bind(fd, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no free loopback port");
  }
  port = ntohs(address.sin_port);
  return fd;
}

// OpenSSL writes with write(2): a client that resets the connection must not end the test program.
void block_sigpipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

} // namespace

raw_server::raw_server(handler serve) : raw_server(std::move(serve), nullptr) {}

raw_server::raw_server(handler serve, SSL_CTX* tls) : handler_(std::move(serve)), tls_(tls) {
  listener_ = bind_loopback(port_);
  if (listen(listener_, 64) != 0) throw std::runtime_error("cannot listen");
  acceptor_ = std::thread([this] { accept_all(); });
}

raw_server::~raw_server() {
  {
    std::lock_guard<std::mutex> const lock(mutex_);
    stopping_ = true;
    for (connection& peer : peers_) peer.interrupt();
  }
  stopped_.notify_all();
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (std::thread& worker : workers_) worker.join();
  ::close(listener_);
}

std::string raw_server::url(std::string_view path) const {
  return (tls_ == nullptr ? "http://127.0.0.1:" : "https://127.0.0.1:") + std::to_string(port_) + std::string(path);
}

std::vector<raw_request> raw_server::requests() const {
  std::lock_guard<std::mutex> const lock(mutex_);
  return requests_;
}

int raw_server::count(std::string_view method) const {
  int found = 0;
  for (raw_request const& request : requests()) found += request.method == method ? 1 : 0;
  return found;
}

bool raw_server::has_seen(std::string_view text) const {
  std::lock_guard<std::mutex> const lock(mutex_);
  return received_.find(text) != std::string::npos;
}

void raw_server::accept_all() {
  for (;;) {
    int const fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    int const on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::lock_guard<std::mutex> const lock(mutex_);
    if (stopping_) {
      ::close(fd);
      return;
    }
    connection& peer = peers_.emplace_back(*this, fd, ++connections_);
    workers_.emplace_back([this, &peer] { serve(peer); });
  }
}

void raw_server::serve(connection& peer) {
  block_sigpipe();
  if (tls_ != nullptr) {
    if (!peer.handshake(tls_)) return peer.close();
    ++handshakes_;
  }
  try {
    handler_(peer);
  } catch (std::exception const& error) {
    rubrica_test::report_from_thread(error.what());
  } catch (...) {
    rubrica_test::report_from_thread("something that is no std::exception");
  }
  peer.close();
}

void raw_server::keep(std::string_view bytes) {
  std::lock_guard<std::mutex> const lock(mutex_);
  received_.append(bytes);
}

std::string answer(int status, std::string_view body, std::string_view more_fields) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " Some Reason\r\nContent-Length: ";
  text += std::to_string(body.size()) + "\r\n";
  return text.append(more_fields).append("\r\n").append(body);
}

raw_server::handler always(std::string bytes) {
  return [bytes = std::move(bytes)](connection& peer) {
    while (peer.read_request() && peer.write(bytes)) {
    }
  };
}

refusing_port::refusing_port() : fd_(bind_loopback(number_)) {}

refusing_port::~refusing_port() {
  ::close(fd_);
}

std::string refusing_port::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(number_) + std::string(path);
}

} // namespace rubrica_test
