#pragma once

#include <rubrica/signing/plan.hpp>

#include <cstddef>
#include <vector>

// The service tells what it refuses by the place in one call (`/data/attributes/name`); who sends knows which signer, file or
// setting of the request that call was about, and names it as the preflight does: `/signers/1/name`. What is refused for reasons
// of its own (token, account, quota), or was not refused at all, is left as it is.

RUBRICA_BEGIN_NAMESPACE
namespace signing {

error_info about_envelope(error_info error);
error_info about_file(error_info error, plan const& plan, std::size_t index);
error_info about_signer(error_info error, std::size_t index);

/// Of a request for requirements: the places count its operations. `slot` is where an operation was refused alone; nothing when
/// the whole was. The message names the file too, because a pointer has room for the signer only.
error_info about_requirements(error_info error, plan const& plan, std::vector<clicksign::new_requirement> const& asked,
                              std::vector<document_id> const& documents, std::vector<signer_id> const& signers,
                              std::optional<std::size_t> slot = {});

} // namespace signing
RUBRICA_END_NAMESPACE
