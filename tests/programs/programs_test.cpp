// The programs of examples/, run as their users run them.
#include "support/catch.hpp"

#include "operations/values.hpp"
#include "programs/our_programs.hpp"
#include "support/callbacks/content_hmac.hpp"
#include "support/canaries.hpp"
#include "support/files/data.hpp"
#include "support/files/docx.hpp"
#include "support/files/pdf.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_server.hpp"
#include "support/signing/signed_pdf.hpp"

#include <rubrica/clicksign/client.hpp>

#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <unistd.h>

namespace programs_test {

namespace clicksign = rubrica::clicksign;
using nlohmann::json;
using rubrica_test::last_line;
using rubrica_test::process;
using rubrica_test::program;
using rubrica_test::run;
using rubrica_test::send;
using rubrica_test::simulator;

namespace {

std::string const pdf = std::string(RUBRICA_EXAMPLE_ASSETS) + "/contrato.pdf";

} // namespace

TEST_CASE("rubrica-sandbox says where it listens and stops when it is told to", "[programs][process]") {
  for (int signal : {SIGTERM, SIGINT}) {
    simulator box;
    CHECK(box.url().rfind("http://127.0.0.1:", 0) == 0);
    box.server.send_signal(signal);
    auto const end = box.server.finish();
    CHECK(end.status == 0);
    CHECK(end.out.empty());
    CHECK(end.err.empty());
  }
}

TEST_CASE("rubrica-sandbox explains itself when asked, and refuses options that it does not know", "[programs][process]") {
  auto const help = run({program("rubrica-sandbox"), "--help"});
  CHECK(help.status == 0);
  CHECK(help.out.find("--switch") != std::string::npos);
  CHECK(run({program("rubrica-sandbox"), "--port"}).status == 2);
  CHECK(run({program("rubrica-sandbox"), "--prot", "1"}).status == 2);
  CHECK(run({program("rubrica-sandbox"), "--port", "many", "--token", "t"}).status == 2);
}

TEST_CASE("rubrica-sandbox plays faults and holds several accounts apart", "[programs][process]") {
  process box({program("rubrica-sandbox"), "--port", "0", "--token", "t0ken-7f3a", "--fault", "503,method=POST,path=/envelopes",
               "--token", "t0ken-2", "--switch", "blocked", "--seed", "3"});
  std::string const line = box.read_line();
  auto const begin = line.find("http://");
  std::string const url = line.substr(begin, line.find(' ', begin) - begin);
  auto const attempt = [&](std::string const& token) {
    return send({pdf, "--signer", "Ana Souza <ana@acme.example>", "--base-url", url, "--quiescence", "0"}, token);
  };
  CHECK(json::parse(attempt("t0ken-2").err)["code"] == "service_unavailable"); // the fault meets whoever comes first
  CHECK(json::parse(attempt("t0ken-2").err)["code"] == "account_blocked");
  CHECK(attempt("t0ken-7f3a").status == 0);
}

TEST_CASE("rubrica-sandbox says what it cannot use of a fault, an account or a webhook", "[programs][process]") {
  auto const complain = [](std::vector<std::string> more) {
    std::vector<std::string> all{program("rubrica-sandbox"), "--port", "0", "--token", "t"};
    all.insert(all.end(), more.begin(), more.end());
    auto const end = run(std::move(all));
    CHECK(end.status == 2);
    return end.err;
  };
  CHECK(complain({"--fault", "500,times=x"}).find("times of a fault") != std::string::npos);
  CHECK(complain({"--fault", "502"}).find("usage:") != std::string::npos);
  CHECK(complain({"--switch", "poor"}).find("every_signer_on_every_document, ") != std::string::npos);
  CHECK(complain({"--switch", "strict_pairs", "--switch", "bulk_creation_at_once", "--bulk-creation-after", "soon"})
            .find("cannot use --bulk-creation-after") != std::string::npos);
  CHECK(complain({"--token", "u", "--webhook-url", "http://127.0.0.1:1/"}).find("go together") != std::string::npos);
}

TEST_CASE("rubrica-send sends files and tells what it made", "[programs][process]") {
  simulator box;
  auto const end = send({pdf, "--signer", "Ana Souza <ana@acme.example>;role=contractor;auth=email,selfie", "--signer",
                         "Bruno Lima <bruno@acme.example>;phone=11 98765-4321;auth=whatsapp;role=witness;group=2", "--message",
                         "Segue.", "--base-url", box.url(), "--json"});
  CHECK(end.status == 0);
  CHECK(end.err.empty());
  auto const told = json::parse(last_line(end.out));
  CHECK(told["envelope_id"].get<std::string>().size() == 36);
  CHECK(told["document_ids"].size() == 1);
  CHECK(told["signer_ids"].size() == 2);
  CHECK(told["requests"] == 7);
  CHECK(told["notified"] == true);
  rubrica::clicksign::client_options options;
  options.base_url = box.url();
  options.token = rubrica::secret(rubrica_test::program_token);
  auto const duties = rubrica::clicksign::client(options).requirements().list(rubrica::envelope_id(told["envelope_id"])).all();
  CHECK(duties.value().size() == 2 + 3); // two who sign, and one of them proves it twice
  CHECK(told["notification_error"].is_null());
}

TEST_CASE("rubrica-send says who signs which file, in which roles and where", "[programs][process]") {
  simulator box;
  auto const end =
      send({pdf, pdf, pdf, "--signer", "Ana Souza <ana@acme.example>;files=1,3;role=contractor,witness;positions=1:0.8,0.9",
            "--signer", "Bruno Lima <bruno@acme.example>;files=2,1;pages=all;kind=manuscript", "--watcher", "socia@acme.example",
            "--at-deadline", "canceled", "--base-url", box.url(), "--json"});
  CHECK(end.status == 0);
  CHECK(end.err.empty());
  auto const told = json::parse(last_line(end.out));
  CHECK(told["document_ids"].size() == 3);
  CHECK(told["requests"] == 4 + 3 + 2 + 1);

  auto const alone = send({pdf, pdf, "--signer", "Ana Souza <ana@acme.example>;files=2", "--base-url", box.url()});
  CHECK(alone.status == 1);
  CHECK(json::parse(alone.err)["errors"][0]["code"] == "file_unsigned");
  CHECK(json::parse(alone.err)["errors"][0]["help"] == "guide/en/errors/file_unsigned");
  CHECK(json::parse(alone.err)["help"] == "guide/en/errors/invalid_request");
  for (char const* wrong : {"files=0", "files=a", "files=1,", "positions=1:0.8", "positions=0.8,0.9", "positions=1:x,0.9"}) {
    INFO(wrong);
    CHECK(send({pdf, "--signer", "Ana Souza <ana@acme.example>;" + std::string(wrong), "--base-url", box.url()}).status == 2);
  }
}

TEST_CASE("rubrica-send fills in a template, and sends everything by one request", "[programs][process][file]") {
  simulator box;
  rubrica_test::temporary_folder folder;
  clicksign::client_options options;
  options.base_url = box.url();
  options.token = rubrica::secret("t0ken-7f3a");
  clicksign::client const client(options);
  clicksign::new_template made;
  made.name = "Contrato";
  made.bytes = rubrica_test::docx(rubrica_test::paragraph({"Eu, {{nome}}"}));
  auto const id = client.templates().create(made).value().id;
  folder.write("dados.json", R"({"nome": "Ana & Cia"})");
  std::vector<std::string> command{"--template", std::string(id.text()),         "--data",     folder.path("dados.json"),
                                   "--signer",   "Ana Souza <ana@acme.example>", "--base-url", box.url(),
                                   "--json"};
  auto const stepwise = send(command);
  CHECK(stepwise.status == 0);
  auto const told = json::parse(last_line(stepwise.out));
  auto const document = client.documents().get(rubrica::envelope_id(told["envelope_id"].get<std::string>()),
                                               rubrica::document_id(told["document_ids"][0].get<std::string>()));
  CHECK(document.value().source_template.find("Ana & Cia") != std::string::npos);

  command.insert(command.end(), {"--creation", "bulk"});
  auto const bulk = send(command);
  CHECK(bulk.status == 0);
  auto const said = json::parse(last_line(bulk.out));
  CHECK(said["requests"] == 1);
  CHECK(said["envelope_id"].is_null());
  CHECK(said["job_id"].is_string());
  CHECK(said["key"].get<std::string>().size() == 26);

  CHECK(send({"--data", folder.path("dados.json"), "--signer", "Ana Souza <ana@acme.example>"}).status == 2);
  CHECK(send({"--template", "x", "--data", folder.path("missing.json")}).status == 2);
}

TEST_CASE("rubrica-send tells by its exit code what became of the envelope", "[programs][process]") {
  struct row {
    std::vector<std::string> faults;
    std::vector<std::string> more;
    int status;
  };
  std::vector<std::string> const impatient{"--timeout", "30"}; // shorter than the quiescence: no wait, no second look
  std::string const lost_signer = "reset_before_commit,method=POST,path=/envelopes/*/signers";
  row const rows[] = {
      {{"commit_then_reset,method=PATCH"}, {}, 0},                                // it runs
      {{"commit_then_reset,method=POST,path=/envelopes/*/notifications"}, {}, 0}, // it runs
      {{"commit_then_reset,method=POST,path=/envelopes"}, impatient, 1},          // found by its name, and removed
      {{lost_signer}, impatient, 1},                                              // removed
      {{"reset_before_commit,method=POST,path=/envelopes"}, impatient, 3},        // may come yet
      {{lost_signer, "html_200,method=DELETE,times=0"}, impatient, 3},            // cannot be removed
      {{"commit_then_reset,method=POST,path=/envelopes/*/signers,times=0"}, {"--quiescence", "0"}, 0},
  };
  for (row const& one : rows) {
    std::vector<std::string> command{program("rubrica-sandbox"), "--port", "0", "--token", "t0ken-7f3a", "--rate-limit", "0"};
    for (std::string const& fault : one.faults) command.insert(command.end(), {"--fault", fault});
    process box(command);
    std::string const line = box.read_line();
    auto const begin = line.find("http://");
    std::string const url = line.substr(begin, line.find(' ', begin) - begin);
    std::vector<std::string> arguments{pdf, "--signer", "Ana Souza <ana@acme.example>", "--base-url", url, "--json"};
    arguments.insert(arguments.end(), one.more.begin(), one.more.end());
    auto const end = send(arguments);
    INFO(one.faults.back() << ": " << end.out << end.err);
    CHECK(end.status == one.status);
    if (end.status == 0) {
      CHECK(end.err.empty());
      bool const in_doubt = one.faults.back().find("notifications") != std::string::npos;
      auto const told = json::parse(last_line(end.out));
      CHECK((in_doubt ? told["notified"].is_null() : told["notified"] == true));
      CHECK(told["notification_error"].is_null() == !in_doubt);
    } else {
      CHECK(end.out.empty());
      auto const error = json::parse(end.err);
      CHECK(error["outcome"] == (end.status == 1 ? "rejected" : "ambiguous"));
      bool const left = one.faults.back().find("DELETE") != std::string::npos;
      CHECK(error["envelope_left_behind"].is_null() == !left);
      CHECK(error["envelope_id"] == error["envelope_left_behind"]);
      CHECK((end.status == 1 || error["message"].get<std::string>().find("reference ") != std::string::npos));
    }
  }
}

TEST_CASE("rubrica-send says in its help what the exit codes mean", "[programs][process]") {
  auto const end = send({"--help"});
  CHECK(end.status == 0);
  CHECK(end.err.empty());
  for (char const* part : {"exit codes:", "notified", "--quiescence", "envelope_left_behind", "600", "120"})
    CHECK(end.out.find(part) != std::string::npos);
}

TEST_CASE("each failure of rubrica-send is one JSON object, without token or person",
          "[programs][file][process][secrets][rule8]") {
  simulator box;
  rubrica_test::temporary_folder const folder;
  std::string const signer = "Ana Souza <ana.canary@acme.example>";
  auto check = [](rubrica_test::finished const& end, std::string const& code) {
    CHECK(end.status == 1);
    auto const error = json::parse(end.err);
    CHECK(error["code"] == code);
    CHECK(error["message"].get<std::string>().size() > 10);
    CHECK(error.contains("envelope_id"));
    for (char const* value : {"t0ken", "ana.canary", "Souza"}) CHECK(end.err.find(value) == std::string::npos);
    return error;
  };
  check(send({pdf, "--signer", signer, "--base-url", box.url()}, "wrong-t0ken"), "unauthorized");
  check(send({pdf, "--signer", signer, "--base-url", box.url()}, ""), "invalid_argument");
  check(send({pdf, "--signer", signer, "--base-url", "http://127.0.0.1:1/api/v3"}), "connect");
  check(send({pdf, "--signer", signer, "--base-url", "https://no-such-host.invalid/api/v3"}), "dns");
  check(send({pdf, "--signer", signer, "--base-url", "http://clicksign.example/api/v3"}), "invalid_argument");
  auto const preflight =
      check(send({folder.path("gone.pdf"), "--signer", "Ana <ana.canary>", "--base-url", box.url()}), "invalid_request");
  CHECK(preflight["errors"].size() == 3);
  auto const unknown = check(send({pdf, "--signer", signer + ";role=captain", "--base-url", box.url()}), "invalid_request");
  CHECK(unknown["errors"][0]["pointer"] == "/signers/0/role");
  auto const refused = check(send({pdf, "--signer", signer + ";role=unlisted:captain", "--base-url", box.url()}), "invalid");
  CHECK(refused["envelope_id"].is_null());
}

TEST_CASE("rubrica-send shows no secret and no personal value, whatever comes of it",
          "[programs][socket][file][process][secrets][rule8]") {
  namespace values = rubrica_test::values;
  simulator box({}, values::token);
  rubrica_test::temporary_folder const folder;
  std::string const file = folder.write("contrato.pdf", values::file_bytes());
  std::string const signer = std::string(values::name) + " <" + values::email + ">;phone=" + values::phone;
  std::string repeated = "Sem efeito:";
  for (char const* value : {values::token, values::email, values::cpf, values::phone}) repeated += std::string(" ") + value;
  std::string const problems = json{{"errors", {{{"code", repeated}, {"title", repeated}, {"detail", repeated}}}}}.dump();
  rubrica_test::raw_server const refuses(rubrica_test::always(rubrica_test::answer(422, problems)));
  rubrica_test::raw_server const talks(rubrica_test::always(rubrica_test::answer(200, "<html>" + repeated)));
  struct row {
    std::vector<std::string> arguments;
    int status;
  };
  row const rows[] = {{{file, "--signer", signer, "--base-url", box.url(), "--json"}, 0},
                      {{file, "--signer", signer, "--base-url", box.url()}, 0},
                      {{file, "--signer", signer + ";role=captain", "--base-url", box.url()}, 1},
                      {{file, "--signer", signer + ";auth=pigeon", "--base-url", box.url()}, 1},
                      {{file, "--signer", signer, "--base-url", refuses.url()}, 1},
                      {{file, "--signer", signer, "--base-url", talks.url(), "--timeout", "2"}, 3},
                      {{file, "--signer", std::string(values::name) + " <" + values::phone + ">", "--base-url", box.url()}, 1},
                      {{file, "--signer", signer + ";colour=red", "--base-url", box.url()}, 2}};
  for (row const& one : rows) {
    auto const end = send(one.arguments, values::token);
    INFO(end.out << end.err);
    CHECK(end.status == one.status);
    CHECK(rubrica_test::canaries_in(end.out + end.err, values::secret_ones()) == std::vector<std::string>());
  }
}

TEST_CASE("rubrica-send explains itself when its arguments are wrong", "[programs][process]") {
  CHECK(send({}).err.find("usage: ") != std::string::npos);
  CHECK(send({}).status == 2);
  CHECK(send({"--signer"}).status == 2);
  CHECK(send({pdf, "--colour"}).err.find("unknown option --colour") != std::string::npos);
  CHECK(send({pdf, "--signer", "Ana Souza"}).status == 2);
  CHECK(send({pdf, "--signer", "Ana Souza <a@b.example>;colour=red"}).status == 2);
  CHECK(send({pdf, "--signer", "Ana Souza <a@b.example>;auth=email;auth=selfie"}).status == 2); // one would be lost
  CHECK(send({pdf, "--timeout", "soon"}).status == 2);
  CHECK(send({pdf, "--quiescence", "-1"}).status == 2);
  CHECK(send({pdf, "--colour", "red"}).err.find("usage:") != std::string::npos);
}

TEST_CASE("the demo goes through the whole job", "[programs][file][process]") {
  rubrica_test::temporary_folder const folder;
  auto const end = run({program("send_document"), "--assets", RUBRICA_EXAMPLE_ASSETS, "--output", folder.path("signed")});
  INFO(end.err);
  CHECK(end.status == 0);
  for (char const* part : {"add_signer", "signature_started", "sign  ", "auto_close", "document_closed", "-> all_signed",
                           "-> file_ready", "sha256", "file 1: 100 %"}) {
    CHECK(end.out.find(part) != std::string::npos);
  }
  CHECK(folder.read("signed/signed-1.pdf").substr(0, 5) == "%PDF-");
  CHECK(folder.read("signed/signed-2.pdf").substr(0, 5) == "%PDF-");
}

TEST_CASE("callbacks of the simulator reach a web server that routes, verifies and folds them", "[programs][process]") {
  process receiver({program("receive_callbacks"), "0", "path-t0ken"}, {{"CLICKSIGN_WEBHOOK_SECRET", "wh-s3cret"}});
  std::string const listening = receiver.read_line();
  std::string const host = listening.substr(listening.find("http://"), listening.find("/api") - listening.find("http://"));
  auto send_with_secret = [&](std::string const& secret) {
    auto box = std::make_unique<process>(
        std::vector<std::string>{program("rubrica-sandbox"), "--port", "0", "--token", "t0ken-7f3a", "--rate-limit", "0",
                                 "--webhook-url", host + "/api/rest/clicksign/path-t0ken", "--webhook-secret", secret});
    std::string const line = box->read_line();
    auto const begin = line.find("http://");
    std::string const url = line.substr(begin, line.find(' ', begin) - begin);
    CHECK(send({pdf, "--signer", "Ana Souza <ana@acme.example>", "--base-url", url}).status == 0);
    return box; // it still delivers
  };
  auto const forger = send_with_secret("another-secret"); // refused: leaves no line
  auto const box = send_with_secret("wh-s3cret");
  CHECK(receiver.read_line() == "clicksign for acme: accept");
  CHECK(receiver.read_line().rfind("  signer_added document ", 0) == 0);
}

TEST_CASE("rubrica-inspect says what a callback is", "[programs][process]") {
  std::string const data = RUBRICA_TEST_DATA;
  auto inspect = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("rubrica-inspect"));
    return run(std::move(arguments));
  };
  auto const sign = inspect({data + "/webhooks/sign_v3.json"});
  CHECK(sign.status == 0);
  CHECK(sign.err.empty());
  auto const told = json::parse(sign.out);
  CHECK(told["provider"] == "clicksign");
  CHECK(told["kind"] == "signed_event");
  CHECK(told["name"] == "sign");
  CHECK(told["known"] == true);
  CHECK(told["verified"].is_null());
  CHECK(told["document_key"].is_string());
  CHECK(told["acceptance_key"].is_null());
  CHECK(told["signers"].size() == 1);
  CHECK(sign.out.find('@') == std::string::npos);

  auto const forged = inspect({"--secret", "s", "--hmac", "sha256=" + std::string(64, '0'), data + "/webhooks/sign_v3.json"});
  CHECK(json::parse(forged.out)["verified"] == false);
  CHECK(json::parse(forged.out)["mismatch"] == "The secret is another webhook's, or the body was changed or forged.");
  std::string const body = rubrica_test::data_file("webhooks/sign_v3.json");
  rubrica_test::temporary_folder const folder;
  auto const mismatch_of = [&](std::string const& bytes, std::vector<std::string> more) {
    more.insert(more.begin(), {"--hmac", rubrica_test::content_hmac("s3cret", body), folder.write("body", bytes)});
    return json::parse(inspect(more).out)["mismatch"];
  };
  CHECK(mismatch_of(body, {"--secret", "s3cret"}).is_null());
  CHECK(mismatch_of(body + "\n", {"--secret", "s3cret"}).get<std::string>().find("line break") != std::string::npos);
  CHECK(mismatch_of(body, {"--secret", "t0ken", "--api-token", "t0ken"}).get<std::string>().find("access token") !=
        std::string::npos);
  CHECK(inspect({"--api-token", "t0ken", data + "/webhooks/sign_v3.json"}).status == 2);

  auto const refused = json::parse(inspect({"--provider", "assinebem", data + "/assinebem/party_refused.json"}).out);
  CHECK(refused["kind"] == "party_refused");
  CHECK(refused["document_id"].is_string());
  CHECK(refused["party_id"].is_string());
  auto const broken = inspect({"--provider", "assinebem", data + "/assinebem/malformed_document_signed.txt"});
  CHECK(broken.status == 1);
  CHECK(json::parse(broken.err)["code"] == "malformed");
  CHECK(json::parse(broken.err)["line"] == 6);
  CHECK(json::parse(broken.err)["column"] == 9);

  auto const access = json::parse(inspect({"--provider", "pacto", data + "/pacto/access_flat.json"}).out);
  CHECK(access["confidence"].is_string());
  CHECK(access["natural_key"].is_string());

  CHECK(inspect({}).status == 2);
  CHECK(inspect({"--provider", "docusign", "x"}).status == 2);
  CHECK(inspect({data + "/no-such-file.json"}).status != 0);
}

