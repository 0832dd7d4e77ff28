#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/core/language.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE

// Where the guide explains an error. The address is that of a page below `docs` of the source tree, with `.md` behind it, and of the
// site that `./dev docs` makes of it, with `.html`.

/// What an error means, why it happens and what to do then: `guide/pt/errors/rate_limited`. With `rule_refused` the page of the rule.
RUBRICA_EXPORT std::string help_page(error_info const& error, language language);

/// The same for a rule of the preflight: `guide/pt/errors/signer_mobile`. Empty for a problem that ClickSign found, which no page
/// explains.
RUBRICA_EXPORT std::string help_page(problem const& one, language language);

RUBRICA_END_NAMESPACE
