#pragma once

#include <rubrica/http/async_transport.hpp>
#include <rubrica/http/transport.hpp>

#include <memory>
#include <thread>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Calls a blocking transport on threads of its own, which are started as they are needed, for the asynchronous client.
class threaded_transport final : public async_transport {
public:
  threaded_transport(std::shared_ptr<transport> other, std::size_t most_threads);
  /// Nothing must be under way.
  ~threaded_transport() override;
  threaded_transport(threaded_transport const&) = delete;
  threaded_transport& operator=(threaded_transport const&) = delete;

  void start(request const& request, context const& limits, completion done) override;
  void cancel(request const& request) noexcept override;

private:
  class work;
  std::shared_ptr<work> work_;
  std::size_t const most_threads_;
};

} // namespace http
RUBRICA_END_NAMESPACE
