#pragma once

#include "clicksign/protocol/hidden_values.hpp"

#include <rubrica/core/error.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The error that ClickSign's sentences mean when the status alone does not say it (clicksign-rest §3.2, §3.3, §6.3). Nothing
/// when the status is enough.
///
/// What the service only repeats means nothing: a text in quotes, a value that was sent, and what stands between an attribute and
/// the sentence on it, as in `name - Renovação do plano já está em uso`.
std::optional<errc> meaning_of(int status, std::vector<problem> const& problems, hidden_values const& repeated);

/// The problem as a log may show it (`problem::for_logs`): made of rubrica's own copies of sentences and names, never of
/// ClickSign's bytes.
std::string for_logs(problem const& problem);

} // namespace clicksign
RUBRICA_END_NAMESPACE
