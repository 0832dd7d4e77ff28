#pragma once

#include <openssl/types.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace rubrica_test {

class raw_server;

/// A request as received.
struct raw_request {
  std::string method;
  std::string target;
  std::string head; ///< request line and fields, as sent
  std::string body; ///< as many bytes as Content-Length says
  int connection = 0;

  /// The value of a field, empty when it is absent.
  [[nodiscard]] std::string field(std::string_view name) const;
  [[nodiscard]] bool has_field(std::string_view name) const;
};

/// One accepted connection, driven by the test: it can be broken at any byte.
class connection {
public:
  connection(raw_server& server, int fd, int number);
  ~connection();
  connection(connection const&) = delete;
  connection& operator=(connection const&) = delete;

  /// Counted from 1 in the order of accepting.
  [[nodiscard]] int number() const noexcept { return number_; }
  /// The next request; nothing when the peer is gone. Counted by the server before this returns.
  std::optional<raw_request> read_request();
  /// The data that is available, at most `size` bytes; empty when the peer is gone.
  std::string read_some(std::size_t size = 65536);
  /// Reads and drops at most `size` bytes; returns how many.
  std::size_t skip(std::size_t size);
  bool write(std::string_view bytes);
  /// Waits like a slow server; false when the server is stopping.
  bool pause(std::chrono::milliseconds time);
  /// Waits until the client, which must be in this process, can send no more because nothing is read here; false when it never
  /// comes to that.
  bool wait_until_client_is_stuck();
  /// Says that nothing more is written (FIN), and still reads nothing.
  void finish_writing();
  /// Reads everything and answers nothing, until the peer disconnects or the server stops.
  void hang();
  /// Resets the connection (RST).
  void reset();
  /// Closes the connection properly (FIN).
  void close();
  /// The same without TLS's close_notify, as when an intermediary cuts the connection.
  void cut();

private:
  friend class raw_server;
  bool handshake(SSL_CTX* tls);
  bool fill();
  std::size_t receive(char* bytes, std::size_t size);
  void interrupt();

  raw_server& server_;
  std::mutex fd_mutex_; // because the number may be closed on one thread while another one shuts it down
  int fd_;
  int const number_;
  std::unique_ptr<SSL, void (*)(SSL*)> tls_;
  std::string buffer_;
};

/// A server on a free loopback port; the test decides about every byte. Each connection has a thread.
class raw_server {
public:
  using handler = std::function<void(connection&)>;

  explicit raw_server(handler serve);
  /// The same over TLS; the caller still owns the context.
  raw_server(handler serve, SSL_CTX* tls);
  ~raw_server();
  raw_server(raw_server const&) = delete;
  raw_server& operator=(raw_server const&) = delete;

  [[nodiscard]] int port() const noexcept { return port_; }
  /// `http(s)://127.0.0.1:port` + path.
  [[nodiscard]] std::string url(std::string_view path = "/") const;
  [[nodiscard]] int connections() const noexcept { return connections_; }
  [[nodiscard]] int handshakes() const noexcept { return handshakes_; }
  [[nodiscard]] std::vector<raw_request> requests() const;
  [[nodiscard]] int count(std::string_view method) const;
  /// Whether the text was among the bytes received (decrypted, with TLS).
  [[nodiscard]] bool has_seen(std::string_view text) const;

private:
  friend class connection;
  void accept_all();
  void serve(connection& peer);
  void keep(std::string_view bytes);

  handler handler_;
  SSL_CTX* tls_ = nullptr;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_{0};
  std::atomic<int> handshakes_{0};
  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::string received_;
  std::vector<raw_request> requests_;
  std::list<connection> peers_;
  std::vector<std::thread> workers_;
  std::thread acceptor_;
};

/// A complete answer with Content-Length.
std::string answer(int status, std::string_view body, std::string_view more_fields = {});
/// Answers each request of a connection with the same bytes.
raw_server::handler always(std::string bytes);

/// A loopback port that refuses connections. It is reserved, so that nothing else can listen there.
class refusing_port {
public:
  refusing_port();
  ~refusing_port();
  refusing_port(refusing_port const&) = delete;
  refusing_port& operator=(refusing_port const&) = delete;

  /// `http://127.0.0.1:port` + path.
  [[nodiscard]] std::string url(std::string_view path = "/") const;
  [[nodiscard]] int number() const noexcept { return number_; }

private:
  int number_ = 0;
  int fd_ = -1;
};

} // namespace rubrica_test
