#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/clicksign/signer.hpp>
#include <rubrica/clicksign/watcher.hpp>
#include <rubrica/signing/preflight.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What one signer has to do with one document. Only who signs it has any: signing is a matter of pairs (clicksign-rest §12.2).
struct planned_requirement {
  std::size_t document = 0;                 ///< index in `plan::documents`
  std::size_t signer = 0;                   ///< index in `plan::signers`
  clicksign::new_requirement requirement{}; ///< without the ids
  std::string place{};                      ///< JSON pointer to where the request asks for it: `/signers/1/role`
};

/// What must exist at ClickSign once a request has been carried out.
struct plan {
  std::string key{}; ///< identifies this sending; it is in each document's metadata
  clicksign::new_envelope envelope{};
  std::vector<clicksign::new_document> documents{};
  std::vector<clicksign::new_signer> signers{};
  std::vector<planned_requirement> requirements{}; ///< by document, then by signer
  std::vector<clicksign::new_watcher> watchers{};
  std::optional<clicksign::new_notification> notification{}; ///< none: the caller tells the signers
  envelope_id replaces{};                                    ///< what must have ended before; empty: none
};

/// How envelopes are called: their name with a short reference, which is made of the key and finds them again.
inline constexpr char usual_name_form[] = "{name} (ref. {reference})";

/// Makes the plan, without a clock or random numbers. Move the request in when its files are in memory. `name_form` holds `{name}`
/// and `{reference}`.
RUBRICA_EXPORT plan make_plan(checked_request request, std::string key, std::string_view name_form = usual_name_form);

/// A new key: 128 random bits in base32.
RUBRICA_EXPORT std::string random_key();

/// That a signer signs a document.
struct signing_pair {
  document_id document{};
  signer_id signer{};
};

/// The pairs of a plan, with their ids.
RUBRICA_EXPORT std::vector<signing_pair> pairs_of(plan const& plan, std::vector<document_id> const& documents,
                                                  std::vector<signer_id> const& signers);

/// A planned requirement with its ids.
RUBRICA_EXPORT clicksign::new_requirement with_ids(planned_requirement const& planned, std::vector<document_id> const& documents,
                                                   std::vector<signer_id> const& signers);

} // namespace signing
RUBRICA_END_NAMESPACE
