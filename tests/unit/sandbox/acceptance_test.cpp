#include "support/catch.hpp"

#include "fixture.hpp"

namespace acceptance_test {

using namespace fixture;
using strings = std::vector<std::string>;
using rubrica::sandbox::acceptance_answer;

namespace {

constexpr char const* type = "acceptance_term_whatsapps";
constexpr char const* path = "/acceptance_term/whatsapps";

json term() {
  return {{"title", "Novo plano"},
          {"message", "O plano passa a R$ 90,00"},
          {"sender_name_option", "account_name"},
          {"signer_name", "Elisa Nunes"},
          {"signer_phone", "11977776666"}};
}

json term_with(char const* name, json value) {
  json out = term();
  out[name] = std::move(value);
  return out;
}

std::string sent(account& on, json attributes = term()) {
  return on.post(path, resource(type, std::move(attributes))).id();
}

std::string one(std::string const& id) {
  return std::string(path) + '/' + id;
}

answer cancel(account& on, std::string const& id) {
  return on.patch(one(id), change(type, id, {{"status", "canceled"}}));
}

} // namespace

TEST_CASE("an acceptance term is enqueued, then sent", "[sandbox][acceptance_terms][socket][clock]") {
  auto options = unlimited();
  options.acceptance_sent_after = std::chrono::seconds(60);
  account on(options);
  auto const made = on.post(path, resource(type, term()));
  CHECK(made.status == 201);
  CHECK(made.body["data"]["type"] == type);
  CHECK_FALSE(made.body["data"].contains("links"));
  json const& attributes = made.attributes();
  CHECK(attributes["status"] == "enqueued");
  CHECK(attributes["status_flow"] == "introduction");
  CHECK(attributes["sent_at"].is_null());
  CHECK(attributes["sender_phone"].is_null());
  CHECK(attributes["signer_phone"] == "11977776666");
  on.sandbox.advance(std::chrono::seconds(59));
  CHECK(on.status(one(made.id())) == "enqueued");
  on.sandbox.advance(std::chrono::seconds(1));
  auto const after = on.get(one(made.id())).attributes();
  CHECK(after["status"] == "sent");
  CHECK(after["sent_at"] == after["modified"]);
  CHECK(event_names(on.sandbox) == strings{"acceptance_term_enqueued", "acceptance_term_sent"});
}

TEST_CASE("an acceptance term is told everything that it lacks or has wrong at once", "[sandbox][acceptance_terms][socket]") {
  account on;
  auto const empty = on.post(path, resource(type, {{"content", "x"}}));
  CHECK(empty.status == 400);
  CHECK(empty.problems() == strings{"title deve ser informado(a) @ /data/attributes/title",
                                    "message deve ser informado(a) @ /data/attributes/message",
                                    "sender_name_option deve ser informado(a) @ /data/attributes/sender_name_option",
                                    "signer_name deve ser informado(a) @ /data/attributes/signer_name",
                                    "signer_phone deve ser informado(a) @ /data/attributes/signer_phone",
                                    "content não está disponível @ /data/attributes/content"});
  CHECK(on.post(path, resource(type, term_with("sender_name_option", "nobody"))).problems() ==
        strings{"sender_name_option deve estar em: user_name, account_name, user_and_account_name @ "
                "/data/attributes/sender_name_option"});
  std::string accents;
  for (int i = 0; i < 255; ++i) accents += "ã";
  CHECK(on.post(path, resource(type, term_with("title", accents))).status == 201);
  struct row {
    char const* name;
    std::string value;
    char const* problem;
  };
  for (row const& wrong : {row{"title", accents + "x", "é muito longo (máximo: 255 caracteres)"},
                           row{"message", std::string(1501, 'x'), "é muito longo (máximo: 1500 caracteres)"},
                           row{"signer_name", std::string(201, 'x'), "é muito longo (máximo: 200 caracteres)"},
                           row{"title", " ", "não pode ficar em branco"}, row{"signer_phone", "+5511977776666", "inválido"},
                           row{"sender_phone", "123", "inválido"}}) {
    auto const refused = on.post(path, resource(type, term_with(wrong.name, wrong.value)));
    CHECK(refused.status == 422);
    CHECK(refused.problems() == strings{std::string(wrong.name) + " - " + wrong.problem + " @ /data/attributes/" + wrong.name});
  }
}

TEST_CASE("the answer of the recipient ends an acceptance term", "[sandbox][acceptance_terms][socket][clock]") {
  struct row {
    acceptance_answer answer;
    char const* status;
  };
  for (row const& one_of : {row{acceptance_answer::accepted, "completed"}, row{acceptance_answer::refused, "refused"},
                            row{acceptance_answer::undeliverable, "error"}}) {
    account on;
    auto const id = sent(on);
    REQUIRE(on.sandbox.answer_acceptance(id, one_of.answer));
    CHECK(on.status(one(id)) == one_of.status);
    auto const calls = on.sandbox.deliveries();
    REQUIRE(calls.size() == 3);
    auto const body = json::parse(calls.back().body);
    CHECK(body["event"]["name"] == std::string("acceptance_term_") + one_of.status);
    CHECK(body["event"]["data"]["account"].contains("key"));
    CHECK_FALSE(body.contains("document"));
    json const& acceptance = body["acceptance"];
    CHECK(acceptance["key"] == id);
    CHECK(acceptance["name"] == "Novo plano");
    CHECK(acceptance["content"] == "O plano passa a R$ 90,00");
    CHECK(acceptance["status"] == one_of.status);
    CHECK(acceptance["sender_phone"] == "");
    CHECK(acceptance["messages"][0]["direction"] == "sent");
    bool const failed = one_of.answer == acceptance_answer::undeliverable;
    CHECK(acceptance["messages"].size() == (failed ? 1 : 2));
    CHECK(acceptance["messages"][0]["error_message"].get<std::string>().empty() != failed);
    auto const again = on.sandbox.answer_acceptance(id, one_of.answer);
    REQUIRE_FALSE(again);
    CHECK(again.error().rule == "acceptance_not_sent");
    on.sandbox.advance(std::chrono::hours(48));
    CHECK(on.status(one(id)) == one_of.status);
  }
}

TEST_CASE("an unanswered acceptance term expires 24 hours after it was sent", "[sandbox][acceptance_terms][socket][clock]") {
  account on;
  auto const id = sent(on);
  on.sandbox.advance(std::chrono::hours(24) - std::chrono::minutes(1));
  CHECK(on.status(one(id)) == "sent");
  on.sandbox.advance(std::chrono::minutes(1));
  auto const after = on.get(one(id)).attributes();
  CHECK(after["status"] == "expired");
  auto const sent_at = rubrica::timestamp(after["sent_at"].get<std::string>()).at();
  auto const modified = rubrica::timestamp(after["modified"].get<std::string>()).at();
  CHECK((*modified - *sent_at == std::chrono::hours(24)));
  CHECK(event_names(on.sandbox).back() == "acceptance_term_expired");
  CHECK_FALSE(on.sandbox.answer_acceptance(id, acceptance_answer::accepted));
}

TEST_CASE("a second term for the same person waits for the end of the first", "[sandbox][acceptance_terms][socket]") {
  account on;
  auto const first = sent(on);
  auto const second = sent(on);
  auto const other = sent(on, term_with("signer_phone", "11966665555"));
  CHECK(on.status(one(second)) == "enqueued");
  CHECK(on.status(one(other)) == "sent");
  CHECK_FALSE(on.sandbox.answer_acceptance(second, acceptance_answer::accepted));
  REQUIRE(on.sandbox.answer_acceptance(first, acceptance_answer::refused));
  CHECK(on.status(one(second)) == "sent");
}

TEST_CASE("an acceptance term can be cancelled until it has ended", "[sandbox][acceptance_terms][socket]") {
  account on;
  auto const waiting = sent(on);
  auto const enqueued = sent(on);
  CHECK(cancel(on, enqueued).attributes()["status"] == "canceled");
  auto const cancelled = cancel(on, waiting);
  CHECK(cancelled.status == 200);
  CHECK(cancelled.attributes()["status"] == "canceled");
  CHECK(event_names(on.sandbox).back() == "acceptance_term_canceled");
  auto const again = cancel(on, waiting);
  CHECK(again.status == 422);
  CHECK(again.problems() == strings{"status - must be sent to be canceled @ /data/attributes/status"});
  auto const revived = on.patch(one(waiting), change(type, waiting, {{"status", "sent"}}));
  CHECK(revived.status == 400);
  CHECK(revived.problems() == strings{"status deve estar em: canceled @ /data/attributes/status"});
  CHECK(on.remove(one(waiting)).status == 404);
}

TEST_CASE("acceptance terms are listed by status and time, with their messages where they are asked for",
          "[sandbox][acceptance_terms][socket][clock]") {
  account on;
  auto const first = sent(on);
  on.sandbox.advance(std::chrono::seconds(1));
  auto const second = sent(on, term_with("signer_phone", "11966665555"));
  REQUIRE(on.sandbox.answer_acceptance(second, acceptance_answer::accepted));
  auto const latest = on.get(std::string(path) + "?sort=-created").body;
  CHECK(latest["data"][0]["id"] == second);
  CHECK(latest["data"][1]["id"] == first);
  CHECK_FALSE(latest.contains("included"));
  CHECK(latest["links"]["first"].get<std::string>().find("/acceptance_term/acceptance_term_whatsapps?") != std::string::npos);
  auto const completed = on.get(std::string(path) + "?filter%5Bstatus%5D=completed&include=messages").body;
  REQUIRE(completed["data"].size() == 1);
  CHECK(completed["data"][0]["relationships"]["messages"]["data"].size() == 2);
  REQUIRE(completed["included"].size() == 2);
  CHECK(completed["included"][1]["type"] == "messages");
  CHECK(completed["included"][1]["attributes"]["direction"] == "received");
  CHECK(on.get(one(first) + "?include=messages").body["included"].size() == 1);
  CHECK(on.get(one(first) + "?include=signers").status == 400);
  CHECK(on.get(std::string(path) + "?filter%5Bstatus%5D=pending").body["data"].empty());
}

TEST_CASE("an acceptance term is answered by a control over HTTP", "[sandbox][acceptance_terms][socket]") {
  account on;
  auto const id = sent(on);
  on.get(one(id));
  CHECK(on.control("answer_acceptance", {{"acceptance_term_id", id}, {"answer", "perhaps"}}).status == 422);
  CHECK(on.control("answer_acceptance", {{"acceptance_term_id", "x"}, {"answer", "accepted"}}).status == 404);
  CHECK(on.control("answer_acceptance", {{"acceptance_term_id", id}, {"answer", "accepted"}}).status == 200);
  CHECK(on.control("answer_acceptance", {{"acceptance_term_id", id}, {"answer", "refused"}}).body["error"]["code"] ==
        "acceptance_not_sent");
}

} // namespace acceptance_test
