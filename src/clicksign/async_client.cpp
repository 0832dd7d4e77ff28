#include <rubrica/clicksign/async_client.hpp>

#include "clicksign/protocol/call_runner.hpp"
#include "clicksign/protocol/session.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

class async_client::engine {
public:
  explicit engine(std::unique_ptr<http::curl_engine> given)
      : curl(std::move(given)), runner(std::make_shared<engine_runner>(curl->orders())) {}

  std::unique_ptr<http::curl_engine> curl;
  std::shared_ptr<call_runner> const runner; // flows go on by it when the client ends in a completion
};

async_client::async_client(client const& like, async_options const& options)
    : resources(like.shared()), engine_(std::make_unique<engine>(session_->make_engine(options.max_in_flight))) {}

async_client::~async_client() = default;

std::shared_ptr<call_runner> const& async_client::runner() const {
  return engine_->runner;
}

std::pair<std::shared_ptr<call_runner>, std::function<void()>> async_client::stoppable_runner() const {
  auto const by = std::make_shared<clicksign::stoppable_runner>(engine_->runner);
  return {by, [by] { by->stop(); }};
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
