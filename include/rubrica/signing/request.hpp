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

/// What in the CRM the documents belong to. Other kinds than the named ones are welcome.
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

/// A .pdf, .doc or .docx of at most 10 MB: a file of this machine, or bytes in memory.
struct file {
  std::string path{}; ///< empty: `bytes`
  std::string bytes{};
  std::string name{};        ///< what signers see; empty: the name in `path`. With `bytes` it must end in the extension
  std::string type{};        ///< the CRM's own kind of document; comes back in callbacks
  std::string description{}; ///< the CRM's own; comes back in callbacks
  bool check_content = true; ///< whether `preflight` looks into it; false: you know better than the extension
};

/// A person who is to sign every file of the request. Name, addresses and numbers may be spelled as people type and paste them:
/// no-break blanks, long dashes, characters without width and line ends at either end are made plain before they are sent.
struct signer {
  personal name{}; ///< first name and surname
  personal email{};
  personal mobile{};   ///< Brazilian, in any usual spelling
  personal cpf{};      ///< with or without punctuation; empty: asked for when signing
  personal birthday{}; ///< `YYYY-MM-DD`; empty: asked for when signing
  clicksign::authentication authentication = auth::email;
  std::vector<clicksign::authentication> more_authentications{}; ///< such as a selfie beside the token
  /// One that rubrica does not know yet is sent as `role::unlisted("new_role")`; the same goes for authentications and channels.
  clicksign::role role = role::sign;
  int group = 1; ///< group 2 is called when group 1 has signed
  bool refusable = false;
  bool asks_cpf = true;                                 ///< `has_documentation`: CPF and birthday are part of the signature
  std::optional<clicksign::signer_channels> channels{}; ///< none: chosen from the authentication and what is known
  bool location_required = false;                       ///< signs only where the device tells its place
  clicksign::signature_host host{};                     ///< who stands by, for `auth::presential`
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
  /// None: one calendar month from sending; at most 90 days. Brasilia's offset is assumed where none is written, and the end of
  /// the day where no time is; `sent::deadline` tells what was made of it.
  std::optional<timestamp> deadline{};
  field<int> remind_interval = 3;  ///< days: 1, 2, 3, 7 or 14; `null`: no reminders
  bool auto_close = true;          ///< the last signature ends the process
  bool block_after_refusal = true; ///< nobody else can sign after a refusal
  bool notify = true;              ///< false: the caller tells the signers
  folder_id folder{};              ///< empty: no folder
};

} // namespace signing
RUBRICA_END_NAMESPACE
