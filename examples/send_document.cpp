// The whole job: send a PDF and a .docx to three people, follow the callbacks, fetch the signed files.
//
// Without arguments it uses its own ClickSign simulator. With CLICKSIGN_TOKEN set and --base-url
// https://sandbox.clicksign.com/api/v3 it sends for real; callbacks then go to the webhook of that account.
#include "callback_listener.hpp"
#include "help_and_version.hpp"
#include "progress_bar.hpp"

#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <algorithm>
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

void show_step(sign::progress const& progress, progress_bar& bar) {
  switch (progress.step) {
  case sign::step::waiting: std::cout << "waiting    (" << to_string(progress.reason) << ")" << std::endl; break;
  case sign::step::envelope_created: std::cout << "envelope   " << progress.id << std::endl; break;
  case sign::step::uploading: bar.show(progress); break;
  case sign::step::document_created: std::cout << "document   " << progress.id << std::endl; break;
  case sign::step::signer_created: std::cout << "signer     " << progress.id << std::endl; break;
  case sign::step::watcher_created: std::cout << "watcher    " << progress.id << std::endl; break;
  case sign::step::requirements_set: std::cout << "requirements are set" << std::endl; break;
  case sign::step::activated: std::cout << "activated  " << progress.id << std::endl; break;
  case sign::step::notified: std::cout << "notified   " << progress.id << std::endl; break;
  }
}

/// The history of the record, printed as it grows. Callbacks come on a thread of the web server.
class history_on_screen {
public:
  /// One line for the event: when, which document, which event, who (masked, because it is a log). Then the changes that it
  /// causes.
  void show(webhook::event const& event) {
    std::lock_guard const lock(one_at_a_time_);
    std::cout << "  " << event.occurred_at.text() << "  " << (event.document ? event.document->filename : "-") << ": "
              << event.name.text();
    for (webhook::signer const* signer : webhook::signers_of(event.data)) {
      std::cout << "  " << signer->name << " <" << signer->email << ">";
    }
    std::cout << std::endl;
    for (auto const& change : history_.apply(event)) {
      if (change.is(sign::change::all_signed) || change.is(sign::change::file_ready)) {
        std::cout << "  -> " << change.kind.text() << std::endl;
      }
    }
  }

  bool is_complete(sign::sent const& sent) {
    std::lock_guard const lock(one_at_a_time_);
    return std::all_of(sent.documents.begin(), sent.documents.end(), [&](rubrica::document_id const& id) {
      auto const document = history_.document(id);
      return document.all_signed && document.file_ready;
    });
  }

private:
  std::mutex one_at_a_time_;
  sign::history history_;
};

int report(std::string const& text, rubrica::error_info const& error) {
  std::cerr << text << ": " << to_string(error) << '\n';
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

/// Sends to the simulator, where the signers sign at once.
int play(arguments const& args) {
  rubrica::secret const webhook_secret{"demo-webhook-secret"};
  history_on_screen history;
  callback_listener listener(webhook_secret, [&](webhook::event const& event) { history.show(event); });
  rubrica::sandbox::server sandbox{{.webhook_url = listener.url(), .webhook_secret = webhook_secret}};
  std::cout << "simulator  " << sandbox.base_url() << "\ncallbacks  " << listener.url() << std::endl;

  rubrica::clicksign::client const client{{.base_url = sandbox.base_url(), .token = sandbox.token()}};
  progress_bar bar;
  auto const sent = sign::sender{client}.send(make_request(args),
                                              {.on_progress = [&](sign::progress const& progress) { show_step(progress, bar); }});
  if (!sent) return report("send", sent.error());
  std::cout << "valid until " << sent->deadline.text() << "\n\nhistory, as the callbacks come in:" << std::endl;
  for (rubrica::signer_id const& signer : sent->signers) {
    if (auto const done = sandbox.sign(signer.text()); !done) return report("sign", done.error());
    sandbox.drain_webhooks();
  }
  sandbox.drain_webhooks();
  std::cout << std::endl;
  if (!history.is_complete(*sent)) {
    std::cerr << "the callbacks do not show every document signed and ready\n";
    return 1;
  }
  return fetch_signed_files(client, *sent, args.output);
}

/// Sends to the real service, where people sign.
int send_for_real(arguments const& args) {
  rubrica::clicksign::client const client{{.base_url = args.base_url, .token = rubrica::secret{std::getenv("CLICKSIGN_TOKEN")}}};
  progress_bar bar;
  auto const sent = sign::sender{client}.send(make_request(args),
                                              {.on_progress = [&](sign::progress const& progress) { show_step(progress, bar); }});
  if (!sent) return report("send", sent.error());
  if (sent->notification_error)
    std::cerr << "the signers may not have been called: " << to_string(*sent->notification_error) << '\n';
  std::cout << "valid until " << sent->deadline.text() << "\n\nhistory so far:" << std::endl;
  history_on_screen history;
  for (rubrica::document_id const& document : sent->documents) {
    for (auto& event : client.documents().events(sent->envelope, document)) {
      if (!event) return report("events", event.error());
      history.show(*event);
    }
  }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  constexpr char usage[] =
      "usage: send_document [--base-url URL] [--assets DIR] [--output DIR]\n"
      "       send_document --help | --version\n"
      "Without --base-url it signs on a simulator of its own; with it, CLICKSIGN_TOKEN holds the access token.\n";
  if (tells_help_or_version(argc, argv, "send_document", usage)) return 0;
  arguments args;
  for (int i = 1; i < argc; ++i) {
    std::string const option = argv[i];
    std::string* value = option == "--base-url" ? &args.base_url
                         : option == "--assets" ? &args.assets
                         : option == "--output" ? &args.output
                                                : nullptr;
    if (value == nullptr || i + 1 == argc) {
      std::cerr << usage;
      return 2;
    }
    *value = argv[++i];
  }
  return args.base_url.empty() ? play(args) : send_for_real(args);
}
