#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The channel over which ClickSign writes to a person: to a signer or watcher in requests (`communicate_events`), in callbacks
/// `communicate_by`, before 2023 `delivery`.
struct channel : open_enum<channel> {
  using open_enum::open_enum;
  static constexpr known none{"none"}; ///< no message: the caller hands over the link
  static constexpr known email{"email"};
  static constexpr known sms{"sms"};
  static constexpr known whatsapp{"whatsapp"};
  static constexpr known all[] = {none, email, sms, whatsapp};
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
