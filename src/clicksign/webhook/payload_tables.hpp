#pragma once

#include "clicksign/webhook/signer_table.hpp"

#include <rubrica/clicksign/webhook/payloads.hpp>
#include <rubrica/core/personal.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

constexpr auto json_members(detail::tag<user>) {
  return member_list({{"email", member<&user::email>}, {"name", member<&user::name>}});
}

constexpr auto json_members(detail::tag<account>) {
  return member_list({
      {"key", member<&account::key>},
      {"timestamp_signature_functionality", member<&account::timestamp_signature_functionality>},
  });
}

constexpr auto json_members(detail::tag<upload_event>) {
  return member_list({
      {"user", member<&upload_event::user>},
      {"account", member<&upload_event::account>},
      {"deadline_at", member<&upload_event::deadline>},
      {"auto_close", member<&upload_event::auto_close>},
      {"locale", member<&upload_event::locale>},
  });
}

/// One signer or an array of signers, added to the existing ones.
struct added_signers {
  static target begin(void* object) { return target_for(as<std::vector<signer>>(object).emplace_back()); }
  static target begin_array(void* object) { return {object, &value}; }
  static target element(void* object) { return {object, &item}; }
  static constexpr value_handler item = value_handler().on_object(&begin);
  static constexpr value_handler value = value_handler().on_object(&begin).on_array(&begin_array).on_element(&element);
};

/// `add_signer` and `remove_signer` have the same members.
template <class Event>
inline constexpr auto signers_table = member_list({
    {"user", member<&Event::user>},
    {"account", member<&Event::account>},
    {"signers", member_as<&Event::signers, added_signers>},
    {"signer", member_as<&Event::signers, added_signers>},
});
constexpr auto json_members(detail::tag<signers_added_event>) {
  return signers_table<signers_added_event>;
}
constexpr auto json_members(detail::tag<signers_removed_event>) {
  return signers_table<signers_removed_event>;
}

constexpr auto json_members(detail::tag<signature_started_event>) {
  return member_list({
      {"signer", member<&signature_started_event::signer>},
      {"account", member<&signature_started_event::account>},
  });
}

constexpr auto json_members(detail::tag<signed_event>) {
  return member_list({
      {"signer", member<&signed_event::signer>},
      {"secret_hmac", member_as<&signed_event::secret_hmac, text_or_json>},
      {"account", member<&signed_event::account>},
      {"log_version", member<&signed_event::log_version>},
      {"url", member<&signed_event::url>},
  });
}

inline constexpr auto refusal_table = member_list({
    {"reasons", member_as<&refusal_event::reasons, one_or_many<std::string>>},
    {"comment", member<&refusal_event::comment>},
});
constexpr auto json_members(detail::tag<refusal_event>) {
  return member_list({
      {"signer", member<&refusal_event::signer>},
      {"refusal", same_owner<refusal_table>},
      {"account", member<&refusal_event::account>},
  });
}

template <class Event>
inline constexpr auto operator_table = member_list({{"user", member<&Event::user>}, {"account", member<&Event::account>}});
constexpr auto json_members(detail::tag<closed_event>) {
  return operator_table<closed_event>;
}
constexpr auto json_members(detail::tag<cancelled_event>) {
  return operator_table<cancelled_event>;
}
constexpr auto json_members(detail::tag<acceptance_event>) {
  return operator_table<acceptance_event>;
}

constexpr auto json_members(detail::tag<file_ready_event>) {
  return member_list({{"account", member<&file_ready_event::account>}});
}

constexpr auto json_members(detail::tag<deadline_event>) {
  return member_list({{"reached_at", member<&deadline_event::reached_at>}});
}

constexpr auto json_members(detail::tag<settings_changed_event>) {
  return member_list({
      {"user", member<&settings_changed_event::user>},
      {"account", member<&settings_changed_event::account>},
      {"deadline_at", member<&settings_changed_event::deadline>},
      {"auto_close", member<&settings_changed_event::auto_close>},
      {"locale", member<&settings_changed_event::locale>},
      {"block_after_refusal", member<&settings_changed_event::block_after_refusal>},
  });
}

constexpr auto json_members(detail::tag<image_added_event>) {
  return member_list({
      {"attachment_id", member<&image_added_event::attachment_id>},
      {"title", member<&image_added_event::title>},
      {"occurred_at", member<&image_added_event::occurred_at>},
      {"content_hash", member<&image_added_event::content_hash>},
      {"content_name", member<&image_added_event::content_name>},
  });
}

constexpr auto json_members(detail::tag<custom_event>) {
  return member_list({
      {"kind", member<&custom_event::kind>},
      {"signer_name", member<&custom_event::signer_name>},
      {"signer_email", member<&custom_event::signer_email>},
      {"signer_phone_number", member_as<&custom_event::signer_phone_number, text_or_number<personal>>},
      {"occurred_at", member<&custom_event::occurred_at>},
  });
}

/// The two documentation pages about `attempts_*` disagree: the signer is an object, or the data itself is the signer's row.
struct attempts_exceeded_reader {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t& hint) {
    auto& event = as<attempts_exceeded_event>(object);
    if (key == "signer") return target_for(event.signer);
    if (key == "account") return target_for(event.account);
    return member_in<members_of<signer>>(&event.signer, key, hint);
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};
attempts_exceeded_reader json_reader(detail::tag<attempts_exceeded_event>);

constexpr auto json_members(detail::tag<unico_result>) {
  return member_list({
      {"code", member_as<&unico_result::code, text_or_number<std::string>>},
      {"score", member<&unico_result::score>},
      {"message", member<&unico_result::message>},
  });
}

