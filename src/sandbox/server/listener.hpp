#pragma once

#include "sandbox/server/http_answer.hpp"
#include "sandbox/server/workers.hpp"

#include <functional>
#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// An HTTP/1.1 server on 127.0.0.1 with one function for all requests, called from several threads.
///
/// One thread waits for all connections, so an open one costs memory but no thread. Complete requests are answered in the order
/// in which they came, one per connection at a time, so that a fast client cannot delay the others.
class listener {
public:
  using function = std::function<http_answer(http_request const&)>;

  /// `port` 0: a free one. Throws `failure` when it is not available.
  listener(int port, std::size_t threads, function answer);
  ~listener();
  listener(listener const&) = delete;
  listener& operator=(listener const&) = delete;

  /// Requests wait until this has been called.
  void start();
  /// Returns when no request is in progress any more.
  void stop();
  /// The threads that answer; a function that sleeps should use `workers::rest`.
  [[nodiscard]] workers& threads();
  /// `http://127.0.0.1:PORT`
  [[nodiscard]] std::string origin() const;

private:
  class impl;
  std::unique_ptr<impl> impl_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
