#pragma once

#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/core/language.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

// What people read in place of the codes of received callbacks; see core/label.hpp.

/// The provider's name: `ClickSign`, `AssineBem`, `Pacto`.
RUBRICA_EXPORT std::string_view label(callbacks::provider value, language language);
/// What becomes of a callback: `Aceito`, `Em quarentena` …
RUBRICA_EXPORT std::string_view label(callbacks::verdict value, language language);
/// What a callback says, for a line of an inbox: `Assinou`, `Pagamento recebido`. One with several notifications of Pacto gives each
/// of their kinds once. It names no person.
RUBRICA_EXPORT std::string label(callbacks::delivery const& value, language language);

RUBRICA_END_NAMESPACE
