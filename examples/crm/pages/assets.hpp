#pragma once

#include <string_view>

namespace crm {

// What pages need besides themselves: nothing comes from elsewhere, and nothing is built.
extern std::string_view const style_sheet;
extern std::string_view const script; ///< pages work without it: it copies, and shows what has changed
extern std::string_view const icon;

} // namespace crm
