#include <rubrica/signing/label.hpp>

#include "assinebem/kind_words.hpp"
#include "core/wording.hpp"
#include "signing/preflight_words.hpp"

#include <rubrica/clicksign/webhook/label.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace {

using namespace signing;
using detail::worded;
using detail::wording;

constexpr worded<process_rule> process_words[] = {
    {process_rule::cancel_only_unsigned,
     {"Só é possível cancelar enquanto ninguém assinou.", "It can be cancelled only while nobody has signed."}},
    {process_rule::delete_only_cancelled,
     {"Só é possível excluir o que foi cancelado antes.", "It can be deleted only after it was cancelled."}},
    {process_rule::send_again_only_ended,
     {"Só é possível enviar de novo quando o envio anterior foi cancelado ou terminou sem todas as assinaturas.",
      "It can be sent again only after the former envelope was cancelled, or ended without all signatures."}},
    {process_rule::signed_is_final,
     {"Alguém já assinou: não é mais possível alterar.", "Somebody has signed: it stays as it is."}},
    {process_rule::describe_only_unsigned,
     {"Alguém já assinou este documento: os dados dele não mudam mais.",
      "Somebody has signed this document: its description stays as it is."}},
    {process_rule::file_only_complete,
     {"O arquivo assinado fica disponível quando todos tiverem assinado.",
      "The signed file is there when everybody has signed."}},
    {process_rule::partial_file_only_ended,
     {"O arquivo com parte das assinaturas só fica disponível quando ninguém mais puder assinar.",
      "The file with a part of the signatures is there when no more can come."}},
    {process_rule::replace_only_unsigned,
     {"Só é possível trocar um signatário que ainda não assinou, com o envelope em andamento.",
      "A signer can be replaced only while the envelope runs and the signer has not signed."}},
};
static_assert(detail::words_all(process_words));

constexpr worded<change_kind> change_words[] = {
    {change_kind::signer_added, {"Signatário adicionado", "Signer added"}},
    {change_kind::signer_removed, {"Signatário removido", "Signer removed"}},
    {change_kind::signer_viewed, {"Signatário visualizou o documento", "Signer opened the document"}},
    {change_kind::signing_started, {"Signatário abriu a página de assinatura", "Signer opened the signing page"}},
    {change_kind::signer_signed, {"Signatário assinou", "Signer signed"}},
    {change_kind::signer_refused, {"Signatário recusou a assinatura", "Signer refused to sign"}},
    {change_kind::signer_delegated, {"Signatário delegou a assinatura", "Signer delegated the signature"}},
    {change_kind::all_signed, {"Todos assinaram", "Everybody has signed"}},
    {change_kind::closed, {"Documento finalizado", "Document closed"}},
    {change_kind::file_ready, {"Arquivo assinado disponível", "Signed file ready"}},
    {change_kind::cancelled, {"Documento cancelado", "Document cancelled"}},
    {change_kind::deadline_reached, {"Prazo encerrado", "Deadline reached"}},
    {change_kind::invalidated, {"Documento invalidado", "Document made invalid"}},
    {change_kind::conflict, {"Avisos contraditórios sobre o fim do documento", "Callbacks report two different ends"}},
    {change_kind::authentication_failed, {"Autenticação do signatário falhou", "A check of the signer failed"}},
    {change_kind::invitation_failed, {"Convite não entregue", "Invitation not delivered"}},
    {change_kind::attachment_sent, {"Anexo enviado", "Attachment sent"}},
    {change_kind::data_filled, {"Dados preenchidos", "Data filled in"}},
    {change_kind::data_checked, {"Dados conferidos", "Data checked"}},
    {change_kind::activated, {"Envelope ativado", "Envelope activated"}},
    {change_kind::activation_failed, {"Ativação do envelope falhou", "Envelope could not be activated"}},
    {change_kind::acceptance_completed, {"Aceite confirmado", "Acceptance given"}},
    {change_kind::acceptance_refused, {"Aceite recusado", "Acceptance refused"}},
    {change_kind::acceptance_ended, {"Aceite encerrado sem resposta", "Acceptance ended without an answer"}},
};
static_assert(detail::words_all(change_words));

constexpr worded<record_kind> record_words[] = {
    {record_kind::contact, {"Contato", "Contact"}}, {record_kind::opportunity, {"Oportunidade", "Opportunity"}},
    {record_kind::project, {"Projeto", "Project"}}, {record_kind::prospect, {"Prospect", "Prospect"}},
    {record_kind::client, {"Cliente", "Client"}},
};
static_assert(detail::words_all(record_words));

wording wording_of(signer_status value) {
  switch (value) {
  case signer_status::waiting: return {"Aguardando", "Waiting"};
  case signer_status::invitation_failed: return {"Convite não entregue", "Invitation not delivered"};
  case signer_status::viewed: return {"Visualizou", "Opened the document"};
  case signer_status::started: return {"Abriu a página de assinatura", "Opened the signing page"};
  case signer_status::refused: return {"Recusou", "Refused"};
  case signer_status::delegated: return {"Delegou", "Delegated"};
  case signer_status::removed: return {"Removido", "Removed"};
  case signer_status::has_signed: return {"Assinou", "Signed"};
  }
  return {};
}