namespace {

/// Puts the values that must stay secret wherever a callback speaks of a person.
void fill_in(json& body) {
  namespace values = rubrica_test::values;
  static std::map<std::string, char const*> const personal{
      {"email", values::email},       {"documentation", values::cpf}, {"cpf", values::cpf},       {"phone_number", values::phone},
      {"birthday", values::birthday}, {"nome", values::name},         {"telefone", values::phone}};
  if (body.is_object() && body.contains("email") && body.contains("name")) body["name"] = values::name;
  for (auto& [key, value] : body.items()) {
    auto const found = body.is_object() ? personal.find(key) : personal.end();
    if (found != personal.end() && value.is_string()) value = found->second;
    if (value.is_structured()) fill_in(value);
  }
}

} // namespace

TEST_CASE("rubrica-inspect says who signed a PDF, and shows names only when asked", "[programs][process][file]") {
  rubrica_test::temporary_folder const folder;
  rubrica_test::identity const signer = rubrica_test::make_identity({});
  rubrica_test::pdf_signing how;
  how.signed_at = rubrica_test::moment("2026-11-28T12:00:00Z");
  std::string const signed_file = folder.write("a.pdf", rubrica_test::sign_pdf(rubrica_test::small_pdf(), signer, how));
  std::string const trust = folder.write("trust.pem", signer.pem());
  auto const inspect = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("rubrica-inspect"));
    return run(std::move(arguments));
  };
  auto const lines_of = [](std::string const& out) {
    std::vector<json> lines;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    return lines;
  };
  auto const trusted = lines_of(inspect({"--signatures", "--trust", trust, signed_file}).out);
  REQUIRE(trusted.size() == 2);
  CHECK(trusted[0]["state"] == "signed_file");
  CHECK(trusted[0]["intact"] == true);
  CHECK(trusted[1]["signed_at"] == "2026-11-28T09:00:00.000-03:00");
  CHECK(trusted[1]["signer"] == rubrica::personal("Fulana de Teste").masked());
  CHECK(lines_of(inspect({"--signatures", "--reveal", "--trust", trust, signed_file}).out).at(1)["signer"] == "Fulana de Teste");
  auto const unchecked = lines_of(inspect({"--signatures", signed_file}).out);
  CHECK(unchecked.at(0)["intact"] == false);
  CHECK(unchecked.at(1)["verdict"] == "unchecked");
  CHECK(lines_of(inspect({"--signatures", folder.write("b.pdf", rubrica_test::small_pdf())}).out).at(0)["state"] ==
        "unsigned_file");
  auto const no_pdf = inspect({"--signatures", trust});
  CHECK(no_pdf.status == 1);
  CHECK(json::parse(last_line(no_pdf.err))["code"] == "malformed");
  CHECK(inspect({"--signatures", "--trust", signed_file, signed_file}).status == 1);
  CHECK(inspect({"--trust", trust, signed_file}).status == 2);
}

