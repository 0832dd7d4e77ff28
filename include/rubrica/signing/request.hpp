#pragma once

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/locale.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/position.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/clicksign/signer.hpp>
#include <rubrica/clicksign/template_data.hpp>
#include <rubrica/clicksign/watcher.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using clicksign::auth;
using clicksign::role;

/// The kind of CRM record that the documents belong to. You may use kinds other than these constants.
struct record_kind : open_enum<record_kind> {
  using open_enum::open_enum;
  static constexpr known contact{"contact"};
  static constexpr known opportunity{"opportunity"};
  static constexpr known project{"project"};
  static constexpr known prospect{"prospect"};
  static constexpr known client{"client"};
  static constexpr known all[] = {contact, opportunity, project, prospect, client};
};

/// Which record of the CRM a request belongs to; comes back in callbacks and in `view`.
struct record {
  record_kind kind{};
  std::string id{};
};

/// A .pdf, .doc or .docx of at most 10 MB: a local file, or bytes in memory. Or, instead of both, a template that ClickSign fills
/// in, or a finished document of which ClickSign takes the original again.
struct file {
  std::string path{}; ///< empty: use `bytes`
  std::string bytes{};
  std::string name{};        ///< what signers see; empty: the name in `path`. With `bytes` it must end in the extension
  std::string type{};        ///< the CRM's own kind of document; comes back in callbacks
  std::string description{}; ///< the CRM's own; comes back in callbacks
  bool check_content = true; ///< whether `preflight` checks the content; false: accept a content that does not fit the extension
  template_id from_template{}; ///< the file is made of this template and `data`; `name` is required and ends in .docx
  clicksign::template_data data{};
  std::string data_json{}; ///< instead of `data`: the same as the text of a JSON object
  document_id copy_of{};   ///< the file is a copy of this document; `name` is required, with the extension that the original has
};

/// Where a signer puts initials or a drawn signature on one file (`rubricate`): exactly one of `pages`, `field` and `positions`.
struct rubric {
  clicksign::rubric_kind kind = clicksign::rubric_kind::initials;
  std::string pages{}; ///< `all`, or numbers such as `1, 3`: ClickSign's own place on these pages
  std::string field{}; ///< a place that the file names `{{position_sign_ID}}`: write `position_sign_ID`
  std::vector<clicksign::position> positions{};
};

/// A file that a signer signs. A signer with assignments signs these files only.
struct assignment {
  std::size_t file = 0;                 ///< index in `request::files`
  std::vector<clicksign::role> roles{}; ///< empty: the signer's `role` and `more_roles`
  std::vector<rubric> rubrics{};        ///< in addition to the signer's
};

/// A person who is to sign. Names, addresses and numbers may be given as people type and paste them:
/// no-break spaces, long dashes, zero-width characters and line breaks at either end are normalised before sending.
struct signer {
  personal name{}; ///< first name and surname
  personal email{};
  personal mobile{};   ///< Brazilian, in any usual spelling
  personal cpf{};      ///< with or without punctuation; empty: asked for when signing
  personal birthday{}; ///< `YYYY-MM-DD`; empty: asked for when signing
  clicksign::authentication authentication = auth::email;
  std::vector<clicksign::authentication> more_authentications{}; ///< in addition to `authentication`, such as a selfie
  /// One that rubrica does not know yet is sent as `role::unlisted("new_role")`; the same goes for authentications and channels.
  clicksign::role role = role::sign;
  std::vector<clicksign::role> more_roles{}; ///< in addition to `role`: one person can sign in several roles
  std::vector<assignment> assignments{};     ///< which files this person signs; empty: every file
  std::vector<rubric> rubrics{};             ///< on every file that this person signs
  int group = 1;                             ///< group 2 is invited when group 1 has signed
  bool refusable = false;
  bool asks_cpf = true;                                 ///< `has_documentation`: CPF and birthday are part of the signature
  std::optional<clicksign::signer_channels> channels{}; ///< none: chosen from the authentication and the known addresses
  bool location_required = false;                       ///< signing requires the location of the device
  clicksign::signature_host host{};                     ///< who attends in person, for `auth::presential`
};

/// Everything ClickSign needs to know to get documents signed.
struct request {
  signing::record record{};
  std::vector<file> files{}; ///< at most 20, and 100 MB together
  std::vector<signer> signers{};
  std::string name{};    ///< of the envelope; empty: that of the first file, or `name_with_key`
  std::string subject{}; ///< of the e-mail, at most 100 characters
  std::string message{}; ///< to the signers
  clicksign::locale locale = clicksign::locale::pt_br;
  /// None: one calendar month from sending; at most 90 days. Without an offset Brasilia's is assumed; without a time, the end of
  /// the day. `sent::deadline` is the resulting moment.
  std::optional<timestamp> deadline{};
  field<int> remind_interval = 3;  ///< days: 1, 2, 3, 7 or 14; `null`: no reminders
  bool auto_close = true;          ///< the last signature ends the process
  bool block_after_refusal = true; ///< nobody else can sign after a refusal
  /// What happens at the deadline to a document that only some of its signers have signed.
  clicksign::partial_signature_action at_deadline = clicksign::partial_signature_action::closed;
  bool notify = true;                                    ///< false: the caller tells the signers
  std::optional<clicksign::email_customization> email{}; ///< the look of the invitation; none: ClickSign's own
  std::vector<clicksign::new_watcher> watchers{};        ///< who follows the envelope without signing
  folder_id folder{};                                    ///< empty: no folder
  /// The envelope that this one takes the place of. It must be cancelled, deleted, or have ended without all signatures: else `send`
  /// ends with `rule_refused` (`send_again_only_ended`) before it creates anything. Empty: none.
  envelope_id replaces{};
};

} // namespace signing
RUBRICA_END_NAMESPACE
