#pragma once

namespace rubrica {
/// Everything lives in a namespace that names MAJOR and MINOR: a program compiled against another minor version fails
/// to link instead of reading an aggregate of another size (docs/adr/0003-abi.md).
inline namespace v0_1 {

struct version_info {
  int major = 0;
  int minor = 1;
  int patch = 0;
};

/// The version of the headers that this was compiled against.
inline constexpr version_info version{};
inline constexpr const char version_text[] = "0.1.0";

} // namespace v0_1
} // namespace rubrica
