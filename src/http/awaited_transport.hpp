#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/http/async_transport.hpp>
#include <rubrica/http/transport.hpp>

#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Waits for an asynchronous transport, for the blocking client.
class awaited_transport final : public transport {
public:
  /// The deadlines of the calls are times of `time`.
  awaited_transport(std::shared_ptr<async_transport> other, std::shared_ptr<clock> time)
      : other_(std::move(other)), clock_(std::move(time)) {}
  result<response> send(request const& request, context const& limits) override;

private:
  std::shared_ptr<async_transport> other_;
  std::shared_ptr<clock> clock_;
};

/// The error of a request that was told to end because its deadline has passed.
result<response> as_timeout(result<response> answer);

} // namespace http
RUBRICA_END_NAMESPACE
