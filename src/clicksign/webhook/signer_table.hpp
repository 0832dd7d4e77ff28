#pragma once

#include "clicksign/webhook/value_readers.hpp"

#include <rubrica/clicksign/webhook/signer.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

constexpr auto json_members(detail::tag<validation>) {
  return member_list({{"status", member<&validation::status>}, {"name", member<&validation::name>}});
}

constexpr auto json_members(detail::tag<signature>) {
  return member_list({
      {"name", member<&signature::name>},
      {"email", member<&signature::email>},
      {"birthday", member<&signature::birthday>},
      {"documentation", member<&signature::documentation>},
      {"validation", member<&signature::validation>},
      {"ip_address", member<&signature::ip_address>},
      {"signed_at", member<&signature::signed_at>},
      {"sign_as", member_as<&signature::sign_as, one_or_many<role>>},
  });
}

// In the order of ClickSign's bodies, which makes the search for the next member fast.
constexpr auto json_members(detail::tag<signer>) {
  return member_list({
      {"id", member<&signer::id>},
      {"sign_as", member_as<&signer::sign_as, one_or_many<role>>},
      {"list_key", member<&signer::list_key>},
      {"requested_seal_pages", member_as<&signer::requested_seal_pages, text_or_json>},
      {"key", member_as<&signer::key, text_or_number<signer_id>>},
      {"request_signature_key", member<&signer::request_signature_key>},
      {"email", member<&signer::email>},
      {"name", member<&signer::name>},
      {"birthday", member<&signer::birthday>},
      {"created_at", member<&signer::created_at>},
      {"updated_at", member<&signer::updated_at>},
      {"documentation", member<&signer::documentation>},
      {"has_documentation", member<&signer::has_documentation>},
      {"auths", member_as<&signer::auths, one_or_many<authentication>>},
      {"selfie_enabled", member<&signer::selfie_enabled>},
      {"handwritten_enabled", member<&signer::handwritten_enabled>},
      {"official_document_enabled", member<&signer::official_document_enabled>},
      {"liveness_enabled", member<&signer::liveness_enabled>},
      {"facial_biometrics_enabled", member<&signer::facial_biometrics_enabled>},
      {"communicate_by", member<&signer::communicate_by>},
      {"delivery", member<&signer::communicate_by>},
      {"phone_number", member_as<&signer::phone_number, text_or_number<personal>>},
      {"phone_number_hash", member<&signer::phone_number_hash>},
      {"federal_data_validation", member_as<&signer::federal_data_validation, text_or_json>},
      {"refusable", member<&signer::refusable>},
      {"group", member_as<&signer::group, text_or_number<std::string>>},
      {"url", member<&signer::url>},
      {"address", member<&signer::address>},
      {"longitude", member_as<&signer::longitude, text_or_number<personal>>},
      {"latitude", member_as<&signer::latitude, text_or_number<personal>>},
      {"validation", member<&signer::validation>},
      {"selfie_name", inside<&signer::files, &evidence_files::selfie_name>},
      {"selfie_hash", inside<&signer::files, &evidence_files::selfie_hash>},
      {"handwritten_hash", inside<&signer::files, &evidence_files::handwritten_hash>},
      {"handwritten_name", inside<&signer::files, &evidence_files::handwritten_name>},
      {"official_document_front_hash", inside<&signer::files, &evidence_files::official_document_front_hash>},
      {"official_document_back_hash", inside<&signer::files, &evidence_files::official_document_back_hash>},
      {"official_front_name", inside<&signer::files, &evidence_files::official_document_front_name>},
      {"official_back_name", inside<&signer::files, &evidence_files::official_document_back_name>},
      {"read_receipts?", member<&signer::read_receipts>},
      {"signature", member<&signer::signature>},
      {"account_id", member<&signer::account_id>},
      {"notified", member<&signer::notified>},
      {"contact", member<&signer::contact>},
      {"secret", member<&signer::secret>},
  });
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
