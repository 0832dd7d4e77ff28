// Fetches the signed file when everybody has signed, and checks its signatures without any network.
// prints: not yet: file_only_complete
// prints: intact
// prints: altered file: not intact
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace sign = rubrica::signing;

int main() {
  rubrica::sandbox::server clicksign;
  rubrica::clicksign::client const client{clicksign.client_options()};
  sign::request const request{.files = {{.path = "contrato.pdf"}},
                              .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br"}}};
  auto const sent = sign::sender{client}.send(request).value();
  std::string const path = (std::filesystem::temp_directory_path() / "rubrica-guide-signed.pdf").string();

  auto const early = sign::download_signed(client, sent.envelope, sent.documents[0], path);
  if (!early) std::cout << "not yet: " << early.error().rule << '\n';
  clicksign.sign(sent.signers[0].text()).value();

  // [download]
  auto const file = sign::download_signed(client, sent.envelope, sent.documents[0], path, {.wait_for_file = true});
  if (!file) return std::cerr << to_string(file.error()) << '\n', 1;
  std::cout << file->size << " bytes, sha256 " << file->sha256 << '\n';
  // [/download]

  // [verify]
  auto const trusted = sign::trust_store::from_pem(clicksign.signing_certificates()).value(); // yours: whom you trust
  auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  auto const report = sign::verify_signed_file(path, trusted, now);
  if (!report) return std::cerr << to_string(report.error()) << '\n', 1;
  std::cout << (is_intact(*report) ? "intact" : "not intact") << '\n';
  for (auto const& signature : report->signatures) std::cout << to_string(signature.verdict) << '\n';
  // [/verify]

  std::ofstream(path, std::ios::app) << "\n% one line more\n";
  auto const altered = sign::verify_signed_file(path, trusted, now).value();
  std::cout << "altered file: " << (is_intact(altered) ? "intact" : "not intact") << '\n';
  std::filesystem::remove(path);
}