TEST_CASE("rubrica-inspect shows no secret and no personal value of any callback", "[programs][file][process][secrets][rule8]") {
  namespace values = rubrica_test::values;
  rubrica_test::temporary_folder const folder;
  int told = 0;
  for (std::string const& text : rubrica_test::all_json_files()) {
    json body = json::parse(text);
    fill_in(body);
    std::string const file = folder.write("callback.json", body.dump());
    for (char const* provider : {"clicksign", "assinebem", "pacto"}) {
      auto const end = run({program("rubrica-inspect"), "--provider", provider, "--secret", values::webhook_secret, "--hmac",
                            "sha256=" + std::string(64, '0'), file});
      INFO(end.out << end.err);
      told += end.status == 0 ? 1 : 0;
      CHECK(rubrica_test::canaries_in(end.out + end.err, values::secret_ones()) == std::vector<std::string>());
    }
  }
  CHECK(told > 40);
}

#ifndef RUBRICA_SANITIZED // a sanitizer's own memory hides the figure
TEST_CASE("peak memory does not grow with the file", "[programs][file][process][memory]") {
  simulator box;
  rubrica_test::temporary_folder const folder;
  auto peak_of = [&](std::size_t size) {
    std::string const path = folder.write("contract.pdf", rubrica_test::small_pdf("contrato", size));
    auto const end = run({program("peak_memory"), program("rubrica-send"), path, "--signer", "Ana Souza <ana@acme.example>",
                          "--base-url", box.url(), "--json"},
                         {{"CLICKSIGN_TOKEN", "t0ken-7f3a"}});
    REQUIRE(end.status == 0);
    return std::stol(last_line(end.err));
  };
  long smallest_difference = 1 << 20;
  for (int round = 0; round < 3; ++round) {
    long const small = peak_of(10 * 1024);
    long const large = peak_of(9'500'000);
    smallest_difference = std::min(smallest_difference, large - small);
  }
  INFO("9.5 MB minus 10 KB: " << smallest_difference << " KiB");
  WARN("peak memory with 9.5 MB minus with 10 KB: " << smallest_difference << " KiB");
  CHECK(smallest_difference <= 1024);
}
#endif

