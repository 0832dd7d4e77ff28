#pragma once

#include <rubrica/core/export.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Which calls go first when several wait for the account's rate limit.
enum class priority {
  interactive, ///< a person waits for the result
  bulk,        ///< batch work: lets the others pass, but gets one of every five places while they keep coming
};

} // namespace http
RUBRICA_END_NAMESPACE
