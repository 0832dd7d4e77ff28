#include <rubrica/clicksign/client.hpp>

#include "clicksign/session.hpp"

namespace rubrica { inline namespace v0_1 { namespace clicksign {

client::client(client_options options) : session_(std::make_shared<session const>(std::move(options))) {}

std::shared_ptr<clock> client::time() const {
  return session_->time();
}

}}} // namespace rubrica::v0_1::clicksign
