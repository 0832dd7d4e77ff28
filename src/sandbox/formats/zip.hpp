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
/// A zip archive with uncompressed entries.
std::string make_zip(std::vector<zip_entry> const& entries);

struct zip_file {
  std::string name;
  std::string bytes;
};
/// The files of an archive, in the order of its directory. Nothing when it is not an archive, is damaged or encrypted, uses a
/// method that Word does not use (stored, deflated), or exceeds `limits`.
std::optional<std::vector<zip_file>> read_zip(std::string_view archive);

} // namespace sandbox
RUBRICA_END_NAMESPACE
