#pragma once

#include <rubrica/core/error.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// `rule_refused`: why a control or a page does not do what it was asked for.
inline error_info refused_by(char const* rule, char const* why) {
  error_info error = make_error(errc::rule_refused, why);
  error.rule = rule;
  return error;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
