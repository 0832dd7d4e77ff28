#pragma once

#include <functional>
#include <memory>
#include <string>

namespace httplib {
struct Request;
struct Response;
} // namespace httplib

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// An HTTP server on 127.0.0.1 with one function for all requests, called from several threads.
class listener {
public:
  using function = std::function<void(httplib::Request const&, httplib::Response&)>;

  /// `port` 0: a free one. Throws `failure` when it cannot be had.
  listener(int port, int threads, function answer);
  ~listener();
  listener(listener const&) = delete;
  listener& operator=(listener const&) = delete;

  /// Requests wait until this is called.
  void start();
  /// Returns when no request is being answered any more.
  void stop();
  /// Resets the connection of a request that is being answered; what the function answers then reaches nobody.
  void reset(httplib::Request const& request) const;
  /// `http://127.0.0.1:PORT`
  [[nodiscard]] std::string origin() const;

private:
  class impl;
  std::unique_ptr<impl> impl_;
};

}}} // namespace rubrica::v0_1::sandbox
