#pragma once

#include "clicksign/webhook/signer_table.hpp"

#include <rubrica/clicksign/webhook/payloads.hpp>
#include <rubrica/core/personal.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

namespace webhook = clicksign::webhook;

template <> struct table_of<webhook::user> {
  using type = table_of;
  using owner = webhook::user;
  static constexpr json_member list[] = {{"email", at<&owner::email>}, {"name", at<&owner::name>}};
};

template <> struct table_of<webhook::account> {
  using type = table_of;
  using owner = webhook::account;
  static constexpr json_member list[] = {
      {"key", at<&owner::key>},
      {"timestamp_signature_functionality", at<&owner::timestamp_signature_functionality>},
  };
};

template <> struct table_of<webhook::upload_event> {
  using type = table_of;
  using owner = webhook::upload_event;
  static constexpr json_member list[] = {
      {"user", at<&owner::user>},
      {"account", at<&owner::account>},
      {"deadline_at", at<&owner::deadline_at>},
      {"auto_close", at<&owner::auto_close>},
      {"locale", at<&owner::locale>},
  };
};

/// `add_signer` and `remove_signer` have the same members.
template <class Event> struct signers_table {
  using type = signers_table;
  using owner = Event;
  static constexpr json_member list[] = {
      {"user", at<&owner::user>},
      {"account", at<&owner::account>},
      {"signers", at<&owner::signers>},
  };
};
template <> struct table_of<webhook::signers_added_event> : signers_table<webhook::signers_added_event> {};
template <> struct table_of<webhook::signers_removed_event> : signers_table<webhook::signers_removed_event> {};

template <> struct table_of<webhook::signature_started_event> {
  using type = table_of;
  using owner = webhook::signature_started_event;
  static constexpr json_member list[] = {{"signer", at<&owner::signer>}, {"account", at<&owner::account>}};
};

template <> struct table_of<webhook::signed_event> {
  using type = table_of;
  using owner = webhook::signed_event;
  static constexpr json_member list[] = {
      {"signer", at<&owner::signer>},   {"secret_hmac", at_as<&owner::secret_hmac, text_or_json>},
      {"account", at<&owner::account>}, {"log_version", at<&owner::log_version>},
      {"url", at<&owner::url>},
  };
};

struct refusal_table {
  using owner = webhook::refusal_event;
  static constexpr json_member list[] = {
      {"reasons", at_as<&owner::reasons, one_or_many<std::string>>},
      {"comment", at<&owner::comment>},
  };
};
template <> struct table_of<webhook::refusal_event> {
  using type = table_of;
  using owner = webhook::refusal_event;
  static constexpr json_member list[] = {
      {"signer", at<&owner::signer>},
      {"refusal", same_owner<refusal_table>},
      {"account", at<&owner::account>},
  };
};

template <class Event> struct operator_table {
  using type = operator_table;
  using owner = Event;
  static constexpr json_member list[] = {{"user", at<&owner::user>}, {"account", at<&owner::account>}};
};
template <> struct table_of<webhook::closed_event> : operator_table<webhook::closed_event> {};
template <> struct table_of<webhook::cancelled_event> : operator_table<webhook::cancelled_event> {};
template <> struct table_of<webhook::acceptance_event> : operator_table<webhook::acceptance_event> {};

template <> struct table_of<webhook::file_ready_event> {
  using type = table_of;
  using owner = webhook::file_ready_event;
  static constexpr json_member list[] = {{"account", at<&owner::account>}};
};

template <> struct table_of<webhook::deadline_event> {
  using type = table_of;
  using owner = webhook::deadline_event;
  static constexpr json_member list[] = {{"reached_at", at<&owner::reached_at>}};
};

template <> struct table_of<webhook::settings_changed_event> {
  using type = table_of;
  using owner = webhook::settings_changed_event;
  static constexpr json_member list[] = {
      {"user", at<&owner::user>},
      {"account", at<&owner::account>},
      {"deadline_at", at<&owner::deadline_at>},
      {"auto_close", at<&owner::auto_close>},
      {"locale", at<&owner::locale>},
      {"block_after_refusal", at<&owner::block_after_refusal>},
  };
};

