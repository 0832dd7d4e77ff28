#pragma once

/// Everything lives in a namespace that names MAJOR and MINOR: a program compiled against another minor version fails
/// to link instead of reading an aggregate of another size (docs/adr/0003-abi.md). The namespace is written only here.
#define RUBRICA_BEGIN_NAMESPACE                                                                                                  \
  namespace rubrica {                                                                                                            \
  inline namespace v0_1 {
#define RUBRICA_END_NAMESPACE                                                                                                    \
  }                                                                                                                              \
  }

RUBRICA_BEGIN_NAMESPACE

/// A version of rubrica.
struct version_info {
  int major = 0;
  int minor = 1;
  int patch = 0;
};

/// The version of the headers that this was compiled against.
inline constexpr version_info version{};
inline constexpr const char version_text[] = "0.1.0";

RUBRICA_END_NAMESPACE
