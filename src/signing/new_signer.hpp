#pragma once

#include <rubrica/clicksign/signer.hpp>
#include <rubrica/signing/request.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What ClickSign is told about a person who was checked. The group is left out: only a draft takes one.
clicksign::new_signer signer_to_create(signer const& one);

/// Whether a signer at ClickSign is the one that was created, or was to be: its id is unknown when the answer was lost.
bool is_same_person(clicksign::signer const& found, clicksign::new_signer const& wanted);

} // namespace signing
RUBRICA_END_NAMESPACE
