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
/// One thread waits for all connections at once, so an open one costs memory and no thread. Whole requests are answered in
/// the order in which they came, one of each connection at a time: a thousand clients are served in turn, however fast one
/// of them asks.
class listener {
public:
  using function = std::function<http_answer(http_request const&)>;

  /// `port` 0: a free one. Throws `failure` when it cannot be had.
  listener(int port, std::size_t threads, function answer);
  ~listener();
  listener(listener const&) = delete;
  listener& operator=(listener const&) = delete;

  /// Requests wait until this is called.
  void start();
  /// Returns when no request is being answered any more.
  void stop();
  /// Who answers; a function that sleeps rests there.
  [[nodiscard]] workers& threads();
  /// `http://127.0.0.1:PORT`
  [[nodiscard]] std::string origin() const;

private:
  class impl;
  std::unique_ptr<impl> impl_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
