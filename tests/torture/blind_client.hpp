#pragma once

#include "support/files/pdf.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/client.hpp>

#include <string>

namespace torture {

/// What somebody writes who has not thought about lost answers: whatever fails is begun again. It marks its documents as a sending
/// does, so that the simulator counts both alike.
class blind_client {
public:
  explicit blind_client(rubrica::clicksign::client client) : client_(std::move(client)) {}

  void send(std::string const& key) {
    while (!attempt(key)) {
    }
  }

private:
  bool attempt(std::string const& key) {
    using namespace rubrica::clicksign;
    new_envelope wanted;
    wanted.name = "Contrato " + key;
    auto const made = client_.envelopes().create(wanted);
    if (!made) return false;
    new_document file;
    file.filename = "contrato.pdf";
    file.bytes = rubrica_test::small_pdf();
    file.metadata = R"({"rubrica_key":")" + key + R"("})";
    new_signer person;
    person.name = "Ana Souza";
    person.email = "ana@acme.example";
    auto const document = client_.documents().create(made->id, file);
    auto const signer =
        document ? client_.signers().create(made->id, person) : rubrica::result<rubrica::clicksign::signer>(document.error());
    return signer && client_.bulk_requirements().apply(made->id, rubrica_test::duties_of(document->id, signer->id)) &&
           client_.envelopes().activate(made->id);
  }

  rubrica::clicksign::client client_;
};

} // namespace torture
