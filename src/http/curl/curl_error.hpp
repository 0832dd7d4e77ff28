#pragma once

#include <rubrica/core/error.hpp>

#include <curl/curl.h>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The error for a code of libcurl. `started`: whether sending the request had begun. Before that moment a code means that the
/// server cannot be reached; after it the same code means that the connection was lost.
errc classify(CURLcode code, bool started) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
