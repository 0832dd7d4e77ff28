#pragma once

#include "sandbox/service/account_state.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The origin of a requirement, which decides when it can be added.
enum class requirement_origin {
  request,   ///< a request: in a draft whose file has been processed
  operation, ///< a bulk operation: also in a running envelope
  creation,  ///< a bulk creation, whose job waits for the file
};

/// Creates a requirement from the `data` of a request; rejects invalid data.
requirement& add_requirement(account_state& service, envelope& owner, json const& data, requirement_origin from);

} // namespace sandbox
RUBRICA_END_NAMESPACE
