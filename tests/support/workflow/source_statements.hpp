#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

namespace rubrica_test {

/// The texts in quotes of a source, those side by side as one; without raw ones and comments.
inline std::set<std::string> quoted_in(std::string_view source) {
  std::set<std::string> out;
  std::string joined;
  auto const flush = [&] {
    if (!joined.empty()) out.insert(joined);
    joined.clear();
  };
  for (std::size_t i = 0; i < source.size(); ++i) {
    char const c = source[i];
    if (c == '/' && source.substr(i, 2) == "//") {
      i = std::min(source.find('\n', i), source.size());
    } else if (c == 'R' && source.substr(i, 3) == "R\"(") {
      i = std::min(source.find(")\"", i), source.size()) + 1;
    } else if (c == '\'' && i > 0 && std::isdigit(static_cast<unsigned char>(source[i - 1])) == 0) { // a letter
      i = source.find('\'', i + (source[i + 1] == '\\' ? 3 : 2));
    } else if (c == '"') {
      for (++i; i < source.size() && source[i] != '"'; ++i) joined += source[i] == '\\' ? source[++i] : source[i];
    } else if (c != ' ' && c != '\n') {
      flush();
    }
  }
  flush();
  return out;
}

inline bool names_a_table(std::string const& statement) {
  for (char const* word : {"FROM rubrica_", "INTO rubrica_", "UPDATE rubrica_"}) {
    if (statement.find(word) != std::string::npos) return true;
  }
  return false;
}

/// How each statement of these sources on a table of rubrica's begins: up to the first word that differs between databases.
inline std::set<std::string> statements_in(std::filesystem::path const& folder) {
  std::set<std::string> out;
  for (auto const& one : std::filesystem::recursive_directory_iterator(folder)) {
    if (one.path().extension() != ".cpp") continue;
    std::ifstream in(one.path());
    for (std::string text : quoted_in(std::string(std::istreambuf_iterator<char>(in), {}))) {
      constexpr std::string_view insert_new = "{insert_new}";
      if (text.rfind(insert_new, 0) == 0) text.replace(0, insert_new.size(), "INSERT INTO");
      for (std::string_view const verb : {"SELECT ", "INSERT ", "UPDATE ", "DELETE "}) {
        if (text.rfind(verb, 0) == 0 && names_a_table(text)) out.insert(text.substr(0, text.find('{')));
      }
    }
  }
  return out;
}

} // namespace rubrica_test
