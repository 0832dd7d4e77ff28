#pragma once

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/locale.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/clicksign/signer.hpp>
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

struct record {
  record_kind kind{};
  std::string id{};
};

/// A .pdf, .doc or .docx of at most 10 MB: a local file, or bytes in memory.
struct file {
  std::string path{}; ///< empty: use `bytes`
  std::string bytes{};
  std::string name{};        ///< what signers see; empty: the name in `path`. With `bytes` it must end in the extension
  std::string type{};        ///< the CRM's own kind of document; comes back in callbacks
  std::string description{}; ///< the CRM's own; comes back in callbacks
  bool check_content = true; ///< whether `preflight` checks the content; false: accept a content that does not fit the extension
};

/// A person who is to sign every file of the request. Names, addresses and numbers may be given as people type and paste them:
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
  int group = 1; ///< group 2 is invited when group 1 has signed
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
  std::string name{};    ///< of the envelope; empty: that of the first file
  std::string subject{}; ///< of the e-mail, at most 100 characters
  std::string message{}; ///< to the signers
  clicksign::locale locale = clicksign::locale::pt_br;
  /// None: one calendar month from sending; at most 90 days. Without an offset Brasilia's is assumed; without a time, the end of
  /// the day. `sent::deadline` is the resulting moment.
  std::optional<timestamp> deadline{};
  field<int> remind_interval = 3;  ///< days: 1, 2, 3, 7 or 14; `null`: no reminders
  bool auto_close = true;          ///< the last signature ends the process
  bool block_after_refusal = true; ///< nobody else can sign after a refusal
  bool notify = true;              ///< false: the caller tells the signers
  folder_id folder{};              ///< empty: no folder
};

} // namespace signing
RUBRICA_END_NAMESPACE
