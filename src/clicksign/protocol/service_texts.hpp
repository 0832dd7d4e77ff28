#pragma once

#include <rubrica/core/error.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The error that ClickSign's sentences mean when the status alone does not say it (clicksign-rest §3.2, §3.3, §6.3). Nothing
/// when the status is enough.
std::optional<errc> meaning_of(int status, std::vector<problem> const& problems);

/// The problem as a log may show it (`problem::for_logs`): made of rubrica's own copies of sentences and names, never of
/// ClickSign's bytes.
std::string for_logs(problem const& problem);

} // namespace clicksign
RUBRICA_END_NAMESPACE
