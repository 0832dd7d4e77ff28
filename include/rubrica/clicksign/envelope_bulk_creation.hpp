#pragma once

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/pending_call.hpp>
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

/// ClickSign's answer to a bulk creation: it will be done. The answer does not contain the envelope's id; the callbacks of its
/// document contain the document's `metadata`, and `envelopes().list` finds it by name.
struct envelope_bulk_creation {
  envelope_bulk_creation_id id{};
  std::string job{};    ///< `job_id`
  timestamp enqueued{}; ///< `enqueued_at`
  std::string raw{};    ///< attributes that this version does not know, as a JSON object; or empty
};

/// A signer of a bulk creation, with the requirements for its document. ClickSign demands at least one role and one
/// authentication.
struct bulk_signer {
  new_signer who{};
  std::vector<role> roles{role::sign};                      ///< a requirement `agree` for each
  std::vector<authentication> authentications{auth::email}; ///< a requirement `provide_evidence` for each; not `presential`
};

/// An envelope to create, activate and notify about in one call.
struct new_envelope_bulk_creation {
  /// The system that creates it, such as the name of your program. ClickSign demands it as `source` in the metadata of envelope
  /// and document, and rubrica writes it into both. Required.
  std::string source{};
  new_envelope envelope{};         ///< without a folder: it is not known whether the route accepts one
  std::string envelope_metadata{}; ///< JSON object, to which `source` is added; empty: `source` alone
  new_document document{};         ///< from a file, bytes or a template; `source` is added to its metadata
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
  /// repeats it; after `outcome::ambiguous` search for the envelope by name. `errc::invalid_argument`: no `source`, metadata that
  /// names another one, a folder, or a document from another source.
  reply<envelope_bulk_creation> create(new_envelope_bulk_creation const& request, call_options const& options = {}) const;
};

using envelope_bulk_creations = basic_envelope_bulk_creations<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
