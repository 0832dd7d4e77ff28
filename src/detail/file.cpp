#include "detail/file.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace detail {
namespace {

error_info file_error(std::string_view doing) {
  // The path is left out: a file's name may be a person's.
  return make_error(errc::file_error, fmt::format("{}: {}", doing, std::generic_category().message(errno)));
}

std::string folder_of(std::string const& path) {
  std::size_t const slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

int open_again(char const* path, int flags, mode_t mode = 0) {
  int descriptor = -1;
  do descriptor = ::open(path, flags | O_CLOEXEC, mode);
  while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

} // namespace

input_file::input_file(input_file&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(std::exchange(other.size_, 0)) {}

input_file& input_file::operator=(input_file&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

input_file::~input_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

result<input_file> input_file::open(std::string const& path) {
  input_file file;
  file.descriptor_ = open_again(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (file.descriptor_ < 0) return file_error("opening the file");
  struct stat about {};
  if (::fstat(file.descriptor_, &about) != 0) return file_error("reading the file's size");
  if (!S_ISREG(about.st_mode)) return make_error(errc::file_error, "it is not a regular file");
  file.size_ = static_cast<std::uint64_t>(about.st_size);
  return file;
}

result<std::size_t> input_file::read(char* buffer, std::size_t size) {
  ssize_t got = -1;
  do got = ::read(descriptor_, buffer, size);
  while (got < 0 && errno == EINTR);
  if (got < 0) return file_error("reading the file");
  return static_cast<std::size_t>(got);
}

result<std::size_t> input_file::read_at(std::uint64_t at, char* buffer, std::size_t size) {
  ssize_t got = -1;
  do got = ::pread(descriptor_, buffer, size, static_cast<off_t>(at));
  while (got < 0 && errno == EINTR);
  if (got < 0) return file_error("reading the file");
  return static_cast<std::size_t>(got);
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
  std::uint64_t tag = 0;
  if (::getrandom(&tag, sizeof tag, 0) != sizeof tag) return file_error("drawing a temporary name");
  std::string temporary = fmt::format("{}.{:016x}.part", path, tag);
  int const descriptor = open_again(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return file_error("creating the file");
  return atomic_file(descriptor, std::move(temporary), path);
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
  if (::close(std::exchange(descriptor_, -1)) != 0) return file_error("closing the file");
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return file_error("renaming the file");
  temporary_.clear();
  // The new name survives a power cut only once the folder is on the disk too.
  int const folder = open_again(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY);
  if (folder < 0) return file_error("opening the folder");
  bool const synced = ::fsync(folder) == 0;
  ::close(folder);
  if (!synced) return file_error("syncing the folder");
  return {};
}

}}} // namespace rubrica::v0_1::detail
