#include "signing/preflight/file_name.hpp"
#include "text/ascii.hpp"

#include "text/plain.hpp"

#include <algorithm>
#include <array>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::array<std::string_view, 3> accepted{".doc", ".docx", ".pdf"};

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// The name on one line, without path separators.
std::string shown(std::string_view text) {
  std::string name = text::one_line(text);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '/' || c == '\\'; }, '-');
  return name;
}

} // namespace

std::string extension_of(std::string_view name) {
  std::size_t const dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  return detail::lower(std::string(name.substr(dot)));
}

bool has_accepted_extension(std::string_view name) {
  std::string const extension = extension_of(name);
  return std::find(accepted.begin(), accepted.end(), extension) != accepted.end();
}

std::string file_name_of(file const& one) {
  std::string own = shown(base_name(one.path));
  std::string name = shown(one.name);
  if (name.empty()) return own;
  if (one.path.empty()) return name;
  // The content is of the kind that the path says; a name may not say another one.
  std::string const extension = extension_of(own);
  return extension_of(name) == extension ? name : name + extension;
}

} // namespace signing
RUBRICA_END_NAMESPACE