namespace {

/// What probe_account printed, by question.
std::map<std::string, json> answers_of(std::string const& out) {
  std::map<std::string, json> answers;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    json const one = json::parse(line);
    answers[one["question"]] = one["answer"];
  }
  return answers;
}

} // namespace

TEST_CASE("probe_account asks its questions and leaves nothing behind", "[programs][process]") {
  simulator box({"--rate-limit", "500"});
  auto const probe = run({program("probe_account"), "--base-url", box.url()}, {{"CLICKSIGN_TOKEN", "t0ken-7f3a"}});
  CHECK(probe.status == 0);
  CHECK(probe.err.empty());
  CHECK(probe.out.find("t0ken-7f3a") == std::string::npos);
  auto answers = answers_of(probe.out);
  CHECK(answers["bearer"] == 401);
  CHECK(answers["two_tokens"] == 200);
  CHECK(answers["unknown_route"]["status"] == 404);
  CHECK(answers["envelope_defaults"]["remind_interval"] == 3);
  CHECK(answers["same_name_twice"]["status"] == 201);
  CHECK(answers["filter_name"]["seconds_until_listed"] == 0);
  CHECK(answers["filter_name"]["a_part_of_the_name_finds"] == 0);
  CHECK(answers["late_deadline"]["status"] == 422);
  CHECK(answers["activate_empty"]["status"] == 422);
  CHECK(answers["bulk_requirements"]["status"] == 404); // refused as a whole
  CHECK(answers["bulk_creation_type"]["problems"][0]["detail"] == "type deve ser igual a envelope_bulk_creations");
  CHECK(answers["bulk_creation_demands envelope_bulk_creations"]["problems"].size() >= 2);
  CHECK(answers["pages_with_blank"]["status"] == 201);
  CHECK(answers["pages_with_blank"]["pages"].is_string());
  for (auto const& [question, status] : std::map<std::string, int>{{"positions", 201},
                                                                   {"positions_page_as_number", 400},
                                                                   {"positions_beyond_last_page", 201},
                                                                   {"positions_out_of_range", 400},
                                                                   {"positions_with_pages", 400},
                                                                   {"pages_without_blank", 201}}) {
    INFO(question);
    CHECK(answers[question]["status"] == status);
  }
  CHECK(answers["bulk_requirements_mixed"]["status"] == 400);
  CHECK(answers["bulk_requirements_mixed"]["requirements_after"] == 0);
  CHECK(answers.count("pairs") + answers.count("bulk_creation") == 0);
  CHECK(answers["rate_limit"]["X-Rate-Limit-Reset"].is_string());

  auto const again = run({program("probe_account"), "--base-url", box.url(), "--burst"}, {{"CLICKSIGN_TOKEN", "t0ken-7f3a"}});
  CHECK(again.out.find("\"envelopes\":0") != std::string::npos);
  CHECK(again.out.find("200 calls in a row were all answered") != std::string::npos);
}

