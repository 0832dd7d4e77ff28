#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>

#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Whose an envelope of a sending's name is. The name alone does not say it: the reference in it has 40 bits, and a person may have
/// given an envelope the same name.
enum class belonging {
  ours,     ///< it carries the sending's key
  unsaid,   ///< it has no documents yet, and they are what carries the key
  strangers ///< its documents carry another key, or none
};

belonging belonging_of(clicksign::envelope const& one, std::vector<clicksign::document> const& documents, std::string_view key);

} // namespace signing
RUBRICA_END_NAMESPACE
