#pragma once

#include "clicksign/webhook/value_readers.hpp"

#include <rubrica/clicksign/webhook/acceptance.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

constexpr auto json_members(detail::tag<acceptance_message>) {
  return member_list({
      {"message_id", member<&acceptance_message::message_id>},
      {"message", member<&acceptance_message::message>},
      {"profile_name", member<&acceptance_message::profile_name>},
      {"error_message", member<&acceptance_message::error_message>},
      {"direction", member<&acceptance_message::direction>},
      {"created_at", member<&acceptance_message::created_at>},
  });
}

constexpr auto json_members(detail::tag<acceptance>) {
  return member_list({
      {"key", member_as<&acceptance::key, text_or_number<std::string>>},
      {"name", member<&acceptance::name>},
      {"sender_name", member<&acceptance::sender_name>},
      {"sender_phone", member<&acceptance::sender_phone>},
      {"content", member<&acceptance::content>},
      {"status", member<&acceptance::status>},
      {"signer_phone", member<&acceptance::signer_phone>},
      {"signer_name", member<&acceptance::signer_name>},
      {"sent_at", member<&acceptance::sent_at>},
      {"created_at", member<&acceptance::created_at>},
      {"messages", member<&acceptance::messages>},
  });
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
