#pragma once

#include <rubrica/core/export.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE

/// The languages of the labels: what people read instead of a code.
enum class language { portuguese, english };

/// The tag of the language for HTML's `lang` and for HTTP (RFC 5646): `pt-BR` or `en`.
RUBRICA_EXPORT std::string_view to_string(language value) noexcept;

RUBRICA_END_NAMESPACE
