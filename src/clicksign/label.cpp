#include <rubrica/clicksign/label.hpp>

#include "clicksign/role_words.hpp"
#include "core/wording.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace {

using namespace clicksign;
using detail::worded;

constexpr worded<authentication> authentications[] = {
    {authentication::email, {"E-mail", "E-mail"}},
    {authentication::sms, {"SMS", "SMS"}},
    {authentication::whatsapp, {"WhatsApp", "WhatsApp"}},
    {authentication::pix, {"Pix", "Pix"}},
    {authentication::icp_brasil, {"Certificado digital ICP-Brasil", "ICP-Brasil certificate"}},
    {authentication::handwritten, {"Assinatura manuscrita", "Handwritten signature"}},
    {authentication::selfie, {"Selfie com documento", "Selfie with a document"}},
    {authentication::official_document, {"Foto de documento oficial", "Photograph of an official document"}},
    {authentication::address_proof, {"Comprovante de endereço", "Proof of address"}},
    {authentication::liveness, {"Selfie dinâmica", "Liveness check"}},
    {authentication::facial_biometrics, {"Biometria facial", "Facial biometrics"}},
    {authentication::identity_biometrics, {"Biometria (base ampliada)", "Identity biometrics"}},
    {authentication::biometric, {"Biometria facial (Serpro)", "Facial biometrics (Serpro)"}},
    {authentication::documentscopy, {"Documentoscopia", "Document check"}},
    {authentication::auto_signature, {"Assinatura automática", "Automatic signature"}},
    {authentication::presential, {"Assinatura presencial", "Signature in person"}},
    {authentication::embedded_signature, {"Assinatura incorporada ao site", "Signature embedded in a site"}},
};
static_assert(detail::words_all(authentications));

constexpr worded<status> statuses[] = {
    {status::draft, {"Rascunho", "Draft"}},
    {status::running, {"Aguardando assinaturas", "Waiting for signatures"}},
    {status::cancelled, {"Cancelado", "Cancelled"}},
    {status::closed, {"Finalizado", "Closed"}},
};
static_assert(detail::words_all(statuses));

constexpr worded<channel> channels[] = {
    {channel::none, {"Sem mensagem", "No message"}},
    {channel::email, {"E-mail", "E-mail"}},
    {channel::sms, {"SMS", "SMS"}},
    {channel::whatsapp, {"WhatsApp", "WhatsApp"}},
};
static_assert(detail::words_all(channels));

constexpr worded<locale> locales[] = {
    {locale::pt_br, {"Português (Brasil)", "Portuguese (Brazil)"}},
    {locale::en_us, {"Inglês (EUA)", "English (US)"}},
};
static_assert(detail::words_all(locales));

constexpr worded<partial_signature_action> deadline_actions[] = {
    {partial_signature_action::closed, {"Finalizar com as assinaturas feitas", "Close with the signatures there are"}},
    {partial_signature_action::cancelled, {"Cancelar", "Cancel"}},
};
static_assert(detail::words_all(deadline_actions));

constexpr worded<requirement_action> duties[] = {
    {requirement_action::agree, {"Assinar", "Sign"}},
    {requirement_action::provide_evidence, {"Autenticar-se", "Authenticate"}},
    {requirement_action::rubricate, {"Rubricar", "Initial pages"}},
};
static_assert(detail::words_all(duties));

constexpr worded<rubric_kind> rubric_kinds[] = {
    {rubric_kind::initials, {"Rubrica", "Initials"}},
    {rubric_kind::manuscript, {"Assinatura manuscrita", "Handwritten signature"}},
};
static_assert(detail::words_all(rubric_kinds));

constexpr worded<watcher_kind> watcher_kinds[] = {
    {watcher_kind::all_steps, {"Todas as etapas", "All steps"}},
    {watcher_kind::on_finished, {"Só a conclusão", "The end only"}},
};
static_assert(detail::words_all(watcher_kinds));

