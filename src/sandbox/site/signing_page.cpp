#include "sandbox/site/signing_page.hpp"

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/accounts/storage.hpp"
#include "sandbox/service/evidence.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/scheduler.hpp"

#include <rubrica/clicksign/label.hpp>
#include <rubrica/core/label.hpp>

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr auto portuguese = language::portuguese;

/// A signer with his envelope and account; without them when nobody has this id.
struct place {
  account_state* service = nullptr;
  envelope const* owner = nullptr;
  signer const* who = nullptr;
};

place place_of(accounts const& known, std::string const& signer_id) {
  for (auto const& service : known) {
    envelope const* const owner = service->envelopes.holder_of_signer(signer_id);
    if (owner != nullptr) return {service.get(), owner, find_by_id(owner->signers, signer_id)};
  }
  return {};
}

/// What the page says instead of the form, or after a refused action.
std::string sentence_of(error_info const& error) {
  static constexpr std::pair<char const*, char const*> sentences[] = {
      {"envelope_not_running", "Este documento não pode mais ser assinado: foi finalizado, cancelado ou o prazo terminou."},
      {"signer_refused", "Você recusou a assinatura."},
      {"nothing_to_sign", "Você já assinou. Obrigado!"},
      {"blocked_after_refusal", "Outro signatário recusou, e a assinatura está suspensa."},
      {"group_not_active", "Ainda não é a sua vez: outros signatários assinam antes."},
      {"not_refusable", "Este documento não permite recusa."},
      {"wrong_code", "O código não confere. Peça um novo e digite os seis algarismos."},
      {"file_missing", "Falta um arquivo: escolha todos os que são pedidos."},
      {"no_code", "Este documento não pede código."}};
  auto const found =
      std::find_if(std::begin(sentences), std::end(sentences), [&](auto const& one) { return error.rule == one.first; });
  return found == std::end(sentences) ? std::string(label(error.code, portuguese)) : found->second;
}

std::string documents_of(place const& at) {
  std::string out = "<h2>Documentos</h2><ul>";
  for (auto const& one : at.owner->documents) {
    if (!linked(*at.owner, one->id, at.who->id)) continue;
    std::string roles;
    for (requirement const* role : roles_of(*at.owner, one->id, at.who->id))
      roles += (roles.empty() ? "" : ", ") + label(clicksign::role(role->value), portuguese);
    out +=
        fmt::format("<li><a href=\"/assinar/{}/{}\">{}</a> — {} <small>(seu papel: {})</small></li>", escaped(at.who->id),
                    escaped(one->id), isolated(one->filename), label(clicksign::status(one->status), portuguese), escaped(roles));
  }
  return out + "</ul>";
}

/// A form of its own: Enter in the field for the code must sign, not send another code.
std::string code_form(place const& at, std::string const& channel) {
  std::string const way = channel == "presential" ? "e-mail do anfitrião" : label(clicksign::authentication(channel), portuguese);
  return fmt::format(
      "<form class=\"box\" method=\"post\"><h2>Código</h2><p>Para assinar, confirme o código enviado por {}.</p>{}</form>",
      escaped(way), button("codigo", at.who->code.empty() ? "Receber código" : "Enviar outro código"));
}

std::string evidence_fields(std::vector<std::string> const& auths) {
  std::string out;
  for (std::string const& one : auths) {
    std::string const name = escaped(label(clicksign::authentication(one), portuguese));
    if (one == code_among(auths)) {
      out += "<label for=\"codigo\">Código de 6 algarismos</label><input id=\"codigo\" name=\"codigo\" inputmode=\"numeric\" "
             "autocomplete=\"one-time-code\" maxlength=\"6\">";
    } else if (asks_for_file(one)) {
      out += fmt::format("<label for=\"{0}\">{1}</label><input type=\"file\" id=\"{0}\" name=\"{0}\" accept=\"image/*,.pdf\">",
                         escaped(one), name);
    } else {
      out += fmt::format("<p><small>{}: o simulador aceita sem conferir.</small></p>", name);
    }
  }
  return out;
}