template <> struct table_of<webhook::image_added_event> {
  using type = table_of;
  using owner = webhook::image_added_event;
  static constexpr json_member list[] = {
      {"attachment_id", at<&owner::attachment_id>}, {"title", at<&owner::title>},
      {"occurred_at", at<&owner::occurred_at>},     {"content_hash", at<&owner::content_hash>},
      {"content_name", at<&owner::content_name>},
  };
};

template <> struct table_of<webhook::custom_event> {
  using type = table_of;
  using owner = webhook::custom_event;
  static constexpr json_member list[] = {
      {"kind", at<&owner::kind>},
      {"signer_name", at<&owner::signer_name>},
      {"signer_email", at<&owner::signer_email>},
      {"signer_phone_number", at_as<&owner::signer_phone_number, text_or_number<personal>>},
      {"occurred_at", at<&owner::occurred_at>},
  };
};

/// The two pages about `attempts_*` disagree: the signer is an object, or its row is the data itself.
template <> struct shape_of<webhook::attempts_exceeded_event> {
  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t& hint) {
    auto& event = as<webhook::attempts_exceeded_event>(object);
    if (key == "signer") return slot_for(event.signer);
    if (key == "account") return slot_for(event.account);
    return member_in<table_of<webhook::signer>>(&event.signer, key, hint);
  }
  static constexpr shape value = object_shape(&begin, &member);
};

template <> struct table_of<webhook::unico_result> {
  using type = table_of;
  using owner = webhook::unico_result;
  static constexpr json_member list[] = {
      {"code", at_as<&owner::code, text_or_number<std::string>>},
      {"score", at<&owner::score>},
      {"message", at<&owner::message>},
  };
};

template <> struct table_of<webhook::facematch> {
  using type = table_of;
  using owner = webhook::facematch;
  static constexpr json_member list[] = {
      {"score", at<&owner::score>},
      {"document_type", at<&owner::document_type>},
      {"selfie", at<&owner::selfie>},
  };
};

struct checks_table {
  using owner = webhook::identity_biometrics;
  static constexpr json_member list[] = {
      {"liveness", at<&owner::liveness>},
      {"identity_verification", at<&owner::identity_verification>},
  };
};
template <> struct table_of<webhook::identity_biometrics> {
  using type = table_of;
  using owner = webhook::identity_biometrics;
  static constexpr json_member list[] = {
      {"status", at<&owner::status>},
      {"provider", at<&owner::provider>},
      {"checks", same_owner<checks_table>},
      {"selfie", at<&owner::selfie>},
  };
};

template <> struct table_of<webhook::evidence_refused_event> {
  using type = table_of;
  using owner = webhook::evidence_refused_event;
  static constexpr json_member list[] = {
      {"signer", at<&owner::signer>},
      {"account", at<&owner::account>},
      {"unico_result", at<&owner::unico_result>},
      {"facematch", at<&owner::facematch>},
      {"identity_biometrics", at<&owner::identity_biometrics>},
  };
};

/// One signer or an array of them, added to those that are there.
struct added_signers {
  static slot begin(void* object) { return slot_for(as<std::vector<webhook::signer>>(object).emplace_back()); }
  static slot begin_array(void* object) { return {object, &value}; }
  static slot element(void* object) { return {object, &item}; }
  static constexpr shape item = object_shape(&begin, nullptr);
  static constexpr shape value{nullptr, nullptr, nullptr, nullptr, &begin, nullptr, &begin_array, &element, nullptr, nullptr};
};

/// Why an activation failed: texts or error objects of JSON:API, one or many.
struct activation_errors {
  static problem& last(void* object) { return as<std::vector<problem>>(object).back(); }
  static std::string masked(std::string_view text) { return without_personal_values(text); }

