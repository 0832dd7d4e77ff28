#include "signing/file_name.hpp"

#include <algorithm>
#include <array>

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

constexpr std::array<std::string_view, 3> accepted{".doc", ".docx", ".pdf"};

std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string lower_extension(std::string_view name) {
  std::size_t const dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return extension;
}

/// The name without what could be taken for a folder.
std::string without_folders(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }, '-');
  return name;
}

} // namespace

bool has_accepted_extension(std::string_view name) {
  std::string const extension = lower_extension(name);
  return std::find(accepted.begin(), accepted.end(), extension) != accepted.end();
}

std::string file_name_of(file const& one) {
  std::string own(base_name(one.path));
  if (one.name.empty()) return own;
  std::string name = without_folders(one.name);
  if (one.path.empty()) return name;
  // The content's kind is that of the path: a name may not claim another one.
  std::string const extension = lower_extension(own);
  return lower_extension(name) == extension ? name : name + extension;
}

}}} // namespace rubrica::v0_1::signing
