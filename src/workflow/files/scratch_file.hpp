#pragma once

#include <rubrica/core/id.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/workflow/file_store.hpp>

#include <cstdint>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// The place of a file until it is kept; nothing is left of it afterwards. `number` is that of the claim: a worker who stood still does
/// not write into the file of the one who took over.
class scratch_file {
public:
  scratch_file(file_store const& files, std::string const& tenant, std::string const& id, std::int64_t number,
               document_id const& document);
  ~scratch_file();
  scratch_file(scratch_file const&) = delete;
  scratch_file& operator=(scratch_file const&) = delete;
  [[nodiscard]] std::string const& path() const { return path_; }

private:
  std::string path_;
};

/// Removes what workers of this submission left there who were killed, under claims before this number.
result<void> remove_scratch_files(file_store const& files, std::string const& tenant, std::string const& id, std::int64_t number);

} // namespace workflow
RUBRICA_END_NAMESPACE
