#pragma once

#include "signing/preflight/findings.hpp"

#include <cstddef>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// That a signer signs a file, and which of the signer's assignments says so; without assignments a signer signs every file.
struct pair_of_request {
  std::size_t file = 0;
  signing::assignment const* assignment = nullptr;
  std::size_t index = 0; ///< of the assignment
};

/// Nothing when the signer does not sign the file.
std::optional<pair_of_request> pair_of(signer const& one, std::size_t file);

/// Who signs what, in which roles and where: assignments, roles and rubrics of all signers.
void check_pairs(request const& request, findings& out);

} // namespace signing
RUBRICA_END_NAMESPACE
