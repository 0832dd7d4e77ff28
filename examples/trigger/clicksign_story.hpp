#pragma once

#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace trigger {

using json = nlohmann::ordered_json;

/// The bodies of ClickSign's callbacks as the simulator writes them: it runs some envelopes and acceptance terms in this process,
/// and keeps the first callback of each event.
class clicksign_story {
public:
  clicksign_story() : server_(options()), client_(server_.client_options()) {
    signed_by_all();
    changed_and_refused();
    closed_and_cancelled();
    activated_later();
    acceptance_terms();
    server_.advance(std::chrono::hours(24 * 40)); // past every deadline
    for (auto const& one : server_.deliveries()) bodies_.emplace(one.event, json::parse(one.body));
    events_of_drafts();
    failed_checks();
  }

  /// Of each event that `webhook::event_name` knows.
  json const& body_of(std::string const& event) const { return bodies_.at(event); }

private:
  static rubrica::sandbox::server_options options() {
    rubrica::sandbox::server_options out;
    out.rate_limit = 0;
    out.acceptance_sent_after = std::chrono::seconds(1);
    return out;
  }

  static rubrica::signing::signer person(std::string const& name, std::string const& email) {
    rubrica::signing::signer out;
    out.name = name;
    out.email = email;
    out.refusable = true;
    return out;
  }

  /// A running envelope with Ana, and the others.
  rubrica::signing::sent send(std::vector<rubrica::signing::signer> others = {}) {
    rubrica::signing::request request;
    request.files.push_back(
        {.bytes = "%PDF-1.4\n%%EOF\n", .name = "contrato.pdf", .type = "contrato", .description = "Um exemplo"});
    request.signers.push_back(person("Ana Souza", "ana@acme.example"));
    for (auto& one : others) request.signers.push_back(std::move(one));
    return rubrica::signing::sender(client_).send(request).value();
  }

  void signed_by_all() {
    auto const sent = send();
    server_.sign(sent.signers[0].text()).value();
  }

  void changed_and_refused() {
    auto const sent = send({person("Rui Lima", "rui@acme.example"), person("Bia Reis", "bia@acme.example")});
    rubrica::clicksign::envelope_changes changes;
    changes.deadline = rubrica::timestamp(server_.now() + std::chrono::hours(24 * 20));
    changes.auto_close = false;
    changes.locale = rubrica::clicksign::locale(rubrica::clicksign::locale::en_us);
    changes.block_after_refusal = false;
    client_.envelopes().update(sent.envelope, changes).value();
    add_evidence(sent);
    client_.signers().remove(sent.envelope, sent.signers[2]).value();
    server_.bounce(sent.signers[0].text()).value();
    server_.refuse(sent.signers[1].text(), "Dados incorretos", "O valor não confere.").value();
  }

  void add_evidence(rubrica::signing::sent const& sent) {
    auto const before = rubrica::timestamp(server_.now() - std::chrono::minutes(1));
    rubrica::clicksign::new_token_event token;
    token.occurred_at = before;
    token.signer_name = "Ana Souza";
    token.signer_email = "ana@acme.example";
    client_.documents().add_event(sent.envelope, sent.documents[0], token).value();
    rubrica::clicksign::new_image_event image;
    image.title = "Foto da assinatura";
    image.occurred_at = before;
    image.filename = "foto.png";
    image.bytes = "\x89PNG\r\n\x1a\n";
    client_.documents().add_event(sent.envelope, sent.documents[0], image).value();
  }

  void closed_and_cancelled() {
    auto const closed = send({person("Rui Lima", "rui@acme.example")});
    server_.sign(closed.signers[0].text()).value();
    client_.documents().close(closed.envelope, closed.documents[0]).value();
    client_.envelopes().cancel(send().envelope).value();
  }

  void activated_later() {
    namespace clicksign = rubrica::clicksign;
    auto const envelope = client_.envelopes().create({.name = "Contrato"}).value();
    client_.envelopes().activate_later(envelope.id).value(); // fails: there is nothing to sign
    clicksign::new_requirement agree;
    agree.document = client_.documents().create(envelope.id, {.filename = "a.pdf", .bytes = "%PDF-1.4\n%%EOF\n"}).value().id;
    agree.signer = client_.signers().create(envelope.id, {.name = "Ana Souza", .email = "ana@acme.example"}).value().id;
    agree.role = clicksign::role::sign;
    client_.requirements().create(envelope.id, agree).value();
    auto prove = agree;
    prove.action = clicksign::requirement_action::provide_evidence;
    prove.role = {};
    prove.auth = clicksign::auth::email;
    client_.requirements().create(envelope.id, prove).value();
    client_.envelopes().activate_later(envelope.id).value();
  }

  std::string new_term(std::string const& phone) {
    rubrica::clicksign::new_acceptance_term term;
    term.title = "Proposta";
    term.message = "Você aceita a proposta?";
    term.signer_name = "Ana Souza";
    term.signer_phone = phone;
    return client_.acceptance_terms().create(term).value().id.text();
  }

  void acceptance_terms() {
    using answer = rubrica::sandbox::acceptance_answer;
    auto const accepted = new_term("11987654321");
    auto const refused = new_term("11987654322");
    auto const lost = new_term("11987654323");
    auto const cancelled = new_term("11987654324");
    new_term("11987654325"); // nobody answers
    server_.advance(std::chrono::seconds(2));
    server_.answer_acceptance(accepted, answer::accepted).value();
    server_.answer_acceptance(refused, answer::refused).value();
    server_.answer_acceptance(lost, answer::undeliverable).value();
    client_.acceptance_terms().cancel(rubrica::acceptance_term_id(cancelled)).value();
  }

  /// What happens before the activation, such as the upload, the simulator tells only in the history of later callbacks.
  void events_of_drafts() {
    json const signature = bodies_.at("sign");
    for (json const& event : signature["document"]["events"]) {
      json body = signature;
      body["event"] = event;
      bodies_.emplace(event["name"].get<std::string>(), std::move(body));
    }
  }

  /// The simulator checks nobody, so these have the data of an opened page, and the result that each kind of check tells.
  void failed_checks() {
    json const results[] = {{{"name", "attempts_by_whatsapp_exceeded"}},
                            {{"name", "attempts_by_liveness_or_facematch_exceeded"}},
                            {{"name", "liveness_refused"},
                             {"unico_result", {{"code", "1.2"}, {"score", 12.5}, {"message", "Prova de vida reprovada"}}}},
                            {{"name", "facematch_refused"}, {"facematch", {{"score", 0.31}, {"document_type", "cnh"}}}},
                            {{"name", "identity_biometrics_refused"},
                             {"identity_biometrics",
                              {{"status", "rejected"},
                               {"provider", "verify"},
                               {"checks", {{"liveness", "approved"}, {"identity_verification", "rejected"}}}}}},
                            {{"name", "biometric_refused"}},
                            {{"name", "documentscopy_refused"}},
                            {{"name", "ocr_refused"}},
                            {{"name", "registro_civil_refused"}}};
    for (json const& result : results) {
      json body = bodies_.at("signature_started");
      body["event"]["name"] = result["name"];
      json& data = body["event"]["data"];
      for (auto const& [member, value] : result.items()) {
        if (member != "name") data[member] = value;
      }
      bodies_.emplace(result["name"].get<std::string>(), std::move(body));
    }
  }

  rubrica::sandbox::server server_;
  rubrica::clicksign::client client_;
  std::map<std::string, json> bodies_{};
};

} // namespace trigger
