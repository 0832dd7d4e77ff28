#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// The names of an object's own members, in their order; nothing when the text is not JSON.
std::optional<std::vector<std::string>> member_names(std::string_view json);

}}} // namespace rubrica::v0_1::detail
