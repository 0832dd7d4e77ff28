#include "http/file.hpp"

#include "crypto/random.hpp"
#include "http/file_calls.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <memory>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string folder_of(std::string const& path) {
  std::size_t const slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// Prefix of the temporary files: no other program uses it, and a long file name of the caller would leave no room for more.
constexpr std::string_view name_begins = ".rubrica-";
constexpr std::string_view name_ends = ".part";
constexpr std::size_t name_size = name_begins.size() + 16 + name_ends.size();
constexpr int most_tries = 16;

bool is_temporary(std::string_view name) {
  if (name.size() != name_size || name.substr(0, name_begins.size()) != name_begins) return false;
  if (name.substr(name_size - name_ends.size()) != name_ends) return false;
  return name.substr(name_begins.size(), 16).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Marks the file as in use until its last descriptor is closed. False when it was removed in the meantime.
bool lock(int descriptor) {
  int locked = -1;
  do locked = ::flock(descriptor, LOCK_EX);
  while (locked != 0 && errno == EINTR);
  // On a file system without locks a clean-up cannot lock the file either, and so leaves it alone.
  struct stat about {};
  return ::fstat(descriptor, &about) == 0 && about.st_nlink > 0;
}

void remove_if_left_over(int folder, char const* name) {
  int descriptor = -1;
  do descriptor = ::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return;
  struct stat about {};
  bool const is_ours = ::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == ::geteuid();
  // Whoever writes the file holds the lock; a process that was killed does not.
  if (is_ours && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) ::unlinkat(folder, name, 0);
  ::close(descriptor);
}

} // namespace

void remove_leftovers_beside(std::string const& path) {
  std::unique_ptr<DIR, int (*)(DIR*)> const folder(::opendir(folder_of(path).c_str()), &::closedir);
  if (folder == nullptr) return;
  while (dirent const* entry = ::readdir(folder.get())) {
    if (is_temporary(entry->d_name)) remove_if_left_over(::dirfd(folder.get()), entry->d_name);
  }
}

atomic_file::atomic_file(int descriptor, std::string temporary, std::string path)
    : descriptor_(descriptor), temporary_(std::move(temporary)), path_(std::move(path)) {}

atomic_file::atomic_file(atomic_file&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), temporary_(std::move(other.temporary_)), path_(std::move(other.path_)) {
  other.temporary_.clear();
}

atomic_file::~atomic_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

result<atomic_file> atomic_file::create(std::string const& path) {
  if (path.empty() || path.back() == '/') return make_error(errc::invalid_argument, "the path names no file");
  if (auto checked = check_path(path, "/path"); !checked) return std::move(checked).error();
  struct stat about {};
  bool const exists = ::stat(path.c_str(), &about) == 0;
  if (!exists && errno == ENAMETOOLONG) return file_error("creating the file");
  if (exists && S_ISDIR(about.st_mode)) return make_error(errc::file_error, "the path is a folder's");
  std::string const folder = folder_of(path);
  for (int tries = 0; tries < most_tries; ++tries) {
    std::string temporary = fmt::format("{}/{}{}{}", folder, name_begins, detail::random_id(), name_ends);
    int const descriptor = open_again(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (descriptor < 0) return file_error("creating the file");
    atomic_file file(descriptor, std::move(temporary), path);
    if (lock(descriptor)) return file;
    file.temporary_.clear(); // a clean-up removed it before it was locked
  }
  return make_error(errc::file_error, "creating the file: others remove it again and again");
}

result<void> atomic_file::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return file_error("writing the file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

result<void> atomic_file::restart() {
  if (::ftruncate(descriptor_, 0) != 0 || ::lseek(descriptor_, 0, SEEK_SET) != 0) return file_error("emptying the file");
  return {};
}

result<void> atomic_file::commit() {
  if (::fsync(descriptor_) != 0) return file_error("syncing the file");
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return file_error("renaming the file");
  temporary_.clear();
  // The new name survives a power failure only once the folder is on the disk too. A process that may write into a folder may
  // not always read it, and then the folder cannot be synced; syncing the file again has the same effect on the file systems in
  // use.
  int const folder = open_again(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY);
  bool const synced = ::fsync(folder < 0 ? descriptor_ : folder) == 0;
  int const why = errno;
  if (folder >= 0) ::close(folder);
  ::close(std::exchange(descriptor_, -1)); // its bytes are synced already, so an error does not matter
  if (synced) return {};
  errno = why;
  error_info error = file_error("the file is complete and in its place, but its folder could not be synced");
  error.outcome = outcome::done;
  return error;
}

} // namespace detail
RUBRICA_END_NAMESPACE
