#include "tools/coverage/test_cases.hpp"

#include <algorithm>

#include "tools/coverage/text.hpp"

namespace coverage {
namespace {

constexpr std::string_view opening = "\nTEST_CASE(\"";

std::string name_at(std::string const& text, std::size_t at) {
  std::string name;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
    name += text[at];
  }
  return name;
}

std::size_t after_space(std::string const& text, std::size_t at) {
  return std::min(text.find_first_not_of(" \n", at), text.size());
}

} // namespace

std::vector<test_case> test_cases_in(std::filesystem::path const& folder) {
  std::vector<test_case> all;
  for (auto const& path : sources_in(folder)) {
    std::string const text = text_of(path);
    std::size_t at = text.find(opening);
    std::string const helpers = text.substr(0, at);
    while (at != std::string::npos) {
      std::size_t const next = text.find(opening, at + 1);
      all.push_back({name_at(text, at + opening.size()), text.substr(at, next - at), helpers, path.filename().string()});
      at = next;
    }
  }
  return all;
}

bool calls(std::string const& source, std::string const& resource, std::string const& method) {
  for (std::size_t at = source.find(resource); at != std::string::npos; at = source.find(resource, at + 1)) {
    if (at > 0 && is_word(source[at - 1])) continue;
    std::size_t end = at + resource.size();
    if (has_at(source, end, "()")) end = after_space(source, end + 2);
    if (has_at(source, end, "." + method + "(")) return true;
  }
  return false;
}

} // namespace coverage
