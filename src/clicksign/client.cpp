#include <rubrica/clicksign/client.hpp>

#include "clicksign/protocol/session.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

client::client(client_options options) : resources(std::make_shared<session const>(std::move(options))) {}

std::shared_ptr<rubrica::clock> client::clock() const {
  return session_->clock();
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
