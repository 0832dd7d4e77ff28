#pragma once

#include <rubrica/core/version.hpp>

#include <iostream>
#include <string_view>

/// Every program knows `--help` and `--version`, as its first argument: behind other options the words may be a value.
/// True: the program was asked for one of them and has told it.
inline bool tells_help_or_version(int argc, char** argv, std::string_view program, std::string_view help) {
  std::string_view const asked = argc > 1 ? argv[1] : "";
  if (asked == "--help") {
    std::cout << help;
  } else if (asked == "--version") {
    std::cout << program << " (rubrica) " << rubrica::version_text << '\n';
  } else {
    return false;
  }
  return true;
}
