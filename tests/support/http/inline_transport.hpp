#pragma once

#include <rubrica/http/async_transport.hpp>
#include <rubrica/http/transport.hpp>

#include <memory>

namespace rubrica_test {

/// Calls a transport where a request is started: on the engine's thread.
class inline_transport final : public rubrica::http::async_transport {
public:
  explicit inline_transport(std::shared_ptr<rubrica::http::transport> other) : other_(std::move(other)) {}
  void start(rubrica::http::request const& request, rubrica::http::context const& limits, completion done) override {
    done(other_->send(request, limits));
  }
  void cancel(rubrica::http::request const&) noexcept override {}

private:
  std::shared_ptr<rubrica::http::transport> other_;
};

} // namespace rubrica_test
