#pragma once

#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <cstddef>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

enum class notification_kind {
  request,  ///< asks for a signature: after a notification call, or when the signer's group becomes active
  reminder, ///< the same again, sent automatically (clicksign-rest §12.4)
  code,     ///< a one-time code for the signing page, to the signer or to the host of a signature in person
  finished, ///< a document that the person signed, or an envelope that the person watches, is closed
};

/// `request`, `reminder`, `code` or `finished`.
RUBRICA_EXPORT std::string_view to_string(notification_kind kind);

/// A message that the service would have sent to a person. The simulator sends none.
struct notification {
  notification_kind kind = notification_kind::request;
  std::string channel{}; ///< `email`, `sms` or `whatsapp`
  personal to{};         ///< the e-mail address or the phone number
  std::string envelope{};
  std::string document{}; ///< of `finished` to a signer
  std::string signer{};   ///< empty when it went to a watcher
  std::string message{};  ///< the caller's text, or the envelope's; with `code` the code in a sentence
  std::string link{};     ///< of `request` and `reminder`: the page on which the person signs
  instant at{};
  std::size_t account = 0; ///< counted like `server::token`
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