TEST_CASE("probe_account makes envelopes run only when it is asked to, cancels them and tells no address",
          "[programs][process][secrets]") {
  simulator box({"--rate-limit", "500"});
  auto const probe = run({program("probe_account"), "--base-url", box.url(), "--running", "eva.prova@acme.example"},
                         {{"CLICKSIGN_TOKEN", "t0ken-7f3a"}});
  CHECK(probe.status == 0);
  CHECK(probe.out.find("eva.prova") == std::string::npos);
  CHECK(probe.out.find("Prova Um") == std::string::npos);
  auto answers = answers_of(probe.out);
  CHECK(answers["evidence_on_another_document"]["status"] == 200);
  CHECK(answers["pairs"]["status"] == 200);
  CHECK(answers["pairs_cancelled"]["envelope"] != "running");
  CHECK(answers["bulk_creation"]["status"] == 201);
  CHECK(answers["bulk_creation"]["body"]["data"]["attributes"].size() >= 1);
  CHECK(answers["bulk_creation_made"]["envelope"] == "running");
}

TEST_CASE("probe_account keeps away from production", "[programs][process]") {
  auto const token = std::map<std::string, std::string>{{"CLICKSIGN_TOKEN", "t0ken-7f3a"}};
  CHECK(run({program("probe_account"), "--base-url", "https://app.clicksign.com/api/v3"}, token).status == 2);
  CHECK(run({program("probe_account"), "--base-url", "http://127.0.0.1.example.com/"}, token).status == 2);
  CHECK(run({program("probe_account")}, {{"CLICKSIGN_TOKEN", ""}}).status == 2);
  CHECK(run({program("probe_account"), "--base-url", "http://127.0.0.1:1"}, token).status == 1);
}