constexpr worded<webhook_status> webhook_statuses[] = {
    {webhook_status::active, {"Ativo", "Active"}},
    {webhook_status::inactive, {"Inativo", "Inactive"}},
};
static_assert(detail::words_all(webhook_statuses));

constexpr worded<membership_role> membership_roles[] = {
    {membership_role::admin, {"Administrador", "Administrator"}},
    {membership_role::global, {"Acesso global", "Global access"}},
    {membership_role::observer, {"Observador", "Observer"}},
    {membership_role::downloader, {"Só baixa documentos", "Downloads only"}},
    {membership_role::member, {"Membro", "Member"}},
    {membership_role::guest, {"Convidado", "Guest"}},
    {membership_role::financial, {"Financeiro", "Financial"}},
    {membership_role::manager, {"Gestor", "Manager"}},
};
static_assert(detail::words_all(membership_roles));

constexpr worded<acceptance_sender> acceptance_senders[] = {
    {acceptance_sender::user, {"Usuário", "User"}},
    {acceptance_sender::account, {"Conta", "Account"}},
    {acceptance_sender::user_and_account, {"Usuário e conta", "User and account"}},
};
static_assert(detail::words_all(acceptance_senders));

constexpr worded<acceptance_flow> acceptance_flows[] = {
    {acceptance_flow::introduction, {"Apresentação", "Introduction"}},
    {acceptance_flow::waiting_acceptance, {"Aguardando resposta", "Waiting for an answer"}},
};
static_assert(detail::words_all(acceptance_flows));

constexpr worded<token_kind> token_kinds[] = {
    {token_kind::email, {"Código por e-mail", "Code by e-mail"}},
    {token_kind::sms, {"Código por SMS", "Code by SMS"}},
};
static_assert(detail::words_all(token_kinds));

constexpr worded<template_color> template_colors[] = {
    {template_color::blue, {"Azul", "Blue"}},        {template_color::turquoise, {"Turquesa", "Turquoise"}},
    {template_color::green, {"Verde", "Green"}},     {template_color::yellow, {"Amarelo", "Yellow"}},
    {template_color::orange, {"Laranja", "Orange"}}, {template_color::red, {"Vermelho", "Red"}},
    {template_color::pink, {"Rosa", "Pink"}},        {template_color::purple, {"Roxo", "Purple"}},
    {template_color::gray, {"Cinza", "Gray"}},
};
static_assert(detail::words_all(template_colors));

} // namespace

std::string label(role const& value, language language) {
  return detail::label_in(language, value, role_words);
}

std::string label(authentication const& value, language language) {
  return detail::label_in(language, value, authentications);
}

std::string label(status const& value, language language) {
  return detail::label_in(language, value, statuses);
}

std::string label(channel const& value, language language) {
  return detail::label_in(language, value, channels);
}

std::string label(locale const& value, language language) {
  return detail::label_in(language, value, locales);
}

std::string label(partial_signature_action const& value, language language) {
  return detail::label_in(language, value, deadline_actions);
}

std::string label(requirement_action const& value, language language) {
  return detail::label_in(language, value, duties);
}

std::string label(rubric_kind const& value, language language) {
  return detail::label_in(language, value, rubric_kinds);
}

std::string label(watcher_kind const& value, language language) {
  return detail::label_in(language, value, watcher_kinds);
}

std::string label(webhook_status const& value, language language) {
  return detail::label_in(language, value, webhook_statuses);
}

std::string label(membership_role const& value, language language) {
  return detail::label_in(language, value, membership_roles);
}

std::string label(acceptance_sender const& value, language language) {
  return detail::label_in(language, value, acceptance_senders);
}

std::string label(acceptance_flow const& value, language language) {
  return detail::label_in(language, value, acceptance_flows);
}

std::string label(token_kind const& value, language language) {
  return detail::label_in(language, value, token_kinds);
}

std::string label(template_color const& value, language language) {
  return detail::label_in(language, value, template_colors);
}

RUBRICA_END_NAMESPACE
