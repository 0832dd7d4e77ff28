#pragma once

#include "sandbox/http/reply.hpp"

#include <rubrica/sandbox/server.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

class accounts;
struct server_state;

/// The routes under `/__sandbox/`: the members of `server` over HTTP, JSON in and out.
class controls {
public:
  controls(server& owner, server_state& shared, accounts const& known) : owner_(owner), shared_(shared), accounts_(known) {}

  reply answer(std::string const& method, std::string const& path, std::string const& body);

private:
  using action = reply (controls::*)(json const& body);
  struct named {
    char const* name; ///< method and the path after `/__sandbox/`
    action run;
  };
  static named const table[];

  reply sign(json const& body);
  reply refuse(json const& body);
  reply delegate(json const& body);
  reply bounce(json const& body);
  reply answer_acceptance(json const& body);
  reply sign_auto_signature_term(json const& body);
  reply advance(json const& body);
  reply clock(json const& none);
  reply add_fault(json const& body);
  reply set_switches(json const& body);
  reply reset_requests(json const& none);
  reply faults(json const& none);
  reply clear_faults(json const& none);
  reply deliveries(json const& none);
  reply notifications(json const& none);
  reply requests(json const& none);
  reply signing_certificates(json const& none);
  reply activated(json const& none);
  reply state(json const& none);

  server& owner_;
  server_state& shared_;
  accounts const& accounts_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
