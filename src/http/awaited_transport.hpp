#pragma once

#include <rubrica/http/async_transport.hpp>
#include <rubrica/http/transport.hpp>

#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Waits for an asynchronous transport, for the blocking client.
class awaited_transport final : public transport {
public:
  explicit awaited_transport(std::shared_ptr<async_transport> other) : other_(std::move(other)) {}
  result<response> send(request const& request, context const& limits) override;

private:
  std::shared_ptr<async_transport> other_;
};

/// The error of a request that was told to end because its deadline has passed.
result<response> as_timeout(result<response> answer);

} // namespace http
RUBRICA_END_NAMESPACE