TEST_CASE("trace_spans makes a span of each call and of each of its requests", "[programs][process]") {
  auto const end = run({program("trace_spans")});
  CHECK(end.status == 0);
  CHECK(end.err.empty());
  std::istringstream lines(end.out);
  std::map<std::string, json> calls; // by their ids
  std::vector<json> requests;
  std::set<std::string> names;
  for (std::string line; std::getline(lines, line);) {
    json const span = json::parse(line);
    CHECK(span["status"] == "OK");
    CHECK(span["trace_id"].get<std::string>().size() == 32);
    names.insert(span["name"]);
    if (span["parent_span_id"] == "")
      calls[span["span_id"]] = span;
    else
      requests.push_back(span);
  }
  CHECK(requests.size() >= 5); // envelope, document, signer, requirements, activation
  CHECK(calls.size() == requests.size());
  for (json const& request : requests) {
    REQUIRE(calls.count(request["parent_span_id"]) == 1);
    json const& call = calls[request["parent_span_id"]];
    CHECK(call["trace_id"] == request["trace_id"]);
    CHECK(call["start_time_unix_nano"].get<std::int64_t>() <= request["start_time_unix_nano"].get<std::int64_t>());
    CHECK(request["end_time_unix_nano"].get<std::int64_t>() <= call["end_time_unix_nano"].get<std::int64_t>());
    CHECK(call["attributes"]["url.template"] == request["attributes"]["url.template"]);
    CHECK(call["attributes"]["http.response.status_code"] == request["attributes"]["http.response.status_code"]);
  }
  for (auto const& name : {"HTTP POST /envelopes", "rubrica POST /envelopes/{envelope_id}/documents"})
    CHECK(names.count(name) == 1);
  for (auto const& secret : {"ana@acme.example", "Ana Souza", rubrica_test::program_token, "contrato.pdf"})
    CHECK(end.out.find(secret) == std::string::npos);
}

} // namespace programs_test
