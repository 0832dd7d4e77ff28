#pragma once

#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/request.hpp>

#include <vector>

// What a signer has to do with a document, in a draft and when another person takes it over.

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The same for another signer, who is left out.
clicksign::new_requirement copy_of(clicksign::requirement const& one, document_id const& document);
/// Whether what ClickSign has is what was asked for, whoever the signers are.
bool is_same_duty(clicksign::new_requirement const& found, clicksign::new_requirement const& wanted);

/// The person with the authentications that the duties ask for in one document.
signer with_duties(signer who, std::vector<clicksign::new_requirement> const& duties, document_id const& document);

/// The checks of `preflight`; the pointers begin at the person (`/email`). The person is spelled as ClickSign wants it.
result<void> check_person(signer& who, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