wording wording_of(document_status value) {
  switch (value) {
  case document_status::unknown: return {"Sem notícias", "Nothing known yet"};
  case document_status::running: return {"Aguardando assinaturas", "Waiting for signatures"};
  case document_status::deadline_reached: return {"Prazo encerrado", "Deadline reached"};
  case document_status::closed: return {"Finalizado", "Closed"};
  case document_status::cancelled: return {"Cancelado", "Cancelled"};
  case document_status::invalidated: return {"Invalidado", "Made invalid"};
  case document_status::conflict: return {"Em conflito: confira no provedor", "In conflict: ask the provider"};
  }
  return {};
}

wording wording_of(sending_state value) {
  switch (value) {
  case sending_state::open: return {"Enviando", "Being sent"};
  case sending_state::giving_up: return {"Desfazendo o envio", "Being undone"};
  case sending_state::sent: return {"Enviado", "Sent"};
  case sending_state::given_up: return {"Não enviado", "Not sent"};
  }
  return {};
}

wording wording_of(step value) {
  switch (value) {
  case step::waiting: return {"Aguardando", "Waiting"};
  case step::envelope_created: return {"Envelope criado", "Envelope created"};
  case step::uploading: return {"Enviando o arquivo", "Uploading the file"};
  case step::document_created: return {"Documento criado", "Document created"};
  case step::signer_created: return {"Signatário criado", "Signer created"};
  case step::watcher_created: return {"Observador criado", "Watcher created"};
  case step::requirements_set: return {"Requisitos definidos", "Requirements set"};
  case step::activated: return {"Envelope ativado", "Envelope activated"};
  case step::notified: return {"Signatários avisados", "Signers called"};
  }
  return {};
}

wording wording_of(wait_reason value) {
  switch (value) {
  case wait_reason::none: return {"Nenhum motivo", "No reason"};
  case wait_reason::lost_answer: return {"Uma resposta da ClickSign se perdeu", "An answer of ClickSign was lost"};
  case wait_reason::file_processing: return {"A ClickSign está processando um arquivo", "ClickSign is processing a file"};
  case wait_reason::other_sender: return {"Outro processo está enviando", "Another process is sending it"};
  case wait_reason::list_behind:
    return {"A ClickSign ainda não mostra o que confirmou", "ClickSign does not show yet what it confirmed"};
  }
  return {};
}

wording wording_of(signed_file_state value) {
  switch (value) {
  case signed_file_state::unsigned_file: return {"Sem assinaturas", "Without signatures"};
  case signed_file_state::signed_file: return {"Com assinaturas", "With signatures"};
  case signed_file_state::unreadable: return {"Não foi possível ler as assinaturas", "Its signatures cannot be read"};
  }
  return {};
}

wording wording_of(signature_verdict value) {
  switch (value) {
  case signature_verdict::valid: return {"Íntegra", "Intact"};
  case signature_verdict::valid_when_signed:
    return {"Íntegra; o certificado venceu depois da assinatura", "Intact; the certificate has expired since"};
  case signature_verdict::unchecked:
    return {"Íntegra; o certificado não foi conferido", "Intact; the certificate was not checked"};
  case signature_verdict::untrusted: return {"Íntegra; certificado não confiável", "Intact; the certificate is not trusted"};
  case signature_verdict::not_valid_when_signed:
    return {"Íntegra; certificado fora da validade ao assinar", "Intact; the certificate was not valid when it was signed"};
  case signature_verdict::weak: return {"Algoritmo fraco: pode ter sido falsificada", "Weak algorithm: it may be forged"};
  case signature_verdict::altered: return {"Alterada depois de assinada", "Changed after it was signed"};
  case signature_verdict::broken: return {"Malformada", "Malformed"};
  case signature_verdict::unsupported: return {"De um tipo que não é conferido", "Of a kind that is not checked"};
  }
  return {};
}

wording wording_of(signature_kind value) {
  switch (value) {
  case signature_kind::signature: return {"Assinatura", "Signature"};
  case signature_kind::document_time_stamp: return {"Carimbo do tempo", "Time stamp"};
  }
  return {};
}

wording wording_of(time_source value) {
  switch (value) {
  case time_source::none: return {"Data desconhecida", "No known time"};
  case time_source::dictionary: return {"Data informada no PDF", "Time in the PDF"};
  case time_source::signed_attribute: return {"Data informada por quem assinou", "Time given by the signer"};
  case time_source::time_stamp: return {"Carimbo do tempo", "Time stamp"};
  }
  return {};
}

} // namespace

std::string label(preflight_rule const& value, language language) {
  return detail::label_in(language, value, preflight_words);
}

std::string label(process_rule const& value, language language) {
  return detail::label_in(language, value, process_words);
}

std::string label(problem const& value, language language) {
  if (preflight_rule const rule(value.code); rule.is_known()) return label(rule, language);
  return value.detail.empty() ? value.title : value.detail;
}

std::string label(error_info const& value, language language) {
  if (process_rule const rule(value.rule); rule.is_known()) return label(rule, language);
  return std::string(label(value.code, language));
}

std::string label(change_kind const& value, language language) {
  return detail::label_in(language, value, change_words);
}

std::string label(timeline_line const& value, language language) {
  if (value.document.assinebem() == nullptr) return label(clicksign::webhook::event_name(value.what), language);
  auto const kind = assinebem::kind_of_hint(value.what);
  return kind ? std::string(detail::in(language, assinebem::kind_words[*kind])) : value.what;
}

std::string label(record_kind const& value, language language) {
  return detail::label_in(language, value, record_words);
}

std::string_view label(signer_status value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(document_status value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(sending_state value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(step value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(wait_reason value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(signed_file_state value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(signature_verdict value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(signature_kind value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(time_source value, language language) {
  return detail::in(language, wording_of(value));
}

RUBRICA_END_NAMESPACE
