#pragma once

#include <rubrica/callbacks/router.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// In place of what is secret.
inline constexpr std::string_view hidden = "{HIDDEN}";

/// The header in which Pacto may send the unit's key.
inline constexpr std::string_view chave_header = "chave";

/// The target without the parameters whose value is not kept.
std::string without_hidden(std::string_view target);

/// What is kept of a request: its target and some headers, without the token of the path (a part of `request.path`) and without
/// what may be another secret.
void record(incoming const& request, std::string_view token, delivery& into);

} // namespace callbacks
RUBRICA_END_NAMESPACE
