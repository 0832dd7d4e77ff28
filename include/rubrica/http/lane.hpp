#pragma once

#include <rubrica/core/export.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Who goes first when calls wait for the account's rate limit.
enum class lane {
  interactive, ///< somebody is waiting for it
  bulk,        ///< a nightly run: lets the others pass, but gets one place of five while they keep coming
};

} // namespace http
RUBRICA_END_NAMESPACE