constexpr auto json_members(detail::tag<facematch>) {
  return member_list({
      {"score", member<&facematch::score>},
      {"document_type", member<&facematch::document_type>},
      {"selfie", member<&facematch::selfie>},
  });
}

inline constexpr auto checks_table = member_list({
    {"liveness", member<&identity_biometrics::liveness>},
    {"identity_verification", member<&identity_biometrics::identity_verification>},
});
constexpr auto json_members(detail::tag<identity_biometrics>) {
  return member_list({
      {"status", member<&identity_biometrics::status>},
      {"provider", member<&identity_biometrics::provider>},
      {"checks", same_owner<checks_table>},
      {"selfie", member<&identity_biometrics::selfie>},
  });
}

constexpr auto json_members(detail::tag<evidence_refused_event>) {
  return member_list({
      {"signer", member<&evidence_refused_event::signer>},
      {"account", member<&evidence_refused_event::account>},
      {"unico_result", member<&evidence_refused_event::unico_result>},
      {"facematch", member<&evidence_refused_event::facematch>},
      {"identity_biometrics", member<&evidence_refused_event::identity_biometrics>},
  });
}

/// Why an activation failed: strings or error objects of JSON:API, one or several.
struct activation_errors {
  static problem& last(void* object) { return as<std::vector<problem>>(object).back(); }
  static std::string masked(std::string_view text) { return without_personal_values(text); }

  static void text(void* object, std::string_view text) { as<std::vector<problem>>(object).emplace_back().detail = masked(text); }
  static void code(void* object, std::string_view text) { last(object).code = masked(text); }
  static void title(void* object, std::string_view text) { last(object).title = masked(text); }
  static void detail(void* object, std::string_view text) { last(object).detail = masked(text); }
  static void pointer(void* object, std::string_view text) { last(object).pointer = masked(text); }

  static target begin(void* object) {
    as<std::vector<problem>>(object).emplace_back();
    return {object, &members};
  }
  static target member(void* object, std::string_view key, std::size_t&) {
    if (key == "code") return {object, &code_text};
    if (key == "title") return {object, &title_text};
    if (key == "detail" || key == "message") return {object, &detail_text};
    return key == "source" ? target{object, &source} : target{};
  }
  static target begin_source(void* object) { return {object, &source}; }
  static target source_member(void* object, std::string_view key, std::size_t&) {
    return key == "pointer" ? target{object, &pointer_text} : target{};
  }
  static target begin_array(void* object) { return {object, &value}; }
  static target element(void* object) { return {object, &value}; }

  static constexpr value_handler code_text = value_handler().on_string(&code).on_number(&code);
  static constexpr value_handler title_text = value_handler().on_string(&title);
  static constexpr value_handler detail_text = value_handler().on_string(&detail);
  static constexpr value_handler pointer_text = value_handler().on_string(&pointer);
  static constexpr value_handler source = value_handler().on_object(&begin_source).on_member(&source_member);
  static constexpr value_handler members = value_handler().on_member(&member);
  static constexpr value_handler value =
      value_handler().on_string(&text).on_object(&begin).on_array(&begin_array).on_element(&element);
};

inline constexpr auto failed_notification_table = member_list({
    {"kind", member<&notification_failed_event::message_kind>},
    {"provider", member<&notification_failed_event::provider>},
    {"last_status", member<&notification_failed_event::last_status>},
    {"last_bounce_type", member<&notification_failed_event::bounce_type>},
    {"details", member_as<&notification_failed_event::details, text_or_number<personal>>},
});
constexpr auto json_members(detail::tag<notification_failed_event>) {
  return member_list({
      {"signer", member<&notification_failed_event::signer>},
      {"notification", same_owner<failed_notification_table>},
      {"account", member<&notification_failed_event::account>},
  });
}

/// A payload whose data is kept as text and then parsed by its own tables, one after the other. The three ways to say "nothing"
/// give the same result.
template <class Event, auto const&... Members> struct kept_and_read {
  static std::string& kept(void* object) {
    as<Event>(object).raw.clear();
    return as<Event>(object).raw;
  }
  static void captured(void* object) {
    auto& event = as<Event>(object);
    if (event.raw == "{}") event.raw.clear();
    if (!event.raw.empty()) (detail::read_again(event.raw, same_owner<Members>(&event)), ...);
  }
  static constexpr value_handler value = value_handler().on_null(&nothing).on_capture(&kept).on_captured(&captured);
};

inline constexpr auto unknown_event_table = member_list({
    {"signer", member_as<&unknown_event::signers, added_signers>},
    {"signers", member_as<&unknown_event::signers, added_signers>},
});
kept_and_read<unknown_event, unknown_event_table> json_reader(detail::tag<unknown_event>);

// The envelope's own member goes before `key` and `id`, which may be those of something else, in whatever order they come.
inline constexpr auto activation_id_table = member_list({{"id", member_as<&activation_event::envelope, envelope_reference>}});
inline constexpr auto activation_key_table = member_list({{"key", member_as<&activation_event::envelope, envelope_reference>}});
inline constexpr auto activation_table = member_list({
    {"envelope", member_as<&activation_event::envelope, envelope_reference>},
    {"errors", member_as<&activation_event::problems, activation_errors>},
    {"error", member_as<&activation_event::problems, activation_errors>},
    {"message", member_as<&activation_event::problems, activation_errors>},
});
kept_and_read<activation_event, activation_id_table, activation_key_table, activation_table> json_reader(
    detail::tag<activation_event>);

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
