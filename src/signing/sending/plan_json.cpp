#include "signing/sending/plan_json.hpp"

#include "crypto/base64.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using detail::json_writer;
using detail::member;

constexpr auto json_members(detail::tag<stored_position>) {
  return detail::member_list(
      {{"page", member<&stored_position::page>}, {"x", member<&stored_position::x>}, {"y", member<&stored_position::y>}});
}
constexpr auto json_members(detail::tag<stored_requirement>) {
  using one = stored_requirement;
  return detail::member_list({{"document", member<&one::document>},
                              {"signer", member<&one::signer>},
                              {"action", member<&one::action>},
                              {"role", member<&one::role>},
                              {"auth", member<&one::auth>},
                              {"pages", member<&one::pages>},
                              {"field", member<&one::field>},
                              {"kind", member<&one::kind>},
                              {"place", member<&one::place>},
                              {"positions", member<&one::positions>}});
}
constexpr auto json_members(detail::tag<stored_document>) {
  using one = stored_document;
  return detail::member_list({{"filename", member<&one::filename>},
                              {"path", member<&one::path>},
                              {"content", member<&one::content>},
                              {"metadata", member<&one::metadata>},
                              {"template", member<&one::template_key>},
                              {"template_data", member<&one::template_data>},
                              {"copy_of", member<&one::copy_of>}});
}
constexpr auto json_members(detail::tag<stored_channels>) {
  using one = stored_channels;
  return detail::member_list({{"signature_request", member<&one::signature_request>},
                              {"signature_reminder", member<&one::signature_reminder>},
                              {"document_signed", member<&one::document_signed>}});
}
constexpr auto json_members(detail::tag<stored_signer>) {
  using one = stored_signer;
  return detail::member_list({{"name", member<&one::name>},
                              {"email", member<&one::email>},
                              {"phone_number", member<&one::phone_number>},
                              {"has_documentation", member<&one::has_documentation>},
                              {"documentation", member<&one::documentation>},
                              {"birthday", member<&one::birthday>},
                              {"refusable", member<&one::refusable>},
                              {"group", member<&one::group>},
                              {"location_required", member<&one::location_required>},
                              {"channels", member<&one::channels>},
                              {"host_name", member<&one::host_name>},
                              {"host_email", member<&one::host_email>},
                              {"host_channel", member<&one::host_channel>}});
}
constexpr auto json_members(detail::tag<stored_watcher>) {
  using one = stored_watcher;
  return detail::member_list({{"email", member<&one::email>},
                              {"kind", member<&one::kind>},
                              {"attach_documents", member<&one::attach_documents>},
                              {"channels", member<&one::channels>}});
}
constexpr auto json_members(detail::tag<stored_email>) {
  using one = stored_email;
  return detail::member_list({{"subject", member<&one::subject>},
                              {"head", member<&one::head>},
                              {"greeting", member<&one::greeting>},
                              {"principal", member<&one::principal>},
                              {"final", member<&one::final_text>},
                              {"button", member<&one::button>},
                              {"align", member<&one::align>},
                              {"show_token", member<&one::show_token>},
                              {"show_qrcode", member<&one::show_qrcode>},
                              {"show_details", member<&one::show_details>}});
}
constexpr auto json_members(detail::tag<stored_envelope>) {
  using one = stored_envelope;
  return detail::member_list({{"name", member<&one::name>},
                              {"deadline", member<&one::deadline>},
                              {"locale", member<&one::locale>},
                              {"auto_close", member<&one::auto_close>},
                              {"remind_interval", member<&one::remind_interval>},
                              {"no_reminders", member<&one::no_reminders>},
                              {"block_after_refusal", member<&one::block_after_refusal>},
                              {"at_deadline", member<&one::at_deadline>},
                              {"subject", member<&one::subject>},
                              {"message", member<&one::message>},
                              {"folder", member<&one::folder>}});
}

