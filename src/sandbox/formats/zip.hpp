#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

struct zip_entry {
  std::string name;
  std::string_view bytes;
};
/// A zip archive whose entries are stored as they are.
std::string make_zip(std::vector<zip_entry> const& entries);

struct zip_file {
  std::string name;
  std::string bytes;
};
/// The files of an archive, in the order of its directory. Nothing when it is no archive, is damaged or encrypted, packs in
/// another way than Word does (stored and deflated), or holds more than `limits` let it.
std::optional<std::vector<zip_file>> read_zip(std::string_view archive);

} // namespace sandbox
RUBRICA_END_NAMESPACE
