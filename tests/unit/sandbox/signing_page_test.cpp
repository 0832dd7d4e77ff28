// The page on which a person signs, used as a browser uses it: over HTTP, with forms.
#include "fixture.hpp"
#include "support/catch.hpp"

#include <algorithm>

namespace signing_page_test {

using namespace fixture;

namespace {

/// A person at a browser.
class visitor {
public:
  explicit visitor(account& at) : client_(origin_of(at.sandbox.base_url())) {}

  answer open(std::string const& path) { return account::read(client_.Get(path)); }
  /// Follows the answer to the page that it leads to.
  answer post(std::string const& path, httplib::Params const& form) {
    auto const done = account::read(client_.Post(path, form));
    return done.status == 303 ? open(done.header("Location")) : done;
  }
  answer post(std::string const& path, httplib::MultipartFormDataItems const& form) {
    auto const done = account::read(client_.Post(path, form));
    return done.status == 303 ? open(done.header("Location")) : done;
  }
  answer post(std::string const& path, httplib::Headers const& headers, httplib::Params const& form) {
    return account::read(client_.Post(path, headers, form));
  }

private:
  httplib::Client client_;
};

bool shows(answer const& page, std::string const& text) {
  return page.text.find(text) != std::string::npos;
}

std::string page_of(running const& envelope, std::size_t signer = 0) {
  return "/assinar/" + envelope.signers[signer];
}

/// The newest code that the simulator sent.
std::string code_sent(account const& on) {
  auto const all = on.sandbox.notifications();
  auto const last = std::find_if(all.rbegin(), all.rend(),
                                 [](auto const& one) { return one.kind == rubrica::sandbox::notification_kind::code; });
  return last == all.rend() ? std::string() : last->message.substr(last->message.size() - 6);
}

bool has_event(account const& on, std::string const& name) {
  auto const names = event_names(on.sandbox);
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A running envelope that asks its signer for this besides a code.
running start_with(account& on, std::vector<std::string> const& auths, json who = person()) {
  running made;
  made.id = on.envelope({{"name", "Contrato"}, {"default_message", "Segue o contrato."}});
  made.documents.push_back(on.document(made.id));
  made.signers.push_back(on.signer(made.id, std::move(who)));
  on.require(made.id, made.documents[0], made.signers[0], {{"action", "agree"}, {"role", "witness"}});
  for (std::string const& auth : auths)
    on.require(made.id, made.documents[0], made.signers[0], {{"action", "provide_evidence"}, {"auth", auth}});
  on.activate(made.id);
  return made;
}

} // namespace

TEST_CASE("the link of a message leads to the page on which its person signs", "[sandbox][socket]") {
  account on;
  auto const made = start(on);
  on.post(made.path() + "/notifications", resource("notifications", json::object()));
  auto const sent = on.sandbox.notifications();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].link == origin_of(on.sandbox.base_url()) + "/notarial/widget/signatures/" + made.signers[0] + "/redirect");
  visitor person(on);
  auto const redirect = person.open(target_of(sent[0].link));
  CHECK(redirect.status == 303);
  CHECK(redirect.header("Location") == page_of(made));
}

TEST_CASE("the signing page says who asks for what, in Portuguese, and shows the documents", "[sandbox][socket]") {
  account on;
  auto const made = start_with(on, {"email"});
  visitor person(on);
  auto const page = person.open(page_of(made));
  CHECK(page.status == 200);
  CHECK(shows(page, "<html lang=\"pt-BR\">"));
  CHECK(shows(page, "width=device-width"));
  CHECK(shows(page, "Olá, <bdi>Ana Souza</bdi>"));
  CHECK(shows(page, "Segue o contrato."));
  CHECK(shows(page, "contrato.pdf"));
  CHECK(shows(page, "Testemunha"));
  CHECK(shows(page, "código enviado por E-mail"));
  auto const file = person.open(page_of(made) + "/" + made.documents[0]);
  CHECK(file.status == 303);
  CHECK(fetch(file.header("Location")).text == tiny_pdf);
}

TEST_CASE("the page needs the code that was sent before it signs", "[sandbox][socket]") {
  account on;
  auto const made = start_with(on, {"email"});
  visitor person(on);
  CHECK_FALSE(shows(person.open(page_of(made)), "value=\"assinar\""));
  auto const asked = person.post(page_of(made), httplib::Params{{"acao", "codigo"}});
  CHECK(asked.status == 200);
  CHECK(shows(asked, "<label for=\"codigo\">"));
  auto const message = on.sandbox.notifications().back();
  CHECK(message.channel == "email");
  CHECK(message.to.reveal() == "ana@example.com");
  auto const code = code_sent(on);
  CHECK(code.size() == 6);
  auto const wrong =
      person.post(page_of(made), httplib::Params{{"acao", "assinar"}, {"codigo", code == "000000" ? "1" : "000000"}});
  CHECK(wrong.status == 422);
  CHECK(shows(wrong, "role=\"alert\""));
  CHECK_FALSE(has_event(on, "sign"));
  auto const done = person.post(page_of(made), httplib::Params{{"acao", "assinar"}, {"codigo", code}});
  CHECK(done.status == 200);
  CHECK_FALSE(shows(done, "value=\"assinar\""));
  CHECK(has_event(on, "sign"));
  CHECK(on.status(made.path()) == "closed");
}

