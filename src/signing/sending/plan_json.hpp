#pragma once

#include "json/json_writer.hpp"
#include "json/model_handlers.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/signing/plan.hpp>

#include <optional>
#include <string>
#include <vector>

// A plan as JSON. Only `rubrica.sending` uses it; its version counts for both.

RUBRICA_BEGIN_NAMESPACE
namespace signing {

struct stored_position {
  int page = 1;
  double x = 0;
  double y = 0;
};

struct stored_requirement {
  std::int64_t document = -1;
  std::int64_t signer = -1;
  std::string action{};
  std::string role{};
  std::string auth{};
  std::string pages{};
  std::string field{};
  std::string kind{};
  std::string place{};
  std::vector<stored_position> positions{};
};

struct stored_document {
  std::string filename{};
  std::string path{};
  std::string content{}; ///< base64
  std::string metadata{};
  std::string template_key{};
  std::string template_data{};
  std::string copy_of{};
};

struct stored_channels {
  std::string signature_request{};
  std::string signature_reminder{};
  std::string document_signed{};
};

struct stored_signer {
  std::string name{};
  std::string email{};
  std::string phone_number{};
  bool has_documentation = true;
  std::string documentation{};
  std::string birthday{};
  bool refusable = false;
  std::optional<int> group{};
  bool location_required = false;
  stored_channels channels{};
  std::string host_name{};
  std::string host_email{};
  std::string host_channel{};
};

struct stored_watcher {
  std::string email{};
  std::string kind{};
  bool attach_documents = false;
  std::vector<std::string> channels{}; ///< five, in the order of `watcher_channels`, or none
};

struct stored_email {
  std::string subject{};
  std::string head{};
  std::string greeting{};
  std::string principal{};
  std::string final_text{};
  std::string button{};
  std::string align{};
  std::optional<bool> show_token{};
  std::optional<bool> show_qrcode{};
  std::optional<bool> show_details{};
};

struct stored_envelope {
  std::string name{};
  std::string deadline{};
  std::string locale{};
  std::optional<bool> auto_close{};
  std::optional<int> remind_interval{};
  bool no_reminders = false;
  bool block_after_refusal = true;
  std::string at_deadline{};
  std::optional<std::string> subject{};
  std::optional<std::string> message{};
  std::string folder{};
};

struct stored_plan {
  stored_envelope envelope{};
  std::vector<stored_document> documents{};
  std::vector<stored_signer> signers{};
  std::vector<stored_requirement> requirements{};
  std::vector<stored_watcher> watchers{};
  bool notify = false;
  std::string notify_message{};
  std::optional<stored_email> notify_email{};
  std::string replaces{};
};

struct stored_plan_reader {
  static detail::value_handler const value;
};
stored_plan_reader json_reader(detail::tag<stored_plan>);

void write(detail::json_writer& out, plan const& plan);
/// Nothing when it is damaged: an index that leads nowhere, a content that is no base64.
std::optional<plan> plan_of(stored_plan stored, std::string const& key);

} // namespace signing
RUBRICA_END_NAMESPACE
