#pragma once

#include "sandbox/service/world.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Where a requirement comes from, which decides when it can be added.
enum class requirement_origin {
  request,   ///< in a draft whose file has been processed
  operation, ///< a bulk operation: also while the envelope runs
  creation,  ///< a bulk creation, whose job waits for the file
};

/// Makes a requirement of the `data` of a request; rejects with what is wrong with it.
requirement& add_requirement(world& service, envelope& owner, json const& data, requirement_origin from);

} // namespace sandbox
RUBRICA_END_NAMESPACE