TEST_CASE("who has signed sees that, and gets the signed file", "[sandbox][socket]") {
  account on;
  auto const made = start(on, {}, {person(), person("Rui Lima", "rui@example.com")});
  on.sandbox.sign(made.signers[0]).value();
  visitor person(on);
  CHECK(shows(person.open(page_of(made)), "Você já assinou. Obrigado!"));
  on.sandbox.sign(made.signers[1]).value();
  auto const file = person.open(page_of(made) + "/" + made.documents[0]);
  CHECK(file.header("Location").find("_Clicksign.pdf") != std::string::npos);
}

TEST_CASE("the page asks for the files that a requirement asks for", "[sandbox][socket]") {
  account on;
  auto const made = start_with(on, {"icp_brasil", "address_proof", "selfie"});
  visitor person(on);
  auto const page = person.open(page_of(made));
  CHECK(shows(page, "<label for=\"address_proof\">Comprovante de endereço</label>"));
  CHECK(shows(page, "Certificado digital ICP-Brasil: o simulador aceita"));
  httplib::MultipartFormDataItems form{{"acao", "assinar", "", ""}, {"address_proof", "", "", "application/octet-stream"}};
  auto const empty = person.post(page_of(made), form);
  CHECK(empty.status == 422);
  CHECK(shows(empty, "name=\"address_proof\" accept=\"image/*,.pdf\" aria-invalid=\"true\""));
  CHECK(shows(empty, "<p class=\"wrong\" id=\"selfie-erro\">Escolha este arquivo.</p>"));
  form[1] = {"address_proof", std::string("\r\n--bytes\0", 10), "conta de luz.pdf", "application/pdf"};
  form.push_back({"selfie", "bytes", "eu.pdf", "application/pdf"});
  auto const wrong = person.post(page_of(made), form);
  CHECK(wrong.status == 422);
  CHECK(shows(wrong, "id=\"selfie-erro\">Escolha uma foto.<"));
  CHECK_FALSE(shows(wrong, "address_proof-erro"));
  CHECK_FALSE(has_event(on, "sign"));
  form[2].filename = "eu.JPG";
  CHECK(shows(person.post(page_of(made), form), "não pode mais ser assinado"));
  CHECK(has_event(on, "sign"));
  auto const shown = person.open("/conta");
  CHECK(shows(shown, "Comprovante de endereço: <bdi>conta de luz.pdf</bdi>"));
  CHECK(shows(shown, "Selfie com documento: <bdi>eu.JPG</bdi>"));
}

TEST_CASE("every authentication that needs a picture or a file asks for it, and both sides of a document", "[sandbox][socket]") {
  std::pair<char const*, std::vector<std::string>> const needed[] = {
      {"handwritten", {"handwritten"}},
      {"official_document", {"official_document_front", "official_document_back"}},
      {"liveness", {"liveness"}},
      {"facial_biometrics", {"facial_biometrics"}},
      {"identity_biometrics", {"identity_biometrics"}},
      {"biometric", {"biometric"}},
      {"documentscopy", {"documentscopy_front", "documentscopy_back"}}};
  account on;
  for (auto const& [auth, fields] : needed) {
    INFO(auth);
    auto const made = start_with(on, {auth});
    visitor person(on);
    httplib::MultipartFormDataItems form{{"acao", "assinar", "", ""}};
    auto const page = person.open(page_of(made));
    for (std::string const& field : fields) {
      CHECK(shows(page, "<label for=\"" + field + "\">"));
      CHECK(person.post(page_of(made), form).status == 422);
      form.push_back({field, "bytes", "foto.png", "image/png"});
    }
    CHECK(person.post(page_of(made), form).status == 200);
    CHECK(on.status(made.path()) == "closed");
  }
}

