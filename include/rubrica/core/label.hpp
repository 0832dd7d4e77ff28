#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/core/language.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE

// Labels are what a page shows in place of a code: `label(value, language::portuguese)`. Each folder of rubrica has a header
// `label.hpp` with the labels of its values, and all of them are functions of the namespace `rubrica`.
//
// Of an enumeration the label is text of the library, valid for ever. Of an `open_enum` it is a `std::string`; a value that this
// version does not know, such as a role that ClickSign added later, has its own text as label, unchanged. An absent value has an
// empty one.

/// One sentence for the user of a CRM: `O token de acesso não foi aceito.` In English it is `message(code)`.
RUBRICA_EXPORT std::string_view label(errc code, language language);

/// What became of the call: `Nada foi enviado`.
RUBRICA_EXPORT std::string_view label(outcome value, language language);

RUBRICA_END_NAMESPACE
