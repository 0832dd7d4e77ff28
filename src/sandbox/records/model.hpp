#pragma once

#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/json.hpp"
#include "sandbox/records/requirement_list.hpp"

#include <rubrica/core/timestamp.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

using file_bytes = std::shared_ptr<std::string const>;

/// One event of a document, as the event list and the callbacks show it.
struct event {
  std::string id;
  std::string name;
  json data;
  instant created_at;
};

struct document {
  std::string id;
  std::string status = "draft";
  std::string filename;
  json source_template; ///< `{key, data}` or null
  json metadata = json::object();
  std::vector<std::string> position_fields; ///< names of the signature positions in the file
  bool may_hide_fields = false;             ///< the file has parts in which they cannot be looked for
  instant created_at;
  instant updated_at;
  std::optional<instant> finished;

  file_bytes original;
  std::optional<std::size_t> signatures; ///< for the signed files; their bytes are made on demand
  std::optional<instant> files_due;      ///< in the signed files, once they are ready; their bytes are made on demand
  /// What stands behind the original in the signed file, once somebody asked for it: signing again would give other bytes, and a
  /// file may be fetched in parts.
  std::string closing_revision;
  bool closed_to_announce = false; ///< `document_closed` follows when they are ready

  std::vector<event> events; ///< oldest first
};

struct requirement {
  std::string id;
  std::string document_id;
  std::string signer_id;
  std::string action;
  std::string value;    ///< the role, the auth, or the pages or tag for initials
  std::string list_key; ///< callbacks identify the link of document and signer by this
  json attributes;      ///< as in answers, without the dates
  instant created_at;
  instant updated_at;
};

/// A file that a signer showed on the signing page, such as a proof of address. Its bytes are not kept.
struct shown_file {
  std::string authentication;
  std::string filename;
  std::size_t bytes = 0;
};

/// The last message to a signer.
struct sent_message {
  std::string kind; ///< `signature_request` or `signature_reminder`
  std::string channel;
};

struct signer {
  std::string id;
  std::string name;
  std::optional<std::string> email;
  std::optional<std::string> phone_number;
  std::optional<std::string> documentation;
  std::optional<std::string> birthday;
  bool has_documentation = true;
  bool location_required = false;
  bool refusable = false;
  std::int64_t group = 1;
  json communicate_events;
  json signature_host = json::object();
  instant created_at;
  instant updated_at;

  std::vector<std::string> signed_documents;
  bool refused = false;
  std::optional<instant> turn;     ///< when the signer's turn began
  std::optional<instant> reminded; ///< the last reminder
  int reminders = 0;
  std::optional<instant> notified; ///< the last call for this signer alone
  std::optional<sent_message> last_message;
  std::string code; ///< the one-time code that was sent last; empty: none, or it was used
  std::vector<shown_file> shown_files;
};

/// A variable of a template.
struct template_field {
  std::string id;
  std::string name;
  instant created_at;
  instant updated_at;
};

/// A .docx from which documents are made.
struct document_template {
  std::string id;
  std::string name;
  std::string color;
  file_bytes original;
  std::vector<std::unique_ptr<template_field>> fields; ///< in the order of the file
  instant created_at;
  instant updated_at;
};

/// A person's consent to automatic signatures.
struct auto_signature_term {
  std::string id;
  std::string name;
  std::string documentation;
  std::string birthday;
  std::string email;
  std::string api_email; ///< of the operator for whom the account signs
  bool is_signed = false;
  instant created_at;
  instant updated_at;
};

/// A person who follows an envelope without signing.
struct watcher {
  std::string id;
  std::string email;
  std::string kind;
  json communicate_events;
  bool attach_documents = false;
  instant created_at;
  instant updated_at;
};

struct folder {
  std::string id;
  std::string name;
  std::string parent_id; ///< empty: in the root
  instant created_at;
  instant updated_at;
};

struct envelope {
  std::string id;
  std::uint64_t number = 0; ///< order of creation
  std::string name;
  std::string status = "draft";
  instant deadline;
  std::string locale = "pt-BR";
  bool auto_close = true;
  json remind_interval = clicksign::wire::remind_interval_by_default;
  bool block_after_refusal = clicksign::wire::block_after_refusal_by_default;
  std::string deadline_partial_signature_action{clicksign::wire::partial_signature_action_by_default};
  json default_subject;
  json default_message;
  std::string folder_id;
  json metadata = json::object();
  std::int64_t released_group = 0; ///< the last group whose turn came; 0 before the activation
  std::optional<instant> notified; ///< the last call for all signers
  std::size_t delegations = 0;     ///< how often a signer has handed the signing to somebody else
  std::size_t records = 0;         ///< bytes of the requests that created its records, without the files
  instant created_at;
  instant updated_at;

  std::vector<std::unique_ptr<document>> documents;
  std::vector<std::unique_ptr<signer>> signers;
  requirement_list requirements;
  std::vector<std::unique_ptr<watcher>> watchers;

  [[nodiscard]] bool draft() const { return status == "draft"; }
  [[nodiscard]] bool running() const { return status == "running"; }
};

/// An envelope of a bulk creation that passed the checks, until its job is done.
struct bulk_creation {
  instant enqueued;
  std::unique_ptr<envelope> made;
  bool notifies = false;
  json message; ///< of the notification
};

/// A URL that an account registered for its events.
struct webhook {
  std::string id;
  std::string endpoint;
  std::string secret;
  std::string status = "active";
  std::vector<std::string> events;
  instant created_at;
  instant updated_at;
};

/// A person with a login.
struct user {
  std::string id;
  std::string name;
  std::string email;
  std::string phone_number;
  instant created_at;
  instant updated_at;
};

/// A user's membership in the account.
struct membership {
  std::string id;
  std::string user_id;
  std::string role;
  bool consumption_accessible = false;
  bool tracking_accessible = false;
  bool folder_management_accessible = true;
  instant created_at;
  instant updated_at;
};

struct group {
  std::string id;
  std::string name;
  std::set<std::string> user_ids;
  instant created_at;
  instant updated_at;
};

/// A group's access to a folder.
struct access_control_list {
  std::string id;
  std::string folder_id;
  std::string group_id;
};

/// One WhatsApp message of an acceptance term.
struct acceptance_message {
  std::string id;
  std::string text;
  std::string direction; ///< `sent` or `received`
  std::string error;     ///< the messenger's code; empty: delivered
  instant created_at;
};

/// A term that a person accepts over WhatsApp.
struct acceptance_term {
  std::string id;
  std::uint64_t number = 0; ///< order of creation
  std::string title;
  std::string message;
  std::string sender_name_option;
  std::optional<std::string> sender_phone;
  std::string signer_name;
  std::string signer_phone;
  std::string status = "enqueued";
  std::string status_flow = "introduction";
  std::optional<instant> sent;
  instant created_at;
  instant updated_at;
  std::vector<acceptance_message> messages; ///< oldest first
};

template <class Record> void erase_record(std::vector<std::unique_ptr<Record>>& records, Record const& gone) {
  auto const is_gone = [&](auto const& one) { return one.get() == &gone; };
  records.erase(std::remove_if(records.begin(), records.end(), is_gone), records.end());
}

template <class Record> Record* find_by_id(std::vector<std::unique_ptr<Record>> const& records, std::string const& id) {
  for (auto const& record : records) {
    if (record->id == id) return record.get();
  }
  return nullptr;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