TEST_CASE("a signer refuses with a reason, where that is allowed", "[sandbox][socket]") {
  account on;
  auto who = person();
  CHECK_FALSE(shows(visitor(on).open(page_of(start_with(on, {"email"}, who))), "Não quero assinar"));
  who["refusable"] = true;
  auto const made = start_with(on, {"email"}, who);
  visitor person(on);
  CHECK(shows(person.open(page_of(made)), "Não quero assinar"));
  auto const done = person.post(
      page_of(made),
      httplib::Params{{"acao", "recusar"}, {"motivo", "Dados incorretos"}, {"comentario", "O valor é <outro> & maior"}});
  CHECK(shows(done, "Você recusou a assinatura."));
  auto const all = on.sandbox.deliveries();
  auto const refusal = std::find_if(all.begin(), all.end(), [](auto const& one) { return one.event == "refusal"; });
  REQUIRE(refusal != all.end());
  auto const told = json::parse(refusal->body)["event"]["data"]["refusal"];
  CHECK(told["reasons"] == json{"Dados incorretos"});
  CHECK(told["comment"] == "O valor é <outro> & maior");
}

TEST_CASE("a signer hands the signing to somebody else, who gets the link", "[sandbox][socket]") {
  account on;
  auto const made = start_with(on, {"email"});
  visitor person(on);
  CHECK(shows(person.open(page_of(made)), "Outra pessoa assina no meu lugar"));
  httplib::Params form{{"acao", "delegar"}, {"delegado-nome", "Carla <b>"}, {"delegado-email", "carla@example.com"}};
  auto const wrong = person.post(page_of(made), form);
  CHECK(wrong.status == 422);
  CHECK(shows(wrong, "<details open>"));
  CHECK(shows(wrong, "value=\"Carla &lt;b&gt;\" aria-invalid=\"true\" aria-describedby=\"delegado-nome-erro\""));
  CHECK(shows(wrong, "value=\"carla@example.com\""));
  CHECK_FALSE(shows(wrong, "delegado-celular")); // nothing goes to a telephone
  form = {{"acao", "delegar"}, {"delegado-nome", "Carla Mendes"}, {"delegado-email", "carla@example.com"}};
  CHECK(shows(person.post(page_of(made), form), "<bdi>Carla Mendes</bdi> assina no seu lugar."));
  CHECK(shows(person.open(page_of(made)), "assina no seu lugar")); // the old link says so from now on
  auto const sent = on.sandbox.notifications().back();
  CHECK(sent.to.reveal() == "carla@example.com");
  auto const page = person.open(person.open(target_of(sent.link)).header("Location"));
  CHECK(shows(page, "Olá, <bdi>Carla Mendes</bdi>"));
}

TEST_CASE("a number of the one who signs instead may be typed as people write it", "[sandbox][socket]") {
  account on;
  json who = person();
  who["phone_number"] = "11987654321";
  auto const made = start_with(on, {"sms"}, who);
  visitor person(on);
  httplib::Params form{{"acao", "delegar"},
                       {"delegado-nome", "Carla Mendes"},
                       {"delegado-email", "carla@example.com"},
                       {"delegado-celular", "99123-4567"}};
  CHECK(shows(person.post(page_of(made), form), "id=\"delegado-celular-erro\""));
  form.erase("delegado-celular");
  form.emplace("delegado-celular", "(85) 99123-4567");
  CHECK(shows(person.post(page_of(made), form), "assina no seu lugar"));
  auto const signers = on.get(made.path() + "/signers").body["data"];
  REQUIRE(signers.size() == 1);
  CHECK(signers[0]["attributes"]["phone_number"] == "85991234567");
}

TEST_CASE("the page says why nobody can sign on it now", "[sandbox][socket]") {
  account on;
  visitor person(on);
  auto second = fixture::person("Rui Lima", "rui@example.com");
  second["group"] = 2;
  auto const made = start(on, {}, {fixture::person(), second});
  CHECK(shows(person.open(page_of(made, 1)), "Ainda não é a sua vez"));
  on.sandbox.advance(std::chrono::hours(24 * 40));
  CHECK(shows(person.open(page_of(made)), "não pode mais ser assinado"));
  auto const late = person.post(page_of(made), httplib::Params{{"acao", "assinar"}});
  CHECK(late.status == 422);
  CHECK(person.open("/assinar/nobody").status == 404);
  CHECK(person.post("/assinar/nobody", httplib::Params{{"acao", "assinar"}}).status == 404);
  CHECK(person.open(page_of(made) + "/nothing").status == 404);
}

TEST_CASE("hostile names are text on the signing page, whose policy lets no script run", "[sandbox][socket]") {
  account on;
  std::string const hostile = "<script>alert(1)</script>\"'&\xE2\x80\xAE";
  running made;
  made.id = on.envelope({{"name", hostile}, {"default_message", hostile}});
  made.documents.push_back(on.document(made.id));
  made.signers.push_back(on.signer(made.id));
  on.link(made.id, made.documents[0], made.signers[0]);
  on.activate(made.id);
  for (std::string const& path : {page_of(made), std::string("/conta")}) {
    auto const page = visitor(on).open(path);
    CHECK_FALSE(shows(page, "<script"));
    CHECK(shows(page, "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\xE2\x80\xAE</bdi>"));
    auto const policy = page.header("Content-Security-Policy");
    CHECK(policy.find("default-src 'none'; style-src 'sha256-") == 0);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(page.header("X-Content-Type-Options") == "nosniff");
  }
}

