#pragma once

#include "json/json_shapes.hpp"

#include <rubrica/clicksign/webhook/acceptance.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

template <> struct table_of<clicksign::webhook::acceptance_message> {
  using type = table_of;
  using owner = clicksign::webhook::acceptance_message;
  static constexpr json_member list[] = {
      {"message_id", at<&owner::message_id>},     {"message", at<&owner::message>},
      {"profile_name", at<&owner::profile_name>}, {"error_message", at<&owner::error_message>},
      {"direction", at<&owner::direction>},       {"created_at", at<&owner::created_at>},
  };
};

template <> struct table_of<clicksign::webhook::acceptance> {
  using type = table_of;
  using owner = clicksign::webhook::acceptance;
  static constexpr json_member list[] = {
      {"key", at_as<&owner::key, text_or_number<std::string>>},
      {"name", at<&owner::name>},
      {"sender_name", at<&owner::sender_name>},
      {"sender_phone", at<&owner::sender_phone>},
      {"content", at<&owner::content>},
      {"status", at<&owner::status>},
      {"signer_phone", at<&owner::signer_phone>},
      {"signer_name", at<&owner::signer_name>},
      {"sent_at", at<&owner::sent_at>},
      {"created_at", at<&owner::created_at>},
      {"messages", at<&owner::messages>},
  };
};

} // namespace detail
RUBRICA_END_NAMESPACE
