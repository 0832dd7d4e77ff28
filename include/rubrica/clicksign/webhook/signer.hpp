#pragma once

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/channel.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// The result of ClickSign's check of a signer's document number (wire: `validation`; API v1 and v2).
struct validation {
  std::string status{}; ///< such as `cpf_empty`
  personal name{};
};

/// The evidence that a signer left, as file names and hashes (API v1 and v2, `sign` only).
struct evidence_files {
  std::string selfie_name{};
  std::string selfie_hash{};
  std::string handwritten_name{};
  std::string handwritten_hash{};
  std::string official_document_front_name{}; ///< wire: `official_front_name`
  std::string official_document_front_hash{};
  std::string official_document_back_name{}; ///< wire: `official_back_name`
  std::string official_document_back_hash{};
};

/// A signature (wire: `document.signers[].signature`; API v1, clicksign-callbacks §6.5).
struct signature {
  personal name{};
  personal email{};
  personal birthday{};
  personal documentation{};
  personal ip_address{};
  webhook::validation validation{};
  timestamp signed_at{};
  std::vector<role> sign_as{};
};

/// A person who signs, as events and documents show it (clicksign-callbacks §6.3 and §6.5). Which members are filled
/// depends on the event, on the API's version and on the year; only `key` is always there.
struct signer {
  signer_id key{}; ///< API v3: the signer's id
  personal email{};
  personal name{};
  std::vector<role> sign_as{}; ///< a string or an array on the wire; empty where ClickSign sends `""`
  std::vector<authentication> auths{};
  channel communicate_by{}; ///< wire: `communicate_by` or `delivery`
  personal phone_number{};
  personal phone_number_hash{}; ///< there are so few numbers that the hash reveals the number
  personal documentation{};     ///< CPF, with punctuation
  std::optional<bool> has_documentation{};
  personal birthday{}; ///< `YYYY-MM-DD`
  timestamp created_at{};
  rubrica::secret url{}; ///< opens the signing page: whoever has it may sign
  std::string list_key{};
  rubrica::secret request_signature_key{}; ///< API v1 and 2018; part of the signing page's address
  std::string group{};                     ///< API v1: place in the order of signing
  std::optional<bool> refusable{};
  std::optional<bool> read_receipts{}; ///< wire: `read_receipts?`
  std::optional<bool> selfie_enabled{};
  std::optional<bool> handwritten_enabled{};
  std::optional<bool> official_document_enabled{};
  std::optional<bool> liveness_enabled{};
  std::optional<bool> facial_biometrics_enabled{};
  std::string requested_seal_pages{};    ///< text or JSON text; only ever seen null, which leaves it empty
  std::string federal_data_validation{}; ///< text or JSON text; only ever seen null, which leaves it empty

  // after signing
  personal address{};   ///< the signer's IP address
  personal latitude{};  ///< text or number on the wire
  personal longitude{}; ///< text or number on the wire
  webhook::validation validation{};
  evidence_files files{};
  std::optional<webhook::signature> signature{};

  // the database row that `attempts_*` show
  std::optional<std::int64_t> id{};
  std::optional<std::int64_t> account_id{};
  timestamp updated_at{};
  std::optional<bool> notified{};
  std::optional<bool> contact{};
  rubrica::secret secret{};
};

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
