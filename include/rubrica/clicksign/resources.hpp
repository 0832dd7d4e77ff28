#pragma once

#include <rubrica/clicksign/acceptance_term.hpp>
#include <rubrica/clicksign/access_control_list.hpp>
#include <rubrica/clicksign/auto_signature_term.hpp>
#include <rubrica/clicksign/bulk_requirement.hpp>
#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/envelope_bulk_creation.hpp>
#include <rubrica/clicksign/folder.hpp>
#include <rubrica/clicksign/group.hpp>
#include <rubrica/clicksign/membership.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/oauth_account.hpp>
#include <rubrica/clicksign/raw.hpp>
#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/clicksign/signer.hpp>
#include <rubrica/clicksign/template.hpp>
#include <rubrica/clicksign/template_data.hpp>
#include <rubrica/clicksign/template_field.hpp>
#include <rubrica/clicksign/user.hpp>
#include <rubrica/clicksign/watcher.hpp>
#include <rubrica/clicksign/webhook_endpoint.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Every resource of ClickSign's API v3, as ClickSign documents it: `client` has them with methods that make their calls,
/// `async_client` with methods that return a `pending_call` to start later.
template <class Mode> class resources : public resource_base {
public:
  using resource_base::resource_base;

  /// Create, activate, list, cancel.
  [[nodiscard]] basic_envelopes<Mode> envelopes() const { return basic_envelopes<Mode>(session_); }
  /// Upload, download, history.
  [[nodiscard]] basic_documents<Mode> documents() const { return basic_documents<Mode>(session_); }
  /// Who signs.
  [[nodiscard]] basic_signers<Mode> signers() const { return basic_signers<Mode>(session_); }
  /// Who does what with which document.
  [[nodiscard]] basic_requirements<Mode> requirements() const { return basic_requirements<Mode>(session_); }
  /// The same, several at once.
  [[nodiscard]] basic_bulk_requirements<Mode> bulk_requirements() const { return basic_bulk_requirements<Mode>(session_); }
  /// Who follows an envelope without signing.
  [[nodiscard]] basic_watchers<Mode> watchers() const { return basic_watchers<Mode>(session_); }
  /// Folders of envelopes.
  [[nodiscard]] basic_folders<Mode> folders() const { return basic_folders<Mode>(session_); }
  /// Documents with variables.
  [[nodiscard]] basic_templates<Mode> templates() const { return basic_templates<Mode>(session_); }
  /// Their variables.
  [[nodiscard]] basic_template_fields<Mode> template_fields() const { return basic_template_fields<Mode>(session_); }
  /// Calls signers.
  [[nodiscard]] basic_notifications<Mode> notifications() const { return basic_notifications<Mode>(session_); }
  /// Where callbacks go: see `ensure_webhook`.
  [[nodiscard]] basic_webhooks<Mode> webhooks() const { return basic_webhooks<Mode>(session_); }
  /// Acceptance over WhatsApp, without a document.
  [[nodiscard]] basic_acceptance_terms<Mode> acceptance_terms() const { return basic_acceptance_terms<Mode>(session_); }
  /// People with a login.
  [[nodiscard]] basic_users<Mode> users() const { return basic_users<Mode>(session_); }
  /// Their rights in the account.
  [[nodiscard]] basic_memberships<Mode> memberships() const { return basic_memberships<Mode>(session_); }
  /// Groups of users.
  [[nodiscard]] basic_groups<Mode> groups() const { return basic_groups<Mode>(session_); }
  /// Which group sees which folder.
  [[nodiscard]] basic_access_control_lists<Mode> access_control_lists() const {
    return basic_access_control_lists<Mode>(session_);
  }
  /// The accounts of an OAuth token.
  [[nodiscard]] basic_oauth_accounts<Mode> oauth_accounts() const { return basic_oauth_accounts<Mode>(session_); }
  /// Who signs automatically.
  [[nodiscard]] basic_auto_signature_terms<Mode> auto_signature_terms() const {
    return basic_auto_signature_terms<Mode>(session_);
  }
  /// A whole envelope in one call.
  [[nodiscard]] basic_envelope_bulk_creations<Mode> envelope_bulk_creations() const {
    return basic_envelope_bulk_creations<Mode>(session_);
  }
  /// For routes that have no method here.
  [[nodiscard]] basic_raw_calls<Mode> raw() const { return basic_raw_calls<Mode>(session_); }

  /// What copies of the client and its `async_client` share; for rubrica only.
  [[nodiscard]] std::shared_ptr<session const> const& shared() const noexcept { return session_; }
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
