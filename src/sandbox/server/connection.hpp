#pragma once

#include "sandbox/server/http_answer.hpp"

#include <chrono>
#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// A file descriptor, closed by its destructor.
class descriptor {
public:
  descriptor() = default;
  explicit descriptor(int fd) : fd_(fd) {}
  ~descriptor() { close(); }
  descriptor(descriptor&& other) noexcept : fd_(other.release()) {}
  descriptor& operator=(descriptor&& other) noexcept {
    close();
    fd_ = other.release();
    return *this;
  }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }
  void close();

private:
  int release() {
    int const fd = fd_;
    fd_ = -1;
    return fd;
  }
  int fd_ = -1;
};

/// Whether it succeeded: if not, do not wait for the peer.
bool make_non_blocking(int fd);

/// One peer of a listener. Only the listener's thread uses it, except while a worker answers its request.
class connection {
public:
  enum class state { reading, answering, writing, draining, gone };
  using time = std::chrono::steady_clock::time_point;

  connection(descriptor socket, time now) : socket_(std::move(socket)), since_(now) {}

  /// Reads what is available; false when the peer has disconnected.
  bool receive();
  /// Queues the answer to the request for sending.
  void prepare(http_request const& request, http_answer answer);
  /// Sends as much as the peer accepts now; false when it has disconnected.
  bool send();
  [[nodiscard]] bool sent() const { return sent_ == head_.size() + body_size_; }
  /// Tells a peer that waits for it to send the body.
  void say_continue() const;
  /// Stops sending; further input is read and dropped, so that the peer can read the answer.
  void finish();
  /// Closes the connection, with RST if the answer says so.
  void close();

  void enter(state next, time now) {
    state_ = next;
    since_ = now;
  }
  [[nodiscard]] state now_in() const { return state_; }
  /// When the connection times out.
  [[nodiscard]] time patience() const;
  [[nodiscard]] bool idle() const { return state_ == state::reading && reader.empty(); }
  [[nodiscard]] time since() const { return since_; }
  [[nodiscard]] int fd() const { return socket_.get(); }
  [[nodiscard]] bool keeps() const { return keeps_; }
  [[nodiscard]] ending end() const { return end_; }

  http_request_reader reader;
  std::size_t counted = 0; ///< the bytes waiting here that are in the listener's sum

private:
  descriptor socket_;
  state state_ = state::reading;
  time since_;
  std::string head_;
  std::shared_ptr<std::string const> body_;
  std::size_t body_size_ = 0; ///< size of the part of the body to send
  std::size_t sent_ = 0;
  bool keeps_ = true;
  ending end_ = ending::whole;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