/// First the code is sent, where one is needed; then it is asked for.
std::string sign_forms(place const& at) {
  auto const auths = auths_of(*at.owner, *at.who);
  std::string const channel = code_among(auths);
  std::string const out = channel.empty() ? std::string() : code_form(at, channel);
  if (!channel.empty() && at.who->code.empty()) return out;
  return out + "<form class=\"box\" method=\"post\" enctype=\"multipart/form-data\"><h2>Assinar</h2>" + evidence_fields(auths) +
         button("assinar", "Assinar") + "</form>";
}

std::string refuse_form() {
  std::string out = "<details><summary>Não quero assinar</summary><form class=\"box\" method=\"post\"><h2>Recusar</h2>"
                    "<label for=\"motivo\">Motivo</label><select id=\"motivo\" name=\"motivo\">";
  for (char const* one : {"Dados incorretos", "Não concordo com o conteúdo", "Não reconheço este documento", "Outro motivo"})
    out += fmt::format("<option>{}</option>", escaped(one));
  return out +
         "</select><label for=\"comentario\">Comentário (opcional)</label><textarea id=\"comentario\" name=\"comentario\" "
         "rows=\"3\"></textarea>" +
         button("recusar", "Recusar a assinatura") + "</form></details>";
}

std::string message_of(envelope const& owner) {
  if (!owner.default_message.is_string() || owner.default_message.get_ref<std::string const&>().empty()) return {};
  return "<p>" + isolated(owner.default_message.get<std::string>()) + "</p>";
}

reply unknown_link() {
  return html_page(404, "Link inválido", "<h1>Link inválido</h1><p>Ninguém assina nada neste endereço.</p>");
}

} // namespace

reply signing_page::show(std::string const& signer_id, std::optional<error_info> const& error) const {
  place const at = place_of(accounts_, signer_id);
  if (at.who == nullptr) return unknown_link();
  auto const obstacle = page_obstacle(*at.owner, *at.who);
  std::string body = fmt::format("<h1>{}</h1><p>Olá, {}. {} pede a sua assinatura até {}.</p>", isolated(at.owner->name),
                                 isolated(at.who->name), account_name, shown_time(at.owner->deadline));
  body += message_of(*at.owner);
  bool const is_repeated = error && obstacle && error->rule == obstacle->rule;
  if (error && !is_repeated) body += alert(sentence_of(*error));
  if (obstacle) body += fmt::format("<p class=\"done\" role=\"status\">{}</p>", escaped(sentence_of(*obstacle)));
  body += documents_of(at);
  if (!obstacle) body += sign_forms(at) + (at.who->refusable ? refuse_form() : std::string());
  return html_page(error ? 422 : 200, "Assinar: " + at.owner->name, body);
}

reply signing_page::act(std::string const& signer_id, posted_form const& form) const {
  place const at = place_of(accounts_, signer_id);
  if (at.who == nullptr) return unknown_link();
  std::string const action = form.field("acao");
  result<void> done = make_error(errc::invalid_argument);
  if (action == "codigo") {
    done = send_code(*at.service, signer_id);
  } else if (action == "assinar") {
    done = sign_with(*at.service, signer_id, {form.field("codigo"), form.files});
  } else if (action == "recusar") {
    done = refuse(*at.service, signer_id, form.field("motivo"), form.field("comentario"));
  }
  return done ? see_other("/assinar/" + signer_id) : show(signer_id, done.error());
}

reply signing_page::file(std::string const& signer_id, std::string const& document_id) const {
  place const at = place_of(accounts_, signer_id);
  document const* const found = at.who == nullptr ? nullptr : find_by_id(at.owner->documents, document_id);
  if (found == nullptr || !linked(*at.owner, document_id, signer_id)) return unknown_link();
  std::string link = file_link(*at.service, *at.owner, *found, file_kind::signed_one);
  if (link.empty()) link = file_link(*at.service, *at.owner, *found, file_kind::original);
  return see_other(link);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