namespace {

constexpr auto plan_members = detail::member_list({{"envelope", member<&stored_plan::envelope>},
                                                   {"documents", member<&stored_plan::documents>},
                                                   {"signers", member<&stored_plan::signers>},
                                                   {"requirements", member<&stored_plan::requirements>},
                                                   {"watchers", member<&stored_plan::watchers>},
                                                   {"notify", member<&stored_plan::notify>},
                                                   {"notify_message", member<&stored_plan::notify_message>},
                                                   {"notify_email", member<&stored_plan::notify_email>},
                                                   {"replaces", member<&stored_plan::replaces>}});

void write_flag(json_writer& out, std::string_view name, std::optional<bool> const& flag) {
  if (flag) out.member(name, *flag);
}

void write_one(json_writer& out, clicksign::position const& one);
void write_one(json_writer& out, planned_requirement const& one);
void write_one(json_writer& out, clicksign::new_document const& one);
void write_one(json_writer& out, clicksign::new_signer const& one);
void write_one(json_writer& out, clicksign::new_watcher const& one);
void write_one(json_writer& out, std::string_view text);

template <class List> void write_list(json_writer& out, std::string_view name, List const& list) {
  out.key(name);
  out.begin_array();
  for (auto const& one : list) write_one(out, one);
  out.end_array();
}

/// With all digits that a double has.
void write_part(json_writer& out, std::string_view name, double part) {
  out.key(name);
  out.number(fmt::format("{}", part));
}

void write_one(json_writer& out, clicksign::position const& one) {
  out.begin_object();
  out.member("page", std::int64_t{one.page});
  write_part(out, "x", one.x);
  write_part(out, "y", one.y);
  out.end_object();
}

void write_one(json_writer& out, planned_requirement const& one) {
  out.begin_object();
  out.member("document", static_cast<std::int64_t>(one.document));
  out.member("signer", static_cast<std::int64_t>(one.signer));
  out.member("action", one.requirement.action.text());
  write_unless_empty(out, "role", one.requirement.role.text());
  write_unless_empty(out, "auth", one.requirement.auth.text());
  write_unless_empty(out, "pages", one.requirement.pages);
  write_unless_empty(out, "field", one.requirement.rubric_field);
  write_unless_empty(out, "kind", one.requirement.kind.text());
  write_unless_empty(out, "place", one.place);
  if (!one.requirement.positions.empty()) write_list(out, "positions", one.requirement.positions);
  out.end_object();
}

void write_one(json_writer& out, clicksign::new_document const& one) {
  out.begin_object();
  out.member("filename", one.filename);
  write_unless_empty(out, "path", one.path);
  std::string content;
  detail::append_base64(content, one.bytes);
  write_unless_empty(out, "content", content);
  out.member("metadata", one.metadata);
  if (one.source_template) {
    out.member("template", one.source_template->key.text());
    out.member("template_data", one.source_template->data);
  }
  write_unless_empty(out, "copy_of", one.duplicate_of.text());
  out.end_object();
}

void write_one(json_writer& out, clicksign::new_signer const& one) {
  out.begin_object();
  out.member("name", one.name.reveal());
  write_unless_empty(out, "email", one.email.reveal());
  write_unless_empty(out, "phone_number", one.phone_number.reveal());
  out.member("has_documentation", one.has_documentation);
  write_unless_empty(out, "documentation", one.documentation.reveal());
  write_unless_empty(out, "birthday", one.birthday.reveal());
  out.member("refusable", one.refusable);
  if (one.group) out.member("group", std::int64_t{*one.group});
  out.member("location_required", one.location_required);
  out.key("channels");
  out.begin_object();
  out.member("signature_request", one.channels.signature_request.text());
  out.member("signature_reminder", one.channels.signature_reminder.text());
  out.member("document_signed", one.channels.document_signed.text());
  out.end_object();
  write_unless_empty(out, "host_name", one.host.name.reveal());
  write_unless_empty(out, "host_email", one.host.email.reveal());
  out.member("host_channel", one.host.signature_request.text());
  out.end_object();
}

void write_one(json_writer& out, std::string_view text) {
  out.string(text);
}

void write_one(json_writer& out, clicksign::new_watcher const& one) {
  out.begin_object();
  out.member("email", one.email.reveal());
  out.member("kind", one.kind.text());
  out.member("attach_documents", one.attach_documents);
  if (one.channels) {
    auto const& all = *one.channels;
    write_list(out, "channels",
               std::vector<std::string_view>{all.document_sent.text(), all.document_signed.text(), all.document_deadline.text(),
                                             all.document_cancelled.text(), all.envelope_closed.text()});
  }
  out.end_object();
}

void write_email(json_writer& out, clicksign::email_customization const& one) {
  out.begin_object();
  write_unless_empty(out, "subject", one.subject);
  write_unless_empty(out, "head", one.head);
  write_unless_empty(out, "greeting", one.greeting);
  write_unless_empty(out, "principal", one.principal);
  write_unless_empty(out, "final", one.final_text);
  write_unless_empty(out, "button", one.button);
  write_unless_empty(out, "align", one.align);
  write_flag(out, "show_token", one.show_token);
  write_flag(out, "show_qrcode", one.show_qrcode);
  write_flag(out, "show_details", one.show_details);
  out.end_object();
}

void write_envelope(json_writer& out, clicksign::new_envelope const& one) {
  out.begin_object();
  out.member("name", one.name);
  if (one.deadline) out.member("deadline", one.deadline->text());
  if (one.locale) out.member("locale", one.locale->text());
  write_flag(out, "auto_close", one.auto_close);
  if (auto const* days = one.remind_interval.value()) out.member("remind_interval", std::int64_t{*days});
  if (one.remind_interval.is_null()) out.member("no_reminders", true);
  out.member("block_after_refusal", one.block_after_refusal);
  if (one.at_deadline) out.member("at_deadline", one.at_deadline->text());
  if (one.subject) out.member("subject", *one.subject);
  if (one.message) out.member("message", *one.message);
  write_unless_empty(out, "folder", one.folder.text());
  out.end_object();
}

// ---- and back ----

clicksign::new_envelope envelope_of(stored_envelope one) {
  clicksign::new_envelope out;
  out.name = std::move(one.name);
  if (!one.deadline.empty()) out.deadline = timestamp(one.deadline);
  if (!one.locale.empty()) out.locale = clicksign::locale(one.locale);
  out.auto_close = one.auto_close;
  if (one.remind_interval) out.remind_interval = *one.remind_interval;
  if (one.no_reminders) out.remind_interval = null;
  out.block_after_refusal = one.block_after_refusal;
  if (!one.at_deadline.empty()) out.at_deadline = clicksign::partial_signature_action(one.at_deadline);
  out.subject = std::move(one.subject);
  out.message = std::move(one.message);
  out.folder = folder_id(std::move(one.folder));
  return out;
}

std::optional<clicksign::new_document> document_of(stored_document one) {
  auto content = detail::decode_base64(one.content);
  if (!content) return std::nullopt;
  clicksign::new_document out;
  out.filename = std::move(one.filename);
  out.path = std::move(one.path);
  out.bytes = *std::move(content);
  out.metadata = std::move(one.metadata);
  if (!one.template_key.empty()) out.source_template = {template_id(std::move(one.template_key)), std::move(one.template_data)};
  out.duplicate_of = document_id(std::move(one.copy_of));
  return out;
}

clicksign::new_signer signer_of(stored_signer const& one) {
  using clicksign::channel;
  clicksign::new_signer out;
  out.name = one.name;
  out.email = one.email;
  out.phone_number = one.phone_number;
  out.has_documentation = one.has_documentation;
  out.documentation = one.documentation;
  out.birthday = one.birthday;
  out.refusable = one.refusable;
  out.group = one.group;
  out.location_required = one.location_required;
  out.channels = {channel(one.channels.signature_request), channel(one.channels.signature_reminder),
                  channel(one.channels.document_signed)};
  out.host = {one.host_name, one.host_email, channel(one.host_channel)};
  return out;
}

planned_requirement requirement_of(stored_requirement one) {
  planned_requirement out;
  out.document = static_cast<std::size_t>(one.document);
  out.signer = static_cast<std::size_t>(one.signer);
  out.requirement.action = clicksign::requirement_action(one.action);
  out.requirement.role = clicksign::role(one.role);
  out.requirement.auth = clicksign::authentication(one.auth);
  out.requirement.pages = std::move(one.pages);
  out.requirement.rubric_field = std::move(one.field);
  out.requirement.kind = clicksign::rubric_kind(one.kind);
  for (stored_position const& at : one.positions) out.requirement.positions.push_back({at.page, at.x, at.y});
  out.place = std::move(one.place);
  return out;
}

clicksign::new_watcher watcher_of(stored_watcher const& one) {
  using clicksign::channel;
  clicksign::new_watcher out;
  out.email = one.email;
  out.kind = clicksign::watcher_kind(one.kind);
  out.attach_documents = one.attach_documents;
  auto const& all = one.channels;
  if (all.size() == 5) out.channels = {channel(all[0]), channel(all[1]), channel(all[2]), channel(all[3]), channel(all[4])};
  return out;
}

clicksign::email_customization email_of(stored_email one) {
  return {std::move(one.subject),    std::move(one.head),   std::move(one.greeting), std::move(one.principal),
          std::move(one.final_text), std::move(one.button), std::move(one.align),    one.show_token,
          one.show_qrcode,           one.show_details};
}

} // namespace

