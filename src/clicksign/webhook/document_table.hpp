#pragma once

#include "clicksign/webhook/event_reader.hpp"
#include "clicksign/webhook/signer_table.hpp"

#include <rubrica/clicksign/webhook/document.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

template <> struct table_of<clicksign::webhook::downloads> {
  using type = table_of;
  using owner = clicksign::webhook::downloads;
  static constexpr json_member list[] = {
      {"original_file_url", at<&owner::original_file_url>},
      {"signed_file_url", at<&owner::signed_file_url>},
      {"ziped_file_url", at<&owner::zipped_file_url>},
  };
};

template <> struct table_of<clicksign::webhook::template_used> {
  using type = table_of;
  using owner = clicksign::webhook::template_used;
  static constexpr json_member list[] = {
      {"key", at<&owner::key>},
      {"data", at_as<&owner::data, json_unless_null>},
  };
};

/// An object, or only its key as a text.
struct template_shape {
  using held = std::optional<clicksign::webhook::template_used>;
  static void string(void* object, std::string_view text) {
    if (!text.empty()) as<held>(object).emplace().key.assign(text);
  }
  static slot begin(void* object) { return slot_for(as<held>(object).emplace()); }
  static constexpr shape value{nullptr, nullptr, nullptr, &string, &begin, nullptr, nullptr, nullptr, nullptr, nullptr};
};

struct links_table {
  using owner = clicksign::webhook::document_snapshot;
  static constexpr json_member list[] = {{"self", at<&owner::self>}};
};

template <> struct table_of<clicksign::webhook::document_snapshot> {
  using type = table_of;
  using owner = clicksign::webhook::document_snapshot;
  static constexpr json_member list[] = {
      {"key", at_as<&owner::key, text_or_number<document_id>>},
      {"account_key", at<&owner::account_key>},
      {"path", at<&owner::path>},
      {"filename", at<&owner::filename>},
      {"uploaded_at", at<&owner::uploaded_at>},
      {"updated_at", at<&owner::updated_at>},
      {"finished_at", at<&owner::finished_at>},
      {"deadline_at", at<&owner::deadline_at>},
      {"status", at<&owner::status>},
      {"auto_close", at<&owner::auto_close>},
      {"locale", at<&owner::locale>},
      {"metadata", at_as<&owner::metadata, text_or_json>},
      {"sequence_enabled", at<&owner::sequence_enabled>},
      {"signable_group", at_as<&owner::signable_group, text_or_number<std::string>>},
      {"remind_interval", at<&owner::remind_interval>},
      {"block_after_refusal", at<&owner::block_after_refusal>},
      {"preview", at<&owner::preview>},
      {"downloads", at<&owner::downloads>},
      {"template", at_as<&owner::made_from, template_shape>},
      {"signers", at<&owner::signers>},
      {"events", at<&owner::events>},
      {"attachments", at_as<&owner::attachments, json_unless_null>},
      {"links", same_owner<links_table>},
  };
};

} // namespace detail
RUBRICA_END_NAMESPACE
