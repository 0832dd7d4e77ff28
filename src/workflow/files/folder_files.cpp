#include <rubrica/workflow/file_store.hpp>

#include "workflow/changes/change_log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

file_store::~file_store() = default;

namespace {

constexpr char scratch_name[] = "scratch";

error_info refused(std::string_view doing) {
  // The path is left out: it may name a person.
  return make_error(errc::file_error, fmt::format("{}: {}", doing, std::generic_category().message(errno)), outcome::not_sent);
}

/// A name for a folder or a file of whatever the text is: two texts never share one, and none leads elsewhere.
std::string name_of(std::initializer_list<std::string_view> parts) {
  return change_key(parts).substr(0, 32);
}

/// Syncs a file, or the names in a folder.
result<void> sync(std::string const& path, int flags) {
  int descriptor = -1;
  do descriptor = ::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return refused("opening what is to be synced");
  bool const done = ::fsync(descriptor) == 0;
  int const why = errno;
  ::close(descriptor);
  errno = why;
  if (!done) return refused("syncing a kept file");
  return {};
}

result<void> make_folder(std::string const& path) {
  if (::mkdir(path.c_str(), S_IRWXU) == 0) {
    auto const slash = path.rfind('/');
    return sync(slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash), O_DIRECTORY);
  }
  struct stat about {};
  if (errno != EEXIST) return refused("making a folder for files");
  if (::stat(path.c_str(), &about) != 0) return refused("reading the folder for files");
  if (!S_ISDIR(about.st_mode)) return make_error(errc::file_error, "the folder for files is not a folder", outcome::not_sent);
  return {};
}

/// References are ours: 32 hexadecimal digits, a slash, and a name without another one.
bool is_reference(std::string const& tenant, std::string const& reference) {
  std::string const begins = name_of({"tenant", tenant}) + "/";
  if (reference.compare(0, begins.size(), begins) != 0) return false;
  constexpr std::string_view allowed = "0123456789abcdef-.p";
  std::string_view const rest = std::string_view(reference).substr(begins.size());
  return !rest.empty() && rest.front() != '.' && rest.find_first_not_of(allowed) == std::string_view::npos;
}

class folder_store final : public file_store {
public:
  explicit folder_store(std::string folder) : folder_(std::move(folder)) {}

  result<std::string> keep(file_to_keep const& one) override {
    std::string const tenant = name_of({"tenant", one.tenant});
    std::string const folder = folder_ + "/" + tenant;
    if (auto made = make_folder(folder); !made) return std::move(made).error();
    // The name depends on what it is, not on its bytes: the same file that comes twice takes its own place.
    std::string const name =
        fmt::format("{}-{}-{}.pdf", name_of({"submission", one.id}), one.attempt, name_of({"document", one.document.text()}));
    std::string const path = folder + "/" + name;
    if (auto synced = sync(one.path, O_NONBLOCK); !synced) return std::move(synced).error();
    if (::rename(one.path.c_str(), path.c_str()) != 0) return refused("moving a signed file into its folder");
    if (auto synced = sync(folder, O_DIRECTORY); !synced) return std::move(synced).error();
    return tenant + "/" + name;
  }

  result<void> erase(std::string const& tenant, std::string const& reference) override {
    if (!is_reference(tenant, reference)) {
      return make_error(errc::invalid_argument, "it is no reference of this tenant", outcome::not_sent);
    }
    std::string const path = folder_ + "/" + reference;
    if (::unlink(path.c_str()) != 0) {
      if (errno == ENOENT || errno == ENOTDIR) return {};
      return refused("erasing a kept file");
    }
    return sync(path.substr(0, path.rfind('/')), O_DIRECTORY);
  }

  [[nodiscard]] std::string scratch_folder() const override { return folder_ + "/" + scratch_name; }

private:
  std::string folder_;
};

} // namespace

result<std::shared_ptr<file_store>> open_folder_files(std::string const& folder) {
  std::string path = folder;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  bool const usable = !path.empty() && path.find('\0') == std::string::npos;
  if (!usable) return make_error(errc::invalid_argument, "the folder for files has no usable name", outcome::not_sent);
  for (std::string const& one : {path, path + "/" + scratch_name}) {
    if (auto made = make_folder(one); !made) return std::move(made).error();
    if (::access(one.c_str(), R_OK | W_OK | X_OK) != 0) return refused("using the folder for files");
  }
  return std::shared_ptr<file_store>(std::make_shared<folder_store>(std::move(path)));
}

std::shared_ptr<file_store> folder_files(std::string const& folder) {
  return open_folder_files(folder).value();
}

} // namespace workflow
RUBRICA_END_NAMESPACE
