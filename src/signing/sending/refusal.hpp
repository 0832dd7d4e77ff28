#pragma once

#include <rubrica/signing/plan.hpp>

#include <cstddef>
#include <vector>

// The service names what it refuses by its place in a single call (`/data/attributes/name`). The sender knows which signer, file
// or setting of the request that call was about, and names it as the preflight does: `/signers/1/name`. Refusals for other
// reasons (token, account, quota), and errors that are not refusals, are not changed.

RUBRICA_BEGIN_NAMESPACE
namespace signing {

error_info about_envelope(error_info error);
error_info about_file(error_info error, plan const& plan, std::size_t index);
error_info about_signer(error_info error, std::size_t index);
error_info about_watcher(error_info error, std::size_t index);

/// For a bulk creation, whose pointers name each part in one body.
error_info about_bulk(error_info error, plan const& plan);

/// For a request about requirements (indices in `plan::requirements`), whose pointers count its operations. `slot` is the operation
/// that was refused alone; nothing when the whole request was refused. The message names the file too, because the pointer may only
/// name the signer.
error_info about_requirements(error_info error, plan const& plan, std::vector<std::size_t> const& asked,
                              std::optional<std::size_t> slot = {});

} // namespace signing
RUBRICA_END_NAMESPACE
