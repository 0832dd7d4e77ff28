#pragma once

#include "clicksign/webhook/event_reader.hpp"
#include "clicksign/webhook/signer_table.hpp"

#include <rubrica/clicksign/webhook/document.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

constexpr auto json_members(detail::tag<downloads>) {
  return member_list({
      {"original_file_url", member<&downloads::original_file_url>},
      {"signed_file_url", member<&downloads::signed_file_url>},
      {"ziped_file_url", member<&downloads::zipped_file_url>},
  });
}

constexpr auto json_members(detail::tag<template_used>) {
  return member_list({
      {"key", member<&template_used::key>},
      {"data", member_as<&template_used::data, json_unless_null>},
  });
}

/// An object, or only its key as a string.
struct template_reader {
  using held = std::optional<template_used>;
  static void string(void* object, std::string_view text) {
    if (!text.empty()) as<held>(object).emplace().key.assign(text);
  }
  static target begin(void* object) { return target_for(as<held>(object).emplace()); }
  static constexpr value_handler value = value_handler().on_string(&string).on_object(&begin);
};

inline constexpr auto links_table = member_list({{"self", member<&document_snapshot::self>}});

constexpr auto json_members(detail::tag<document_snapshot>) {
  return member_list({
      {"key", member_as<&document_snapshot::key, text_or_number<document_id>>},
      {"account_key", member<&document_snapshot::account_key>},
      {"path", member<&document_snapshot::path>},
      {"filename", member<&document_snapshot::filename>},
      {"uploaded_at", member<&document_snapshot::uploaded_at>},
      {"updated_at", member<&document_snapshot::updated_at>},
      {"finished_at", member<&document_snapshot::finished_at>},
      {"deadline_at", member<&document_snapshot::deadline>},
      {"status", member<&document_snapshot::status>},
      {"auto_close", member<&document_snapshot::auto_close>},
      {"locale", member<&document_snapshot::locale>},
      {"metadata", member_as<&document_snapshot::metadata, text_or_json>},
      {"sequence_enabled", member<&document_snapshot::sequence_enabled>},
      {"signable_group", member_as<&document_snapshot::signable_group, text_or_number<std::string>>},
      {"remind_interval", member<&document_snapshot::remind_interval>},
      {"block_after_refusal", member<&document_snapshot::block_after_refusal>},
      {"preview", member<&document_snapshot::preview>},
      {"downloads", member<&document_snapshot::downloads>},
      {"template", member_as<&document_snapshot::made_from, template_reader>},
      {"signers", member<&document_snapshot::signers>},
      {"events", member<&document_snapshot::events>},
      {"attachments", member_as<&document_snapshot::attachments, json_unless_null>},
      {"links", same_owner<links_table>},
  });
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
