#pragma once

#include "simulation/service.hpp"

#include <rubrica/http/transport.hpp>

namespace simulation {

/// Reaches ClickSign at once, for requests without a body.
class direct_transport final : public rubrica::http::transport {
public:
  explicit direct_transport(service& to) : to_(to) {}
  rubrica::result<rubrica::http::response> send(rubrica::http::request const& request, rubrica::http::context const&) override {
    return to_.answer(request, {});
  }

private:
  service& to_;
};

} // namespace simulation
