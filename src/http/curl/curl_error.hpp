#pragma once

#include <rubrica/core/error.hpp>

#include <curl/curl.h>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// What libcurl's code means. `started`: whether the request had begun to go out, because the same code tells of a
/// server that cannot be reached before that moment and of a lost connection after it.
errc classify(CURLcode code, bool started) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
