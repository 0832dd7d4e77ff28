#include "workflow/files/scratch_file.hpp"

#include "workflow/changes/change_log.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

namespace fs = std::filesystem;

/// `DIGEST-`, after which the number of the claim stands, and then the document's digest.
std::string begin_of(std::string const& tenant, std::string const& id) {
  return change_key({"scratch", tenant, id}).substr(0, 32) + "-";
}

} // namespace

scratch_file::scratch_file(file_store const& files, std::string const& tenant, std::string const& id, std::int64_t number,
                           document_id const& document)
    : path_(files.scratch_folder() + "/" + begin_of(tenant, id) + std::to_string(number) + "-" +
            change_key({"document", document.text()}).substr(0, 32)) {}

scratch_file::~scratch_file() {
  std::remove(path_.c_str());
}

result<void> remove_scratch_files(file_store const& files, std::string const& tenant, std::string const& id,
                                  std::int64_t number) {
  std::string const begin = begin_of(tenant, id);
  std::error_code problem;
  for (fs::directory_iterator at(files.scratch_folder(), problem); !problem && at != fs::directory_iterator();
       at.increment(problem)) {
    std::string const name = at->path().filename().string();
    bool const is_left =
        name.compare(0, begin.size(), begin) == 0 && std::strtoll(name.c_str() + begin.size(), nullptr, 10) < number;
    if (is_left) fs::remove(at->path(), problem);
    if (problem) break;
  }
  if (!problem) return {};
  return make_error(errc::file_error, "what a worker left in the scratch folder cannot be removed: " + problem.message(),
                    outcome::not_sent);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
