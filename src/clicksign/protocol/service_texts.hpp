#pragma once

#include <rubrica/core/error.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What ClickSign's sentences mean where its status alone does not say it (clicksign-rest §3.2, §3.3, §6.3). Nothing: the status
/// says it all.
std::optional<errc> meaning_of(int status, std::vector<problem> const& problems);

/// The problem as a log may show it (`problem::for_logs`): made of our own copies of sentences and names, never of its bytes.
std::string for_logs(problem const& what);

} // namespace clicksign
RUBRICA_END_NAMESPACE
