#pragma once

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/position.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/clicksign/signer.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// ClickSign's answer to a bulk creation: it is done or will be done. The sources disagree about what is in it, so each member
/// but `id` may be empty (clicksign-rest §15.36): do not wait for `envelope`. The callbacks of the document contain its
/// `metadata`, and `envelopes().list` finds the envelope by name.
struct envelope_bulk_creation {
  envelope_bulk_creation_id id{}; ///< of the job, or of the envelope
  std::string job{};              ///< `job_id`
  timestamp enqueued{};           ///< `enqueued_at`
  envelope_id envelope{};         ///< `envelope_id`
  std::string status{};           ///< of the job or of the envelope; no source lists its values
  std::string raw{};              ///< attributes that this version does not know, as a JSON object; or empty
};

/// A mark of a signer on the pages of the document: exactly one of the first three.
struct bulk_rubric {
  std::string pages{};               ///< `all` or `1, 3`
  std::string rubric_field{};        ///< `position_sign_ID` as it stands in the file
  std::vector<position> positions{}; ///< as in `new_requirement`
  rubric_kind kind{};                ///< empty: initials
};

/// A signer of a bulk creation, with the requirements for its document. ClickSign demands at least one role and one
/// authentication.
struct bulk_signer {
  new_signer who{};                                         ///< without a `group`, or in the first: no source shows another one
  std::vector<role> roles{role::sign};                      ///< a requirement `agree` for each
  std::vector<authentication> authentications{auth::email}; ///< a requirement `provide_evidence` for each; not `presential`
  std::vector<bulk_rubric> rubrics{};                       ///< a requirement `rubricate` for each
};

/// An envelope to create, activate and notify about in one call.
struct new_envelope_bulk_creation {
  /// The system that creates it, such as the name of your program. ClickSign demands it as `source` in the metadata of envelope
  /// and document, and rubrica writes it into both. Required.
  std::string source{};
  std::string origin = "rubrica";  ///< written beside `source`, because ClickSign is said to demand that too. Required
  new_envelope envelope{};         ///< without a folder: it is not known whether the route accepts one
  std::string envelope_metadata{}; ///< JSON object, to which `source` and `origin` are added; empty: those alone
  new_document document{};         ///< from a file, bytes or a template; both are added to its metadata
  std::vector<bulk_signer> signers{};
  std::optional<new_notification> notification = new_notification{}; ///< none: nobody is notified
};

/// `/envelope_bulk_creations`: one request instead of five or more, for one document (clicksign-rest §10.8). Known from the
/// official libraries only, not from the reference.
template <class Mode> class RUBRICA_EXPORT basic_envelope_bulk_creations : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;

  /// Starts a job of ClickSign that creates the envelope. It reaches people and makes a running envelope, so rubrica never
  /// repeats it; after `outcome::ambiguous` search for the envelope by name. `errc::invalid_argument` and nothing is sent: no
  /// `source` or `origin`, metadata that names another one, a folder, a document from another source; with a pointer into the
  /// request, such as `/signers/0/who/group`: a group after the first, `presential`, positions that cannot be sent, a date that
  /// cannot be read, or a template whose document has no name in .docx. `errc::invalid` with "asks for the type" in its message:
  /// ClickSign's name for this resource has changed, and nothing was created.
  reply<envelope_bulk_creation> create(new_envelope_bulk_creation const& request, call_options const& options = {}) const;
};

using envelope_bulk_creations = basic_envelope_bulk_creations<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
