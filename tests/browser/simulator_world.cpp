#include "browser/simulator_world.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/sender.hpp>

namespace rubrica_test {

simulator_world::simulator_world(rubrica::sandbox::server_options options)
    : box([&] {
        options.rate_limit = 0;
        return std::move(options);
      }()),
      user(shared_browser()) {
  user.browser().resize(telephone_width, 800);
}

rubrica::signing::sent simulator_world::send(rubrica::signing::request const& request) const {
  rubrica::clicksign::client const client(box.client_options());
  return rubrica::signing::sender(client).send(request).value();
}

std::string simulator_world::page(std::string const& path) const {
  std::string const api = box.base_url();
  return api.substr(0, api.find("/api")) + path;
}

std::string simulator_world::link_of(rubrica::signer_id const& signer) const {
  return page("/assinar/" + signer.text());
}

} // namespace rubrica_test
