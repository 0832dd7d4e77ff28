#pragma once

#include "sandbox/reply.hpp"

#include <rubrica/sandbox/server.hpp>

#include <string>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

struct world;

/// What `/__sandbox/` answers: the members of `server` over HTTP, JSON in and out.
class controls {
public:
  controls(server& owner, world& service) : owner_(owner), service_(service) {}

  reply answer(std::string const& method, std::string const& path, std::string const& body);

private:
  reply sign(json const& body);
  reply refuse(json const& body);
  reply answer_acceptance(json const& body);
  reply sign_auto_signature_term(json const& body);
  reply advance(json const& body);
  reply deliveries();
  reply requests();
  reply reset_requests();
  reply state();

  server& owner_;
  world& service_;
};

}}} // namespace rubrica::v0_1::sandbox
