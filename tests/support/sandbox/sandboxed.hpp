#pragma once

#include "support/sandbox/recorded.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/sandbox/server.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace rubrica_test {

/// A simulator and a client of it.
struct sandboxed {
  rubrica::sandbox::server server;
  rubrica::clicksign::client client;

  explicit sandboxed(rubrica::sandbox::server_options options = unlimited(),
                     std::shared_ptr<rubrica::http::transport> transport = {}, std::shared_ptr<rubrica::clock> time = {})
      : server(recorded(std::move(options))), client(client_options(server, std::move(transport), std::move(time))) {}

  static rubrica::clicksign::client_options client_options(rubrica::sandbox::server const& server,
                                                           std::shared_ptr<rubrica::http::transport> transport = {},
                                                           std::shared_ptr<rubrica::clock> time = {}) {
    auto options = server.client_options();
    options.transport = std::move(transport);
    options.clock = std::move(time);
    return options;
  }

  /// The number of requests that the server answered with this method and with a path that ends in `ending`.
  std::ptrdiff_t count(std::string const& method, std::string const& ending) const {
    auto const seen = server.requests();
    return std::count_if(seen.begin(), seen.end(), [&](auto const& one) {
      return one.method == method && one.path.size() >= ending.size() &&
             one.path.compare(one.path.size() - ending.size(), ending.size(), ending) == 0;
    });
  }
};

/// What lets the signer sign the document, authenticated by e-mail.
inline std::vector<rubrica::clicksign::bulk_operation> duties_of(rubrica::document_id const& document,
                                                                 rubrica::signer_id const& signer) {
  using namespace rubrica::clicksign;
  new_requirement agree;
  agree.document = document;
  agree.signer = signer;
  agree.role = role::sign;
  new_requirement prove = agree;
  prove.action = requirement_action::provide_evidence;
  prove.role = role();
  prove.auth = auth::email;
  return {agree, prove};
}

/// Lets the signer sign the document.
inline void tie(rubrica::clicksign::client const& client, rubrica::envelope_id const& envelope,
                rubrica::document_id const& document, rubrica::signer_id const& signer) {
  auto const answers = client.bulk_requirements().apply(envelope, duties_of(document, signer)).value();
  for (auto const& one : answers) static_cast<void>(one.value());
}

/// An envelope with a PDF and a signer, still a draft, with its requirements.
struct draft {
  rubrica::clicksign::envelope envelope;
  rubrica::clicksign::document document;
  rubrica::clicksign::signer signer;
};

inline draft make_draft(rubrica::clicksign::client const& client) {
  using namespace rubrica::clicksign;
  new_envelope envelope;
  envelope.name = "Contrato";
  draft out;
  out.envelope = client.envelopes().create(envelope).value();
  new_document document;
  document.filename = "contrato.pdf";
  document.bytes = "%PDF-1.4 contrato";
  out.document = client.documents().create(out.envelope.id, document).value();
  new_signer signer;
  signer.name = "Ana Souza";
  signer.email = "ana@acme.example";
  out.signer = client.signers().create(out.envelope.id, signer).value();
  tie(client, out.envelope.id, out.document.id, out.signer.id);
  return out;
}

} // namespace rubrica_test