detail::value_handler const stored_plan_reader::value = detail::table_reader<plan_members>::value;

void write(json_writer& out, plan const& plan) {
  out.begin_object();
  out.key("envelope");
  write_envelope(out, plan.envelope);
  write_list(out, "documents", plan.documents);
  write_list(out, "signers", plan.signers);
  write_list(out, "requirements", plan.requirements);
  write_list(out, "watchers", plan.watchers);
  out.member("notify", plan.notification.has_value());
  if (plan.notification) {
    write_unless_empty(out, "notify_message", plan.notification->message);
    if (plan.notification->email) {
      out.key("notify_email");
      write_email(out, *plan.notification->email);
    }
  }
  write_unless_empty(out, "replaces", plan.replaces.text());
  out.end_object();
}

std::optional<plan> plan_of(stored_plan stored, std::string const& key) {
  plan out;
  out.key = key;
  out.envelope = envelope_of(std::move(stored.envelope));
  for (stored_document& one : stored.documents) {
    auto document = document_of(std::move(one));
    if (!document) return std::nullopt;
    out.documents.push_back(*std::move(document));
  }
  for (stored_signer const& one : stored.signers) out.signers.push_back(signer_of(one));
  for (stored_requirement& one : stored.requirements) {
    bool const leads = one.document >= 0 && one.signer >= 0 && static_cast<std::size_t>(one.document) < out.documents.size() &&
                       static_cast<std::size_t>(one.signer) < out.signers.size();
    if (!leads) return std::nullopt;
    out.requirements.push_back(requirement_of(std::move(one)));
  }
  out.replaces = envelope_id(std::move(stored.replaces));
  for (stored_watcher const& one : stored.watchers) out.watchers.push_back(watcher_of(one));
  if (stored.notify) {
    out.notification = clicksign::new_notification();
    out.notification->message = std::move(stored.notify_message);
    if (stored.notify_email) out.notification->email = email_of(*std::move(stored.notify_email));
  }
  bool const is_whole = !out.envelope.name.empty() && !out.documents.empty() && !out.signers.empty() && !out.requirements.empty();
  if (!is_whole) return std::nullopt;
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