TEST_CASE("a page of another site cannot make a browser sign", "[sandbox][socket]") {
  account on;
  auto const made = start_with(on, {"icp_brasil"});
  visitor person(on);
  httplib::Params const form{{"acao", "assinar"}};
  CHECK(person.post(page_of(made), {{"Origin", "https://evil.example"}}, form).status == 403);
  CHECK(person.post(page_of(made), {{"Origin", "null"}}, form).status == 403);
  CHECK(person.post(page_of(made), {{"Sec-Fetch-Site", "cross-site"}}, form).status == 403);
  CHECK(person.post(page_of(made), {{"Host", "evil.example"}}, form).status == 403);
  CHECK_FALSE(has_event(on, "sign"));
  CHECK(person.post(page_of(made), {{"Origin", origin_of(on.sandbox.base_url())}}, form).status == 303);
  CHECK(has_event(on, "sign"));
}

TEST_CASE("the account page moves the clock and plans faults, and says what is wrong", "[sandbox][socket][controls][clock]") {
  account on;
  visitor person(on);
  CHECK(person.open("/").header("Location") == "/conta");
  auto const page = person.open("/conta");
  CHECK(page.status == 200);
  CHECK(shows(page, "<label for=\"quantidade\">"));
  auto const before = on.sandbox.now();
  CHECK(person.post("/conta", httplib::Params{{"acao", "avancar"}, {"quantidade", "31"}, {"unidade", "dias"}}).status == 200);
  CHECK(on.sandbox.now() - before >= std::chrono::hours(24 * 31));
  CHECK(person.post("/conta", httplib::Params{{"acao", "avancar"}, {"quantidade", "-1"}}).status == 422);
  CHECK(shows(person.post("/conta", httplib::Params{{"acao", "falha"}, {"plano", "503,times=2"}}), "<li>503"));
  CHECK(on.sandbox.faults().size() == 1);
  CHECK(person.post("/conta", httplib::Params{{"acao", "falha"}, {"plano", "502"}}).status == 422);
  CHECK_FALSE(shows(person.post("/conta", httplib::Params{{"acao", "limpar"}}), "<li>503"));
  CHECK(on.sandbox.faults().empty());
  CHECK(person.post("/conta", httplib::Params{{"acao", "apagar"}}).status == 422);
  CHECK(person.post("/conta", {{"Origin", "https://evil.example"}}, httplib::Params{{"acao", "limpar"}}).status == 403);
}

TEST_CASE("the account page shows the newest fifty of a long list, and how many there are", "[sandbox][socket]") {
  account on;
  for (int i = 0; i < 30; ++i) {
    auto who = person();
    who["email"] = "ana" + std::to_string(i) + "@example.com";
    auto const made = start(on, json::object(), {who});
    on.post(made.path() + "/notifications", resource("notifications", json::object()));
    on.sandbox.sign(made.signers[0]).value();
  }
  auto const page = visitor(on).open("/conta");
  CHECK(shows(page, "Envelopes (30)"));
  CHECK(shows(page, "Mensagens que as pessoas receberiam (60)"));
  CHECK(shows(page, "Só os 50 mais recentes."));
  CHECK(page.text.find("<bdi>ana29@example.com</bdi>") < page.text.find("<bdi>ana28@example.com</bdi>"));
  CHECK_FALSE(shows(page, "<bdi>ana0@example.com</bdi>"));
  CHECK(shows(page, "Avisos ao seu sistema (" + std::to_string(on.sandbox.deliveries().size()) + ")"));
}

TEST_CASE("the account page shows envelopes, messages with their links, and callbacks", "[sandbox][socket]") {
  account on;
  auto const made = start(on);
  on.post(made.path() + "/notifications", resource("notifications", json::object()));
  on.sandbox.sign(made.signers[0]).value();
  auto const page = visitor(on).open("/conta");
  CHECK(shows(page, "Envelopes (1)"));
  CHECK(shows(page, "Finalizado"));
  CHECK(shows(page, "Pedido de assinatura"));
  CHECK(shows(page, "<bdi>ana@example.com</bdi>"));
  CHECK(shows(page, "href=\"" + page_of(made) + "\""));
  CHECK(shows(page, "Documento finalizado automaticamente <small>(auto_close)</small>"));
}

} // namespace signing_page_test
