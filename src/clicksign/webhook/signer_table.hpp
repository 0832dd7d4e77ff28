#pragma once

#include "clicksign/webhook/shapes.hpp"

#include <rubrica/clicksign/webhook/signer.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

template <> struct table_of<clicksign::webhook::validation> {
  using type = table_of;
  using owner = clicksign::webhook::validation;
  static constexpr json_member list[] = {{"status", at<&owner::status>}, {"name", at<&owner::name>}};
};

template <> struct table_of<clicksign::webhook::signature> {
  using type = table_of;
  using owner = clicksign::webhook::signature;
  static constexpr json_member list[] = {
      {"name", at<&owner::name>},
      {"email", at<&owner::email>},
      {"birthday", at<&owner::birthday>},
      {"documentation", at<&owner::documentation>},
      {"validation", at<&owner::validation>},
      {"ip_address", at<&owner::ip_address>},
      {"signed_at", at<&owner::signed_at>},
      {"sign_as", at_as<&owner::sign_as, one_or_many<clicksign::role>>},
  };
};

// The members are in the order of ClickSign's bodies, which is where the search for the next one begins.
template <> struct table_of<clicksign::webhook::signer> {
  using type = table_of;
  using owner = clicksign::webhook::signer;
  using files = clicksign::webhook::evidence_files;
  static constexpr json_member list[] = {
      {"id", at<&owner::id>},
      {"sign_as", at_as<&owner::sign_as, one_or_many<clicksign::role>>},
      {"list_key", at<&owner::list_key>},
      {"requested_seal_pages", at_as<&owner::requested_seal_pages, text_or_json>},
      {"key", at_as<&owner::key, text_or_number<signer_id>>},
      {"request_signature_key", at<&owner::request_signature_key>},
      {"email", at<&owner::email>},
      {"name", at<&owner::name>},
      {"birthday", at<&owner::birthday>},
      {"created_at", at<&owner::created_at>},
      {"updated_at", at<&owner::updated_at>},
      {"documentation", at<&owner::documentation>},
      {"has_documentation", at<&owner::has_documentation>},
      {"auths", at_as<&owner::auths, one_or_many<clicksign::authentication>>},
      {"selfie_enabled", at<&owner::selfie_enabled>},
      {"handwritten_enabled", at<&owner::handwritten_enabled>},
      {"official_document_enabled", at<&owner::official_document_enabled>},
      {"liveness_enabled", at<&owner::liveness_enabled>},
      {"facial_biometrics_enabled", at<&owner::facial_biometrics_enabled>},
      {"communicate_by", at<&owner::communicate_by>},
      {"delivery", at<&owner::communicate_by>},
      {"phone_number", at_as<&owner::phone_number, text_or_number<personal>>},
      {"phone_number_hash", at<&owner::phone_number_hash>},
      {"federal_data_validation", at_as<&owner::federal_data_validation, text_or_json>},
      {"refusable", at<&owner::refusable>},
      {"group", at_as<&owner::group, text_or_number<std::string>>},
      {"url", at<&owner::url>},
      {"address", at<&owner::address>},
      {"longitude", at_as<&owner::longitude, text_or_number<personal>>},
      {"latitude", at_as<&owner::latitude, text_or_number<personal>>},
      {"validation", at<&owner::validation>},
      {"selfie_name", inside<&owner::files, &files::selfie_name>},
      {"selfie_hash", inside<&owner::files, &files::selfie_hash>},
      {"handwritten_hash", inside<&owner::files, &files::handwritten_hash>},
      {"handwritten_name", inside<&owner::files, &files::handwritten_name>},
      {"official_document_front_hash", inside<&owner::files, &files::official_document_front_hash>},
      {"official_document_back_hash", inside<&owner::files, &files::official_document_back_hash>},
      {"official_front_name", inside<&owner::files, &files::official_document_front_name>},
      {"official_back_name", inside<&owner::files, &files::official_document_back_name>},
      {"read_receipts?", at<&owner::read_receipts>},
      {"signature", at<&owner::signature>},
      {"account_id", at<&owner::account_id>},
      {"notified", at<&owner::notified>},
      {"contact", at<&owner::contact>},
      {"secret", at<&owner::secret>},
  };
};

} // namespace detail
RUBRICA_END_NAMESPACE
