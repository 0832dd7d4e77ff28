#pragma once

#include <rubrica/core/version.hpp>

/// Marks what the shared library exports. Besides it, rubrica's headers define only the two macros of version.hpp.
#if defined(RUBRICA_STATIC_DEFINE)
#define RUBRICA_EXPORT
#elif defined(_WIN32) && defined(RUBRICA_BUILDING)
#define RUBRICA_EXPORT __declspec(dllexport)
#elif defined(_WIN32)
#define RUBRICA_EXPORT __declspec(dllimport)
#else
#define RUBRICA_EXPORT __attribute__((visibility("default")))
#endif