  static void text(void* object, std::string_view text) { as<std::vector<problem>>(object).emplace_back().detail = masked(text); }
  static void code(void* object, std::string_view text) { last(object).code = masked(text); }
  static void title(void* object, std::string_view text) { last(object).title = masked(text); }
  static void detail(void* object, std::string_view text) { last(object).detail = masked(text); }
  static void pointer(void* object, std::string_view text) { last(object).pointer = masked(text); }

  static slot begin(void* object) {
    as<std::vector<problem>>(object).emplace_back();
    return {object, &members};
  }
  static slot member(void* object, std::string_view key, std::size_t&) {
    if (key == "code") return {object, &code_text};
    if (key == "title") return {object, &title_text};
    if (key == "detail" || key == "message") return {object, &detail_text};
    return key == "source" ? slot{object, &source} : slot{};
  }
  static slot begin_source(void* object) { return {object, &source}; }
  static slot source_member(void* object, std::string_view key, std::size_t&) {
    return key == "pointer" ? slot{object, &pointer_text} : slot{};
  }
  static slot begin_array(void* object) { return {object, &value}; }
  static slot element(void* object) { return {object, &value}; }

  static constexpr shape code_text = scalar_shape(&code, &code);
  static constexpr shape title_text = scalar_shape(&title);
  static constexpr shape detail_text = scalar_shape(&detail);
  static constexpr shape pointer_text = scalar_shape(&pointer);
  static constexpr shape source = object_shape(&begin_source, &source_member);
  static constexpr shape members = object_shape(nullptr, &member);
  static constexpr shape value{nullptr, nullptr, nullptr, &text, &begin, nullptr, &begin_array, &element, nullptr, nullptr};
};

struct failed_notification_table {
  using owner = webhook::notification_failed_event;
  static constexpr json_member list[] = {
      {"kind", at<&owner::message_kind>},
      {"provider", at<&owner::provider>},
      {"last_status", at<&owner::last_status>},
      {"last_bounce_type", at<&owner::bounce_type>},
      {"details", at_as<&owner::details, text_or_number<personal>>},
  };
};
template <> struct table_of<webhook::notification_failed_event> {
  using type = table_of;
  using owner = webhook::notification_failed_event;
  static constexpr json_member list[] = {
      {"signer", at<&owner::signer>},
      {"notification", same_owner<failed_notification_table>},
      {"account", at<&owner::account>},
  };
};

/// A payload whose data is kept as text and then looked through by a table of its own. The three ways to say "nothing" come
/// out as one.
template <class Event, class Table> struct kept_and_read {
  static std::string& kept(void* object) {
    as<Event>(object).raw.clear();
    return as<Event>(object).raw;
  }
  static void captured(void* object) {
    auto& event = as<Event>(object);
    if (event.raw == "{}") event.raw.clear();
    if (!event.raw.empty()) read_again(event.raw, same_owner<Table>(&event));
  }
  static constexpr shape value{&nothing, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, &kept, &captured};
};

struct unknown_event_table {
  using owner = webhook::unknown_event;
  static constexpr json_member list[] = {
      {"signer", at_as<&owner::signers, added_signers>},
      {"signers", at_as<&owner::signers, added_signers>},
  };
};
template <> struct shape_of<webhook::unknown_event> : kept_and_read<webhook::unknown_event, unknown_event_table> {};

struct activation_table {
  using owner = webhook::activation_event;
  static constexpr json_member list[] = {
      {"envelope", at_as<&owner::envelope, envelope_reference>},    {"key", at_as<&owner::envelope, text_or_number<envelope_id>>},
      {"id", at_as<&owner::envelope, text_or_number<envelope_id>>}, {"errors", at_as<&owner::errors, activation_errors>},
      {"error", at_as<&owner::errors, activation_errors>},          {"message", at_as<&owner::errors, activation_errors>},
  };
};
template <> struct shape_of<webhook::activation_event> : kept_and_read<webhook::activation_event, activation_table> {};

} // namespace detail
RUBRICA_END_NAMESPACE
