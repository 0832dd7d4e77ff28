// The whole job: send a PDF and a .docx to three people, follow the callbacks, fetch the signed files.
//
// Without arguments it plays against a ClickSign simulator of its own. With CLICKSIGN_TOKEN set and
// --base-url https://sandbox.clicksign.com/api/v3 it sends for real; callbacks then go to the webhook of that account.
#include "callback_listener.hpp"
#include "progress_bar.hpp"

#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <mutex>

namespace sign = rubrica::signing;
namespace webhook = rubrica::clicksign::webhook;
using rubrica::clicksign::auth, rubrica::clicksign::role;

namespace {

struct arguments {
  std::string base_url;
  std::string assets = RUBRICA_EXAMPLE_ASSETS;
  std::string output = ".";
};

sign::request make_request(arguments const& args) {
  return {
      .record = {sign::record_kind::opportunity, "OP-1207"},
      .files = {{.path = args.assets + "/contrato.pdf", .name = "Contrato de prestação de serviços", .type = "contract"},
                {.path = args.assets + "/anexo.docx", .name = "Anexo I", .type = "annex"}},
      .signers = {{.name = "Ana Souza", .email = "ana.souza@example.com", .role = role::sign},
                  {.name = "Bruno Lima",
                   .email = "bruno.lima@example.com",
                   .mobile = "(11) 98765-4321",
                   .authentication = auth::sms,
                   .role = role::witness},
                  {.name = "Carla Dias",
                   .email = "carla.dias@example.com",
                   .mobile = "(21) 99876-5432",
                   .authentication = auth::whatsapp,
                   .role = role::approve}},
      .message = "Segue o contrato para assinatura. Obrigado!",
  };
}

void show_step(sign::progress const& what, progress_bar& bar) {
  switch (what.step) {
  case sign::step::envelope_created: std::cout << "envelope   " << what.id << std::endl; break;
  case sign::step::uploading: bar.show(what); break;
  case sign::step::document_created: std::cout << "document   " << what.id << std::endl; break;
  case sign::step::signer_created: std::cout << "signer     " << what.id << std::endl; break;
  case sign::step::requirements_set: std::cout << "requirements are set" << std::endl; break;
  case sign::step::activated: std::cout << "activated  " << what.id << std::endl; break;
  case sign::step::notified: std::cout << "notified   " << what.id << std::endl; break;
  }
}

/// One line of the history: when, which document, what, who (masked: it is a log).
void show_event(webhook::event const& event) {
  static std::mutex one_at_a_time;
  std::lock_guard const lock(one_at_a_time);
  std::cout << "  " << event.occurred_at.text() << "  " << (event.document ? event.document->filename : "-") << ": "
            << event.name.text();
  for (webhook::signer const* signer : webhook::signers_of(event.data))
    std::cout << "  " << signer->name << " <" << signer->email << ">";
  std::cout << std::endl;
}

int report(std::string const& what, rubrica::error_info const& error) {
  std::cerr << what << ": " << to_string(error) << '\n';
  return 1;
}

int fetch_signed_files(rubrica::clicksign::client const& client, sign::sent const& sent, std::string const& folder) {
  std::filesystem::create_directories(folder);
  for (std::size_t i = 0; i < sent.documents.size(); ++i) {
    std::string const path =
        (std::filesystem::absolute(folder) / ("signed-" + std::to_string(i + 1) + ".pdf")).lexically_normal().string();
    auto const file = sign::download_signed(client, sent.envelope, sent.documents[i], path);
    if (!file) return report("download", file.error());
    std::cout << "signed file " << path << "\n  " << file->size << " bytes, sha256 " << file->sha256 << std::endl;
  }
  return 0;
}

/// Sends to the simulator, whose signers sign at once.
int play(arguments const& args) {
  rubrica::secret const webhook_secret{"demo-webhook-secret"};
  std::atomic<int> ready{0};
  callback_listener listener(webhook_secret, [&](webhook::event const& event) {
    show_event(event);
    if (event.name == webhook::event_name::document_closed) ++ready;
  });
  rubrica::sandbox::server sandbox{{.webhook_url = listener.url(), .webhook_secret = webhook_secret}};
  std::cout << "simulator  " << sandbox.base_url() << "\ncallbacks  " << listener.url() << std::endl;

  rubrica::clicksign::client const client{{.base_url = sandbox.base_url(), .token = sandbox.token()}};
  progress_bar bar;
  auto const sent =
      sign::sender{client}.send(make_request(args), {.on_progress = [&](sign::progress const& what) { show_step(what, bar); }});
  if (!sent) return report("send", sent.error());
  std::cout << "valid until " << sent->deadline.text() << "\n\nhistory, as the callbacks come in:" << std::endl;
  for (rubrica::signer_id const& signer : sent->signers) {
    if (auto const done = sandbox.sign(signer.text()); !done) return report("sign", done.error());
    sandbox.drain_webhooks();
  }
  sandbox.drain_webhooks();
  std::cout << std::endl;
  if (ready != static_cast<int>(sent->documents.size())) {
    std::cerr << "not every document was reported ready\n";
    return 1;
  }
  return fetch_signed_files(client, *sent, args.output);
}

/// Sends to the real service and leaves the signing to people.
int send_for_real(arguments const& args) {
  rubrica::clicksign::client const client{{.base_url = args.base_url, .token = rubrica::secret{std::getenv("CLICKSIGN_TOKEN")}}};
  progress_bar bar;
  auto const sent =
      sign::sender{client}.send(make_request(args), {.on_progress = [&](sign::progress const& what) { show_step(what, bar); }});
  if (!sent) return report("send", sent.error());
  if (sent->notification_error) std::cerr << "the signers were not called: " << to_string(*sent->notification_error) << '\n';
  std::cout << "valid until " << sent->deadline.text() << "\n\nhistory so far:" << std::endl;
  for (rubrica::document_id const& document : sent->documents) {
    for (auto& event : client.documents().events(sent->envelope, document)) {
      if (!event) return report("events", event.error());
      show_event(*event);
    }
  }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  arguments args;
  for (int i = 1; i < argc; ++i) {
    std::string const option = argv[i];
    std::string* value = option == "--base-url" ? &args.base_url
                         : option == "--assets" ? &args.assets
                         : option == "--output" ? &args.output
                                                : nullptr;
    if (value == nullptr || i + 1 == argc) {
      std::cerr << "usage: send_document [--base-url URL] [--assets DIR] [--output DIR]\n";
      return 2;
    }
    *value = argv[++i];
  }
  return args.base_url.empty() ? play(args) : send_for_real(args);
}
