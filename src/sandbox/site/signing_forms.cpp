#include "sandbox/site/signing_forms.hpp"

#include "sandbox/service/delegation.hpp"
#include "sandbox/service/evidence.hpp"
#include "sandbox/site/html.hpp"
#include "text/ascii.hpp"

#include <rubrica/clicksign/label.hpp>
#include <rubrica/core/label.hpp>

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr auto portuguese = language::portuguese;
constexpr std::string_view name_field = "delegado-nome";
constexpr std::string_view email_field = "delegado-email";
constexpr std::string_view phone_field = "delegado-celular";

std::string field_error(std::string_view field, std::string_view text) {
  return text.empty() ? std::string() : fmt::format("<p class=\"wrong\" id=\"{}-erro\">{}</p>", field, escaped(text));
}

/// The attributes that tie a field to what is wrong with it.
std::string wrong_attributes(std::string_view field, std::string_view text) {
  return text.empty() ? std::string() : fmt::format(" aria-invalid=\"true\" aria-describedby=\"{}-erro\"", field);
}

/// A form of its own: Enter in the field for the code must sign, not send another code.
std::string code_form(signer const& who, std::string const& channel) {
  std::string const way = channel == "presential" ? "e-mail do anfitrião" : label(clicksign::authentication(channel), portuguese);
  return fmt::format(
      "<form class=\"box\" method=\"post\"><h2>Código</h2><p>Para assinar, confirme o código enviado por {}.</p>{}</form>",
      escaped(way), button("codigo", who.code.empty() ? "Receber código" : "Enviar outro código"));
}

std::string code_field(refused_form const& before) {
  std::string const wrong = before.why.rule == "wrong_code" ? sentence_of(before.why) : std::string();
  return fmt::format("<label for=\"codigo\">Código de 6 algarismos</label><input id=\"codigo\" name=\"codigo\" "
                     "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"6\" value=\"{}\"{}>{}",
                     escaped(before.typed.field("codigo")), wrong_attributes("codigo", wrong), field_error("codigo", wrong));
}

/// A browser does not keep chosen files: after a refusal all are chosen again, and the wrong ones say what is wrong.
std::string file_problem(asked_file const& asked, refused_form const& before) {
  if (before.why.rule != "file_missing" && before.why.rule != "wrong_file") return {};
  auto const found = before.typed.files.find(std::string(asked.field));
  if (found == before.typed.files.end() || found->second.bytes == 0) return "Escolha este arquivo.";
  if (is_of_kind(asked, found->second.filename)) return {};
  return asked.may_be_pdf ? "Escolha uma foto ou um PDF." : "Escolha uma foto.";
}

std::string file_field(asked_file const& asked, refused_form const& before) {
  std::string name = label(clicksign::authentication(asked.authentication), portuguese);
  if (!asked.side.empty()) name += fmt::format(" ({})", asked.side);
  std::string const wrong = file_problem(asked, before);
  return fmt::format("<label for=\"{0}\">{1}</label><input type=\"file\" id=\"{0}\" name=\"{0}\" accept=\"image/*{2}\"{3}>{4}",
                     asked.field, escaped(name), asked.may_be_pdf ? ",.pdf" : "", wrong_attributes(asked.field, wrong),
                     field_error(asked.field, wrong));
}

std::string evidence_fields(std::vector<std::string> const& auths, refused_form const& before) {
  std::string out;
  for (std::string const& one : auths) {
    auto const files = files_for({one});
    if (one == code_among(auths)) {
      out += code_field(before);
    } else if (files.empty()) {
      out += fmt::format("<p><small>{}: o simulador aceita sem conferir.</small></p>",
                         escaped(label(clicksign::authentication(one), portuguese)));
    }
    for (asked_file const& file : files) out += file_field(file, before);
  }
  return out;
}

std::string contact_field(std::string_view id, std::string_view name, std::string_view kind, refused_form const& before,
                          char const* rule) {
  std::string const wrong = before.why.rule == rule ? sentence_of(before.why) : std::string();
  return fmt::format("<label for=\"{0}\">{1}</label><input id=\"{0}\" name=\"{0}\" {2} value=\"{3}\"{4}>{5}", id, name, kind,
                     escaped(before.typed.field(std::string(id))), wrong_attributes(id, wrong), field_error(id, wrong));
}

} // namespace

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
      {"wrong_file", "Um arquivo não é do tipo pedido: escolha todos de novo."},
      {"no_code", "Este documento não pede código."},
      {"signed_already", "Você já assinou um destes documentos: outra pessoa não pode assinar no seu lugar."},
      {"delegate_name", "Informe o nome completo de quem vai assinar: nome e sobrenome, sem números."},
      {"delegate_email", "Informe um e-mail válido de quem vai assinar."},
      {"delegate_phone_number", "Informe o celular com DDD de quem vai assinar: dez ou onze algarismos."},
      {"delegate_is_signer", "Este e-mail é o seu. Informe o de quem vai assinar no seu lugar."},
      {"delegated_too_often", "A assinatura já foi passada adiante vezes demais."}};
  auto const found =
      std::find_if(std::begin(sentences), std::end(sentences), [&](auto const& one) { return error.rule == one.first; });
  return found == std::end(sentences) ? std::string(label(error.code, portuguese)) : found->second;
}

std::string sign_forms(envelope const& owner, signer const& who, refused_form const& before) {
  auto const auths = auths_of(owner, who);
  std::string const channel = code_among(auths);
  std::string out = channel.empty() ? std::string() : code_form(who, channel);
  if (!channel.empty() && who.code.empty()) return out;
  return out + "<form class=\"box\" method=\"post\" enctype=\"multipart/form-data\"><h2>Assinar</h2>" +
         evidence_fields(auths, before) + button("assinar", "Assinar") + "</form>";
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

std::string delegate_form(envelope const& owner, signer const& who, refused_form const& before) {
  contact_needs const needs = contact_needs_of(owner, who);
  bool const is_email_wrong = before.why.rule == "delegate_is_signer";
  std::string out = fmt::format("<details{}><summary>Outra pessoa assina no meu lugar</summary><form class=\"box\" "
                                "method=\"post\"><h2>Passar a assinatura</h2><p>Quem você informar recebe o link para assinar, e "
                                "você deixa de ser signatário.</p>",
                                before.typed.field("acao") == "delegar" ? " open" : "");
  out += contact_field(name_field, "Nome completo", "autocomplete=\"off\"", before, "delegate_name");
  if (needs.email)
    out += contact_field(email_field, "E-mail", "type=\"text\" inputmode=\"email\" autocomplete=\"off\"", before,
                         is_email_wrong ? "delegate_is_signer" : "delegate_email");
  if (needs.phone)
    out += contact_field(phone_field, "Celular com DDD", "type=\"tel\" autocomplete=\"off\"", before, "delegate_phone_number");
  return out + button("delegar", "Passar a assinatura") + "</form></details>";
}

stand_in stand_in_of(posted_form const& form) {
  std::string digits = form.field(std::string(phone_field));
  digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return !rubrica::detail::is_digit(c); }), digits.end());
  return {form.field(std::string(name_field)), form.field(std::string(email_field)), digits};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
