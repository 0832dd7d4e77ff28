#pragma once

#include <rubrica/clicksign/channel.hpp>
#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The channel for each kind of message (`communicate_events`, clicksign-rest §7.1). Empty: ClickSign's default, e-mail.
struct signer_channels {
  channel signature_request = channel::email;  ///< the request to sign: any
  channel signature_reminder = channel::email; ///< `email` or `none`
  channel document_signed = channel::email;    ///< the finished document: `email` or `whatsapp`
};

/// The person who attends while somebody signs in person (`signature_host`, for the authentication `presential`). When the
/// envelope was notified, the host gets the code that the signer types; the code is valid for 24 hours.
struct signature_host {
  personal name{}; ///< empty: there is no host
  personal email{};
  channel signature_request = channel::email; ///< `signature_host_signature_request`: `email` or `none`
};

/// A person who signs. This resource has neither status nor link: signatures are reported by events (clicksign-rest §7.3).
struct signer {
  signer_id id{};
  personal name{};
  personal email{};
  personal phone_number{};
  bool has_documentation = true; ///< CPF and birthday are asked for
  personal documentation{};      ///< the CPF, `000.000.000-00`
  personal birthday{};           ///< `YYYY-MM-DD`
  bool refusable = false;
  int group = 1;                  ///< order of signing
  bool location_required = false; ///< `location_required_enabled`
  signer_channels channels{};
  signature_host host{};
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// Attributes of a signer to create.
struct new_signer {
  personal name{};               ///< first name and surname
  personal email{};              ///< needed by each channel and authentication that is `email`
  personal phone_number{};       ///< 10 or 11 digits with area code; needed by `sms` and `whatsapp`
  bool has_documentation = true; ///< false: neither CPF nor birthday may be given
  personal documentation{};      ///< the CPF with its punctuation; empty: asked for when signing
  personal birthday{};           ///< `YYYY-MM-DD`; empty: asked for when signing
  bool refusable = false;        ///< whether the signer may refuse
  /// Group 2 is invited when group 1 has signed. None: ClickSign's default, 1. Only for drafts: a running envelope refuses it.
  std::optional<int> group{};
  bool location_required = false;
  signer_channels channels{};
  signature_host host{}; ///< needed by `presential`
};

/// Which page of the signers to list.
struct signer_query {
  clicksign::paging paging{};
};

/// `/envelopes/{envelope_id}/signers`
template <class Mode> class RUBRICA_EXPORT basic_signers : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Adds a signer to a draft or a running envelope. Sent once only, like `envelopes().create`.
  reply<signer> create(envelope_id const& envelope, new_signer const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this envelope does not have.
  reply<signer> get(envelope_id const& envelope, signer_id const& id, call_options const& options = {}) const;
  /// The signers of the envelope.
  [[nodiscard]] list_of<signer> list(envelope_id const& envelope, signer_query const& query = {},
                                     call_options const& options = {}) const;
  /// Removes a signer who has not signed; `errc::already_signed` otherwise. ClickSign cannot change a signer: remove and create.
  reply<void> remove(envelope_id const& envelope, signer_id const& id, call_options const& options = {}) const;
};

using signers = basic_signers<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
