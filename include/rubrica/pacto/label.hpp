#pragma once

#include <rubrica/core/language.hpp>
#include <rubrica/pacto/notification.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

// What people read in place of the codes of Pacto's notifications; see core/label.hpp.

/// What happened: `Cliente cadastrado`, `Pagamento recebido` …
RUBRICA_EXPORT std::string label(pacto::notification_kind const& value, language language);
/// Where the kind was read: `No endereço` …
RUBRICA_EXPORT std::string_view label(pacto::kind_source value, language language);
/// How reliable the kind is: `Certo`, `Provável` …
RUBRICA_EXPORT std::string_view label(pacto::confidence value, language language);
/// What becomes of the notification: `Aceito`, `Em quarentena: tipo incerto` …
RUBRICA_EXPORT std::string_view label(pacto::disposition value, language language);

RUBRICA_END_NAMESPACE
