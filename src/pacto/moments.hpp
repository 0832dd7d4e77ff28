#pragma once

#include <rubrica/pacto/notification.hpp>

#include <string_view>

// What a notification's times say of the moment when it happened.

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// A time before Pacto existed is a placeholder: some languages send such a value for "no date".
bool is_real(timestamp const& at);

/// Whether the time says when something happened, and not only on which day: midnight, too, is mostly a date that some program
/// gave a time to.
bool says_when(timestamp const& at);

/// Whether a member tells of an access and not of what its client did before, such as `dataCadastro`.
bool is_of_access(std::string_view path);

/// Makes `occurred_at` more exact by the hour beside it, which may be a whole moment.
void join_hour(found<timestamp> const& hour, notification& out);

} // namespace pacto
RUBRICA_END_NAMESPACE
