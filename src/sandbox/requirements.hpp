#pragma once

#include "sandbox/world.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// Makes a requirement of the `data` of a request or of a bulk operation; rejects with what is wrong with it.
requirement& add_requirement(world& service, envelope& owner, json const& data, bool draft_only);

}}} // namespace rubrica::v0_1::sandbox
