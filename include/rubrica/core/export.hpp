#pragma once

/// Marks what the shared library exports. The only macro in rubrica's headers.
#if defined(RUBRICA_STATIC_DEFINE)
#define RUBRICA_EXPORT
#elif defined(_WIN32) && defined(RUBRICA_BUILDING)
#define RUBRICA_EXPORT __declspec(dllexport)
#elif defined(_WIN32)
#define RUBRICA_EXPORT __declspec(dllimport)
#else
#define RUBRICA_EXPORT __attribute__((visibility("default")))
#endif
