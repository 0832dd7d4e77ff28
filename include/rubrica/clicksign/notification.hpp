#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The look of the e-mail (`email_customization`, clicksign-rest §9.1). Empty members keep ClickSign's texts.
struct email_customization {
  std::string subject{}; ///< at most 998 characters
  std::string head{};
  std::string greeting{};
  std::string principal{};
  std::string final_text{}; ///< `final`
  std::string button{};     ///< at most 50 characters
  std::string align{};      ///< `left`, `center`, `right` or `justify`
  std::optional<bool> show_token{};
  std::optional<bool> show_qrcode{};
  std::optional<bool> show_details{};
};

/// A notification that asks for signatures. Everything is optional.
struct new_notification {
  std::string message{}; ///< empty: the envelope's own; not used for SMS and WhatsApp
  std::optional<email_customization> email{};
};

/// One signer of a notification.
struct notified_signer {
  signer_id signer{};
  bool notified = false; ///< false: not in the active group, has already signed, or has no channel
};

/// A notification that was sent.
struct notification {
  notification_id id{};
  std::string message{};
  std::vector<notified_signer> summary{};
  timestamp created_at{};
};

/// `/envelopes/{envelope_id}/notifications`. One per minute for each path. rubrica never repeats it, because each one reaches a
/// person.
template <class Mode> class RUBRICA_EXPORT basic_notifications : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;

  /// Notifies every signer of the active group. Where ClickSign answers with 202 or 204 and no record, the notification is empty.
  reply<notification> notify(envelope_id const& envelope, new_notification const& request = {},
                             call_options const& options = {}) const;
  /// Notifies one signer.
  reply<notification> notify(envelope_id const& envelope, signer_id const& signer, new_notification const& request = {},
                             call_options const& options = {}) const;
};

using notifications = basic_notifications<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
