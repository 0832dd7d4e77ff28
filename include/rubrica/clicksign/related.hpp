#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// A record named in the `relationships` of another one, such as the folder of an envelope (clicksign-rest §2.2, §2.4).
struct related {
  std::string name{}; ///< of the relationship: `folder`
  std::string type{}; ///< of the record: `folders`
  std::string id{};
  std::string attributes{}; ///< JSON object, when the call asked to include it; empty: not loaded
};

/// The first record of that relationship, or a null pointer.
RUBRICA_EXPORT related const* find(std::vector<related> const& all, std::string_view name) noexcept;

} // namespace clicksign
RUBRICA_END_NAMESPACE
