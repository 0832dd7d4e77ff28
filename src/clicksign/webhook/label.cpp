#include <rubrica/clicksign/webhook/label.hpp>

#include "core/wording.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace {

using clicksign::webhook::acceptance_status;
using clicksign::webhook::check_result;
using clicksign::webhook::event_name;
using detail::worded;

constexpr worded<event_name> event_words[] = {
    {event_name::upload, {"Documento enviado à ClickSign", "Document uploaded"}},
    {event_name::add_signer, {"Signatário adicionado", "Signer added"}},
    {event_name::remove_signer, {"Signatário removido", "Signer removed"}},
    {event_name::signature_started, {"Abriu a página de assinatura", "Opened the signing page"}},
    {event_name::sign, {"Assinou", "Signed"}},
    {event_name::refusal, {"Recusou a assinatura", "Refused to sign"}},
    {event_name::close, {"Documento finalizado", "Document closed"}},
    {event_name::auto_close, {"Documento finalizado automaticamente", "Document closed automatically"}},
    {event_name::document_closed, {"Documento assinado disponível", "Signed document ready"}},
    {event_name::deadline, {"Prazo encerrado", "Deadline reached"}},
    {event_name::cancel, {"Documento cancelado", "Document cancelled"}},
    {event_name::update_deadline, {"Prazo alterado", "Deadline changed"}},
    {event_name::update_auto_close, {"Finalização automática alterada", "Automatic closing changed"}},
    {event_name::update_locale, {"Idioma alterado", "Language changed"}},
    {event_name::update_block_after_refusal, {"Bloqueio após recusa alterado", "Blocking after a refusal changed"}},
    {event_name::add_image, {"Imagem adicionada", "Picture added"}},
    {event_name::custom, {"Registro adicionado pela API", "Entry added through the API"}},
    {event_name::attempts_by_whatsapp_exceeded, {"Tentativas por WhatsApp esgotadas", "Too many attempts over WhatsApp"}},
    {event_name::attempts_by_liveness_or_facematch_exceeded,
     {"Tentativas de biometria facial esgotadas", "Too many attempts at the facial check"}},
    {event_name::liveness_refused, {"Selfie dinâmica recusada", "Liveness check failed"}},
    {event_name::facematch_refused, {"Comparação do rosto com o documento recusada", "Face does not match the document"}},
    {event_name::identity_biometrics_refused, {"Biometria (base ampliada) recusada", "Identity biometrics failed"}},
    {event_name::biometric_refused, {"Biometria facial recusada", "Facial biometrics failed"}},
    {event_name::documentscopy_refused, {"Documentoscopia recusada", "Document check failed"}},
    {event_name::ocr_refused, {"Leitura do documento recusada", "Document could not be read"}},
    {event_name::registro_civil_refused, {"Consulta ao registro civil recusada", "Civil registry check failed"}},
    {event_name::tracking_notification_error, {"Mensagem não entregue", "Message not delivered"}},
    {event_name::envelope_activated, {"Envelope ativado", "Envelope activated"}},
    {event_name::envelope_activation_failed, {"Ativação do envelope falhou", "Envelope could not be activated"}},
    {event_name::acceptance_term_enqueued, {"Aceite na fila de envio", "Acceptance waits to be sent"}},
    {event_name::acceptance_term_sent, {"Aceite enviado", "Acceptance sent"}},
    {event_name::acceptance_term_completed, {"Aceite confirmado", "Acceptance given"}},
    {event_name::acceptance_term_refused, {"Aceite recusado", "Acceptance refused"}},
    {event_name::acceptance_term_cancelled, {"Aceite cancelado", "Acceptance cancelled"}},
    {event_name::acceptance_term_expired, {"Aceite expirado", "Acceptance expired"}},
    {event_name::acceptance_term_error, {"Aceite com erro", "Acceptance failed"}},
};
static_assert(detail::words_all(event_words));

constexpr worded<acceptance_status> acceptance_words[] = {
    {acceptance_status::enqueued, {"Na fila", "In the queue"}},
    {acceptance_status::processing, {"Em processamento", "Being processed"}},
    {acceptance_status::sent, {"Enviado", "Sent"}},
    {acceptance_status::completed, {"Aceito", "Accepted"}},
    {acceptance_status::refused, {"Recusado", "Refused"}},
    {acceptance_status::cancelled, {"Cancelado", "Cancelled"}},
    {acceptance_status::expired, {"Expirado", "Expired"}},
    {acceptance_status::error, {"Com erro", "Failed"}},
    {acceptance_status::pending, {"Pendente", "Pending"}},
};
static_assert(detail::words_all(acceptance_words));

constexpr worded<check_result> check_words[] = {
    {check_result::approved, {"Aprovado", "Approved"}},
    {check_result::rejected, {"Reprovado", "Rejected"}},
    {check_result::inconclusive, {"Inconclusivo", "Inconclusive"}},
    {check_result::refused, {"Recusado", "Refused"}},
};
static_assert(detail::words_all(check_words));

} // namespace

std::string label(event_name const& value, language language) {
  return detail::label_in(language, value, event_words);
}

std::string label(acceptance_status const& value, language language) {
  return detail::label_in(language, value, acceptance_words);
}

std::string label(check_result const& value, language language) {
  return detail::label_in(language, value, check_words);
}

RUBRICA_END_NAMESPACE
