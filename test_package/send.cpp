// Sends one file to a simulator in this process.
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <cstdio>

static char const tiny_pdf[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Size 4/Root 1 0 R>>\n%%EOF\n";

int main() {
  rubrica::sandbox::server sandbox;
  rubrica::clicksign::client_options options;
  options.base_url = sandbox.base_url();
  options.token = sandbox.token();

  rubrica::signing::request request;
  request.files.emplace_back();
  request.files.back().bytes = tiny_pdf;
  request.files.back().name = "contrato.pdf";
  request.signers.emplace_back();
  request.signers.back().name = "Ana Souza";
  request.signers.back().email = "ana@acme.example";

  auto const sent = rubrica::signing::sender{rubrica::clicksign::client{options}}.send(request);
  if (!sent) {
    std::printf("rubrica %s does not send: %s\n", rubrica::version_text, to_string(sent.error()).c_str());
    return 1;
  }
  std::printf("rubrica %s sends: envelope %s\n", rubrica::version_text, sent->envelope.text().c_str());
  return sent->notified ? 0 : 1;
}
