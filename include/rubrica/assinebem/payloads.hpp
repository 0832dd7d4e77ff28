#pragma once

#include <rubrica/assinebem/codes.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

// AssineBem's nine callbacks, with its numbers (assinebem §7). Any member may be empty: absent, null, "" and a value of another
// type are the same. Times are written `DD/MM/YYYY HH:MI:SS` without an offset; Brasilia's is assumed, and
// `timestamp::offset_assumed()` is true.

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

/// One party's signature on a finished document.
struct party_signature {
  assinebem::party_id party_id{}; ///< wire: `id_externo`
  timestamp created_at{};         ///< wire: `dt_criado`
  timestamp viewed_at{};          ///< wire: `dt_visualizado`
  timestamp signed_at{};          ///< wire: `dt_assinado`; empty for a party that only views or has delegated
  std::string signature_id{};     ///< wire: `identificador_assinatura`
};

/// 1. All parties have signed: the document is finished. Comes once, before or after the last `party_signed`.
struct document_signed {
  assinebem::document_id document_id{};   ///< wire: `dados.documento.id_externo`
  std::vector<party_signature> parties{}; ///< wire: `dados.partes`
};

/// 2. The check of a party's data has a new result. Every client that has a document with this party gets it.
struct party_status_changed {
  assinebem::external_id external_id{}; ///< wire: `id_externo`; the document's or, just as likely, the party's
  party_status status{};                ///< wire: `id_status_parte`
};

/// 3. AssineBem made the document invalid.
struct document_invalidated {
  assinebem::document_id document_id{}; ///< wire: `dados.documento.id_externo`
  std::string reason{};                 ///< wire: `dados.documento.motivo`; a sentence
};

/// 4. A party signed.
struct party_signed {
  assinebem::document_id document_id{}; ///< wire: `id_externo_documento`
  assinebem::party_id party_id{};       ///< wire: `id_externo_contato`
  std::string signature_id{};           ///< wire: `identificador_assinatura`
};

/// 5. A party refused to sign. This ends nothing: the document stays valid, and the party may still sign.
struct party_refused {
  assinebem::document_id document_id{}; ///< wire: `id_externo_documento`
  assinebem::party_id party_id{};       ///< wire: `id_externo_contato`
  std::string reason{};                 ///< wire: `motivo_recusa`; the text that the party chose, not a code
  std::string description{};            ///< wire: `descricao`; the party's own words, if any
};

/// 6. A party filled in its data.
struct party_data_filled {
  assinebem::external_id external_id{}; ///< wire: `id_externo`; the document's or the party's
  personal cpf{};                       ///< wire: `cpf`; as sent, a number padded to 11 digits; never checked
  personal birth_date{};                ///< wire: `dt_nascimento`; `DD/MM/YYYY`
  std::string description{};            ///< wire: `descricao`
};

/// The person who signs in place of another.
struct delegate_details {
  personal name{};           ///< wire: `nome`
  personal cpf{};            ///< wire: `cpf`; as in `party_data_filled`
  personal email{};          ///< wire: `email`
  personal area_code{};      ///< wire: `ddd`
  personal phone{};          ///< wire: `telefone`; without the area code
  std::string slot_id{};     ///< wire: `id_externo_slot`
  std::string party_label{}; ///< wire: `identificacao_parte`
};

/// 7. A party delegated its signature: the delegate must sign now, the delegator no longer.
struct party_delegated {
  assinebem::document_id document_id{}; ///< wire: `id_externo_documento`
  assinebem::party_id delegator_id{};   ///< wire: `id_externo_delegador`
  assinebem::party_id delegate_id{};    ///< wire: `id_externo_delegado`
  delegate_details delegate{};          ///< wire: `parte_delegado`
};

/// 8. A party opened the document.
struct document_viewed {
  assinebem::document_id document_id{}; ///< wire: `id_externo_documento`
  assinebem::party_id party_id{};       ///< wire: `id_externo_contato`
  timestamp viewed_at{};                ///< wire: `dt_visualizado`
};

/// A file that a party sent. Its ids are internal to AssineBem; they are not a `party_id` or `document_id`.
struct attached_file {
  std::string id{};                ///< wire: `id_documento_parte_anexo`
  std::string document_party_id{}; ///< wire: `id_documento_parte`
  std::string config_id{};         ///< wire: `id_doc_config_anexo`
  attachment_status status{};      ///< wire: `id_status_doc_anexo`
  std::string name{};              ///< wire: `nome_arquivo`
  secret untrusted_path{};   ///< wire: `caminho_arquivo`; may be a link to the file. Not a local path, and not safe to fetch
  timestamp created_at{};    ///< wire: `dt_criacao`
  std::string status_text{}; ///< wire: `descricao_status_documento_anexo`
};

/// An attachment that a party was asked for, and its files.
struct attachment {
  std::string name{};                 ///< wire: `identificacao`
  std::string label{};                ///< wire: `label`; the text shown to the party
  std::optional<bool> required{};     ///< wire: `obrigatorio`; 0 or 1, AssineBem's default is 0
  attachment_position position{};     ///< wire: `posicao`
  std::optional<int> file_limit{};    ///< wire: `limite_arquivos`
  std::vector<attached_file> files{}; ///< wire: `arquivos`
};

/// 9. A party sent files.
struct attachment_sent {
  assinebem::document_id document_id{};  ///< wire: `id_externo_documento`
  assinebem::party_id party_id{};        ///< wire: `id_externo_contato`
  std::vector<attachment> attachments{}; ///< wire: `anexo`
};

/// A JSON object that has nothing in common with the nine callbacks: one that this version of rubrica does not know. The text is
/// in `callback::raw`.
struct unknown {};

using payload = std::variant<document_signed, party_status_changed, document_invalidated, party_signed, party_refused,
                             party_data_filled, party_delegated, document_viewed, attachment_sent, unknown>;

} // namespace assinebem
RUBRICA_END_NAMESPACE
