#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/result.hpp>

#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A signed file that is to be kept.
struct file_to_keep {
  std::string tenant{};
  std::string id{};       ///< the submission's
  int attempt = 1;        ///< which sending of it
  document_id document{}; ///< ClickSign's
  std::string name{};     ///< the document's, such as `contrato.pdf`
  std::string path{};     ///< where it lies now; it is removed afterwards
  std::string sha256{};   ///< 64 hexadecimal digits
};

/// Where signed files are kept: `folder_files`, or an object storage of your own. May be used from several threads at once.
class RUBRICA_EXPORT file_store {
public:
  virtual ~file_store();

  /// Keeps the file, durably when it returns, and gives the reference by which you find it again. The same file may come twice, after
  /// a crash: then the first reference must be given again, or one that replaces it.
  virtual result<std::string> keep(file_to_keep const& one) = 0;
  /// Erases what was kept under the reference. A file that is not there is no error.
  virtual result<void> erase(std::string const& tenant, std::string const& reference) = 0;
  /// A folder of this machine for files until `keep`, with nothing else in it; on the same file system as the kept ones where that
  /// saves a copy. What a worker leaves there who is killed is removed when the file is fetched again, or by `forget`: workers on
  /// several machines need a folder that all of them see, or one that is emptied at the machine's start.
  [[nodiscard]] virtual std::string scratch_folder() const = 0;
};

/// Files in folders of this machine: `FOLDER/TENANT/…`. The reference is the path below the folder. Names are made of letters, digits
/// and digests only, whatever the tenant, the submission and the file are called.
///
/// The folder is made where it does not exist. `file_error` when it cannot be used.
RUBRICA_EXPORT result<std::shared_ptr<file_store>> open_folder_files(std::string const& folder);

/// The same, to be written in an aggregate. Throws `failure` when the folder cannot be used.
RUBRICA_EXPORT std::shared_ptr<file_store> folder_files(std::string const& folder);

} // namespace workflow
RUBRICA_END_NAMESPACE
