// Makes a contract of a template: ClickSign fills in its variables, and the signers get the document.
// prints: the template asks for: nome valor
// prints: Contrato Acme.docx is out for signature
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace sign = rubrica::signing;

int main() {
  rubrica::sandbox::server clicksign; // the simulator, in this process
  rubrica::clicksign::client const client{clicksign.client_options()};

  // [template]
  auto const model = client.templates().create({.name = "Contrato", .path = "modelo.docx"}).value(); // once, not for each sending
  std::cout << "the template asks for:";
  for (auto const& field : client.template_fields().list(model.id).all().value()) std::cout << ' ' << field.name;
  std::cout << '\n';
  // [/template]

  // [request]
  sign::request const request{
      .files = {{.name = "Contrato Acme.docx",
                 .from_template = model.id,
                 .data = {{"nome", "Acme Comércio Ltda."}, {"valor", "R$ 1.500,00"}}}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br"}},
  };
  // [/request]
  auto const sent = sign::sender{client}.send(request).value();
  auto const document = client.documents().get(sent.envelope, sent.documents[0]).value();
  std::cout << document.filename << " is out for signature\n";
}
