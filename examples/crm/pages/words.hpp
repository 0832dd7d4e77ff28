#pragma once

#include "pages/html.hpp"

#include <rubrica/core/error.hpp>
#include <rubrica/core/label.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>

namespace crm {

/// What a page shows in place of a code. The header `label.hpp` of the value's folder must be included.
template <class Value> std::string spoken(Value const& value) {
  return std::string(label(value, rubrica::language::portuguese));
}

/// `29/12/2026`; empty without a moment.
std::string date_of(rubrica::timestamp const& when);
/// `29/12/2026 às 14:05`, in Brasilia.
std::string date_and_time_of(rubrica::timestamp const& when);
std::string date_and_time_of(rubrica::instant when);

/// `(11) 98765-4321`, of the digits.
std::string mobile_of(std::string const& digits);

/// What went wrong, in sentences for the user; of a request also what must be corrected.
html explained(rubrica::error_info const& why);

} // namespace crm
