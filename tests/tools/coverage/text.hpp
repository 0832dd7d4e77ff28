#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// As much of C++ as the sources of this project need to be read: their layout is clang-format's.

namespace coverage {

inline std::string text_of(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The C++ sources right in the folder, by name.
inline std::vector<std::filesystem::path> sources_in(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> all;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".cpp") all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

inline bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The identifier that begins here.
inline std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(at, end - at);
}

/// The identifier that ends before here.
inline std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

inline bool has_at(std::string_view text, std::size_t at, std::string_view what) {
  return at <= text.size() && text.substr(at, what.size()) == what;
}

inline bool ends_with(std::string_view text, std::string_view what) {
  return text.size() >= what.size() && text.substr(text.size() - what.size()) == what;
}

} // namespace coverage
