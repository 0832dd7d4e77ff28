#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace rubrica_test {

/// The bytes of a file of tests/data.
inline std::string data_file(std::string const& path) {
  std::ifstream file(std::filesystem::path(RUBRICA_TEST_DATA) / path, std::ios::binary);
  if (!file) throw std::runtime_error("no file tests/data/" + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// All JSON files of tests/data, in the order of their paths.
inline std::vector<std::string> all_json_files() {
  std::vector<std::string> paths;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(RUBRICA_TEST_DATA)) {
    if (entry.path().extension() == ".json") paths.push_back(std::filesystem::relative(entry, RUBRICA_TEST_DATA).string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (std::string const& path : paths) texts.push_back(data_file(path));
  return texts;
}

} // namespace rubrica_test
