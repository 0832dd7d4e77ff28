// Asks a person to accept something over WhatsApp, without a document.
// prints: sent: waiting for the answer
// prints: accepted
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace click = rubrica::clicksign;

int main() {
  rubrica::sandbox::server clicksign;
  click::client const client{clicksign.client_options()};

  // [term]
  auto const term = client.acceptance_terms().create({.title = "Proposta 1207",
                                                      .message = "Aceita a proposta de manutenção por R$ 1.500,00 ao mês?",
                                                      .signer_name = "Ana Souza",
                                                      .signer_phone = "11987654321"});
  if (!term) return std::cerr << to_string(term.error()) << '\n', 1; // never repeated by itself: it reaches a person
  std::cout << "sent: waiting for the answer\n";
  // [/term]
  clicksign.answer_acceptance(term->id.text(), rubrica::sandbox::acceptance_answer::accepted).value();

  // [answer]
  auto const now = client.acceptance_terms().get(term->id).value(); // or the callback acceptance_term_completed
  if (now.status == click::acceptance_status::completed) std::cout << "accepted\n";
  // [/answer]
}
