#pragma once

#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The channel over which a token went to the signer (`kind` of a `custom` event).
struct token_kind : open_enum<token_kind> {
  using open_enum::open_enum;
  static constexpr known email{"token_email"};
  static constexpr known sms{"token_sms"};
  static constexpr known all[] = {email, sms};
};

/// Evidence of a token that the caller's own system sent to a signer, for the log of the document (clicksign-rest §11, §13.2).
struct new_token_event {
  token_kind kind = token_kind::email;
  timestamp occurred_at{}; ///< in the past; sent as `normalized`, a date alone as midnight; else `invalid_argument`
  personal signer_name{};
  personal signer_email{}; ///< empty: none
  personal signer_phone{}; ///< `signer_phone_number`: digits with area code; empty: none
};

/// A picture for the log of the document, such as a photograph of the signing (`add_image`).
struct new_image_event {
  std::string title{};
  timestamp occurred_at{}; ///< the same
  std::string filename{};  ///< decides the media type: .jpg, .jpeg or .png
  std::string path{};      ///< the file to read while it is sent; empty: `bytes`
  std::string bytes{};
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
