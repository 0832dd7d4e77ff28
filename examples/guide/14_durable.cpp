// A sending that survives a crash: recorded in a folder before its first request, and finished when the program starts again.
// prints: nothing was left open
// prints: the same job again: the same envelope
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <filesystem>
#include <iostream>

namespace sign = rubrica::signing;

int main() {
  rubrica::sandbox::server clicksign;
  rubrica::clicksign::client const client{clicksign.client_options()};
  auto const folder = std::filesystem::temp_directory_path() / "rubrica-guide-sendings";
  sign::request const request{.files = {{.path = "contrato.pdf"}},
                              .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br"}}};
  // [journal]
  auto const journal = sign::folder_journal::open(folder.string()).value();
  sign::sender const sender{client, journal};

  auto const resumed = sender.resume(); // when the program starts: finishes or gives up what a crash interrupted
  if (!resumed) return std::cerr << to_string(resumed.error()) << '\n', 1;
  if (resumed->empty()) std::cout << "nothing was left open\n";

  sign::send_options options;
  options.key = "job-1207"; // your own name of this sending: the same key never makes a second envelope, on whatever machine
  auto const sent = sender.send(request, options).value();
  // [/journal]
  auto const again = sender.send(request, options).value();
  if (again.envelope == sent.envelope) std::cout << "the same job again: the same envelope\n";
  std::filesystem::remove_all(folder);
}
