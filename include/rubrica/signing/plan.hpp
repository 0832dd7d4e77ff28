#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/clicksign/signer.hpp>
#include <rubrica/signing/preflight.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What must exist at ClickSign once a request has been carried out.
struct plan {
  std::string key{}; ///< 26 random characters: identify this sending in the envelope and its documents
  clicksign::new_envelope envelope{};
  std::vector<clicksign::new_document> documents{};
  std::vector<clicksign::new_signer> signers{};
  bool notify = true;

  /// What one signer has to do with each document: `agree` and `provide_evidence`, without the ids.
  std::vector<std::vector<clicksign::new_requirement>> requirements{}; ///< for each signer
};

/// Makes the plan, without a clock or random numbers. Move the request in when its files are in memory.
RUBRICA_EXPORT plan make_plan(checked_request request, std::string key);

/// A new key: 128 random bits in base32.
RUBRICA_EXPORT std::string random_key();

/// Requirements of all signers on all documents, with their ids.
RUBRICA_EXPORT std::vector<clicksign::new_requirement> requirements_for(plan const& plan,
                                                                        std::vector<document_id> const& documents,
                                                                        std::vector<signer_id> const& signers);

} // namespace signing
RUBRICA_END_NAMESPACE
