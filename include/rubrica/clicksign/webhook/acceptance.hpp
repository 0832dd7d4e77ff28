#pragma once

#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// The state of an acceptance term (clicksign-callbacks §6.7).
struct acceptance_status : open_enum<acceptance_status> {
  using open_enum::open_enum;
  static constexpr known enqueued{"enqueued"}; ///< waits until the recipient's earlier term is answered
  static constexpr known processing{"processing"};
  static constexpr known sent{"sent"};
  static constexpr known completed{"completed"};
  static constexpr known refused{"refused"};
  static constexpr known cancelled{"canceled"};
  static constexpr known expired{"expired"};
  static constexpr known error{"error"};
  static constexpr known pending{"pending"}; ///< no term has it; only a filter of the API's list (clicksign-rest §10.1)
  static constexpr known all[] = {enqueued, processing, sent, completed, refused, cancelled, expired, error, pending};
};

/// One WhatsApp message of an acceptance term.
struct acceptance_message {
  std::string message_id{};
  personal message{};
  personal profile_name{};
  std::string error_message{};
  std::string direction{}; ///< `sent` or `received`
  timestamp created_at{};
};

/// A term that somebody accepts or refuses over WhatsApp (wire: `acceptance`).
struct acceptance {
  std::string key{}; ///< API v3: the id of the acceptance term
  std::string name{};
  std::string content{};
  personal sender_name{};
  personal sender_phone{};
  personal signer_name{};
  personal signer_phone{};
  acceptance_status status{};
  timestamp created_at{};
  timestamp sent_at{};
  std::vector<acceptance_message> messages{};
};

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
