#include "browser/crm_world.hpp"

#include "browser/simulator_world.hpp"
#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"

#include <rubrica/clicksign/client.hpp>

#include <httplib.h>

#include <csignal>
#include <stdexcept>

namespace rubrica_test {

using nlohmann::json;

namespace {

std::vector<std::string> with_beta(std::vector<std::string> options) {
  options.insert(options.end(), {"--token", "token-beta"});
  return options;
}

/// The address in the line that a server prints when it is ready.
std::string url_in(std::string const& line) {
  auto const at = line.find("http://");
  if (at == std::string::npos) throw std::runtime_error("the CRM did not start");
  return line.substr(at);
}

std::string origin_of(std::string const& url) {
  return url.substr(0, url.find('/', 8));
}

} // namespace

crm_world::crm_world(std::vector<std::string> sandbox_options)
    : user(shared_browser()), box_(with_beta(std::move(sandbox_options)), "token-acme") {
  start();
  user.browser().resize(1280, 900);
  user.browser().forget_cookies(); // of the world before, which was on this machine, too
}

std::vector<std::string> crm_world::command(int port) const {
  return {program("rubrica-crm"),
          "--demo",
          "--data",
          folder_.path("crm"),
          "--port",
          std::to_string(port),
          "--clicksign-url",
          box_.url(),
          "--send-timeout",
          "2",
          "--quiescence",
          "1"};
}

void crm_world::start() {
  program_.emplace(command(port_));
  url_ = url_in(program_->read_line());
  port_ = std::stoi(url_.substr(url_.rfind(':') + 1));
}

std::string crm_world::start_another() {
  auto words = command(0);
  words.insert(words.end(), {"--public-url", url_});
  another_.emplace(words);
  return url_in(another_->read_line());
}

void crm_world::kill() {
  program_->send_signal(SIGKILL);
  static_cast<void>(program_->finish());
}

int crm_world::stop() {
  program_->send_signal(SIGTERM);
  return program_->finish().status;
}

void crm_world::enter(std::string const& company) {
  user.open(url_ + "/entrar");
  user.press(company);
  REQUIRE(user.sees("Oportunidades"));
}

httplib::Client crm_world::without_browser() {
  httplib::Client out(url_);
  out.set_default_headers({{"Cookie", "crm_session=" + session()}});
  out.set_keep_alive(true);
  out.set_tcp_nodelay(true);
  return out;
}

void crm_world::integrate(std::string const& token) {
  auto clerk = without_browser();
  httplib::MultipartFormDataItems form = {{"csrf", csrf(), "", ""}, {"tipo", "clicksign", "", ""}, {"token", token, "", ""}};
  REQUIRE(clerk.Post("/integracoes", form)->status == 303);
  form.resize(1);
  REQUIRE(clerk.Post("/integracoes/webhook", form)->status == 303);
  auto const page = clerk.Get("/integracoes");
  REQUIRE(page->body.find("Webhook cadastrado.") != std::string::npos);
}

void crm_world::add_document(std::string const& name, std::string const& opportunity) {
  auto clerk = without_browser();
  std::string const list = clerk.Get("/oportunidades")->body;
  auto const at = list.rfind("/oportunidades/", list.find(opportunity));
  REQUIRE(at != std::string::npos);
  std::string const tab = list.substr(at, list.find('"', at) - at) + "/documentos";
  httplib::MultipartFormDataItems const form = {{"csrf", csrf(), "", ""},
                                                {"nome", name, "", ""},
                                                {"tipo", "Contrato", "", ""},
                                                {"arquivo", pdf(), "contrato.pdf", "application/pdf"}};
  REQUIRE(clerk.Post(tab.c_str(), form)->status == 303);
  user.open(url_ + tab);
  REQUIRE(user.sees("Documento adicionado."));
}

void crm_world::send(std::string const& name) {
  user.press("Enviar para assinatura", name);
  user.press("Enviar");
  REQUIRE(user.sees("Aguardando assinaturas"));
}

json crm_world::sandbox(std::string const& what) const {
  httplib::Client client(origin_of(box_.url()));
  auto const answer = client.Get(("/__sandbox/" + what).c_str());
  REQUIRE(answer);
  return json::parse(answer->body);
}

void crm_world::control(std::string const& what, json const& body) const {
  httplib::Client client(origin_of(box_.url()));
  auto const answer = client.Post(("/__sandbox/" + what).c_str(), body.dump(), "application/json");
  REQUIRE(answer);
  INFO(answer->body);
  REQUIRE(answer->status == 200);
}

void crm_world::sign(std::string const& email) const {
  json const envelope = last_envelope();
  for (json const& who : envelope.at("signers")) {
    if (who.at("attributes").at("email") == email) return control("sign", {{"signer_id", who.at("id")}});
  }
  FAIL("there is no such signer");
}

void crm_world::open_link(std::string const& email) {
  std::string link;
  REQUIRE(wait_until([&] {
    json const sent = sandbox("notifications");
    for (json const& one : sent.at("notifications"))
      if (one.at("to") == email && one.at("link") != "") link = one.at("link");
    return !link.empty();
  }));
  user.browser().resize(telephone_width, 800);
  user.open(link);
}

std::string crm_world::account() const {
  return origin_of(box_.url()) + "/conta";
}

void crm_world::sign_on_page(std::string const& email) {
  std::string const before = user.browser().url();
  open_link(email);
  confirm_with_code(user, [&] { return sandbox("notifications").at("notifications").back().at("message"); });
  REQUIRE(user.misses("Código de 6 algarismos"));
  user.browser().resize(1280, 900);
  user.open(before);
}

json crm_world::last_envelope() const {
  json const all = sandbox("state").at("envelopes");
  return all.empty() ? json() : all.back();
}

std::string crm_world::add_webhook(std::string const& address) const {
  rubrica::clicksign::client_options options;
  options.base_url = box_.url();
  options.token = rubrica::secret("token-acme");
  rubrica::clicksign::new_webhook_endpoint wanted;
  wanted.endpoint = address;
  auto const& events = rubrica::clicksign::webhook::event_name::all;
  wanted.events.assign(std::begin(events), std::end(events));
  auto const made = rubrica::clicksign::client(options).webhooks().create(wanted);
  return std::string(made.value().secret.reveal());
}

void crm_world::tell_of_payment() {
  user.press("Perfil");
  std::string const path = "/api/rest/pacto/" + user.value_of("Token da empresa") + "/notificarPagamento";
  std::string const body = R"({"recibo":"991","empresa":{"codigo":"3"},"cliente":{"nome":"Joana Dias"},"valor":"199.90"})";
  httplib::Client pacto(url_);
  auto const answer = pacto.Post(path.c_str(), body, "application/json");
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
}

std::string crm_world::session() {
  return user.browser().cookie("crm_session");
}

std::string crm_world::csrf() {
  return user.browser().run("return document.querySelector('[name=csrf]').value");
}

std::string crm_world::pdf() const {
  std::ifstream in(file("contrato.pdf"), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string crm_world::file(std::string const& name) const {
  return std::string(RUBRICA_EXAMPLE_ASSETS) + "/" + name;
}

} // namespace rubrica_test
