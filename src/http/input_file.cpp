// Reading is in core, which is compiled for Windows too; what writes files is POSIX (file.cpp).
#include "http/file.hpp"
#include "http/file_calls.hpp"
#include "text/utf8.hpp"

#include <sys/stat.h>

#ifdef _WIN32
#include <io.h>

#include <filesystem>
#else
#include <unistd.h>
#endif

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

#ifdef _WIN32

using file_state = struct _stat64;

int open_to_read(std::string const& path) {
  return ::_wopen(std::filesystem::u8path(path).c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
}
bool look_at(int descriptor, file_state& state) {
  return ::_fstat64(descriptor, &state) == 0;
}
timespec changed_at(file_state const& state) {
  return {state.st_mtime, 0};
}
int read_some(int descriptor, char* buffer, std::size_t size) {
  constexpr std::size_t most = 1U << 30;
  return ::_read(descriptor, buffer, static_cast<unsigned>(std::min(size, most)));
}
int read_some_at(int descriptor, std::uint64_t at, char* buffer, std::size_t size) {
  auto const before = ::_lseeki64(descriptor, 0, SEEK_CUR);
  if (before < 0 || ::_lseeki64(descriptor, static_cast<std::int64_t>(at), SEEK_SET) < 0) return -1;
  int const got = read_some(descriptor, buffer, size);
  return ::_lseeki64(descriptor, before, SEEK_SET) < 0 ? -1 : got;
}
void close_it(int descriptor) {
  ::_close(descriptor);
}

#else

using file_state = struct stat;

int open_to_read(std::string const& path) {
  return open_again(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
}
bool look_at(int descriptor, file_state& state) {
  return ::fstat(descriptor, &state) == 0;
}
timespec changed_at(file_state const& state) {
  return state.st_mtim;
}
ssize_t read_some(int descriptor, char* buffer, std::size_t size) {
  ssize_t got = -1;
  do got = ::read(descriptor, buffer, size);
  while (got < 0 && errno == EINTR);
  return got;
}
ssize_t read_some_at(int descriptor, std::uint64_t at, char* buffer, std::size_t size) {
  ssize_t got = -1;
  do got = ::pread(descriptor, buffer, size, static_cast<off_t>(at));
  while (got < 0 && errno == EINTR);
  return got;
}
void close_it(int descriptor) {
  ::close(descriptor);
}

#endif

} // namespace

result<void> check_path(std::string const& path, std::string_view pointer) {
  std::size_t const nul = path.find('\0');
  std::size_t const right = std::min(valid_utf8_length(path), nul);
  if (right >= path.size()) return {};
  error_info error = make_error(errc::invalid_argument, "a path or the name of a file holds bytes that cannot be used");
  problem one;
  one.code = "path";
  one.detail = fmt::format("byte {} is {}", right, right == nul ? "a NUL" : "not UTF-8");
  one.pointer = pointer;
  error.problems.push_back(std::move(one));
  return error;
}

input_file::input_file(input_file&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(std::exchange(other.size_, 0)), changed_(other.changed_) {}

input_file& input_file::operator=(input_file&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  std::swap(changed_, other.changed_);
  return *this;
}

input_file::~input_file() {
  if (descriptor_ >= 0) close_it(descriptor_);
}

result<input_file> input_file::open(std::string const& path) {
  input_file file;
  file.descriptor_ = open_to_read(path);
  if (file.descriptor_ < 0) return file_error("opening the file");
  file_state state{};
  if (!look_at(file.descriptor_, state)) return file_error("reading the file's size");
  if (!S_ISREG(state.st_mode)) return make_error(errc::file_error, "it is not a regular file");
  file.size_ = static_cast<std::uint64_t>(state.st_size);
  file.changed_ = changed_at(state);
  return file;
}

bool input_file::is_unchanged() const {
  file_state state{};
  if (!look_at(descriptor_, state)) return false;
  timespec const changed = changed_at(state);
  bool const same_time = changed.tv_sec == changed_.tv_sec && changed.tv_nsec == changed_.tv_nsec;
  return same_time && static_cast<std::uint64_t>(state.st_size) == size_;
}

result<std::size_t> input_file::read(char* buffer, std::size_t size) {
  auto const got = read_some(descriptor_, buffer, size);
  if (got < 0) return file_error("reading the file");
  return static_cast<std::size_t>(got);
}

result<std::string> input_file::read_all() {
  std::string out(static_cast<std::size_t>(size_), '\0');
  std::size_t have = 0;
  while (have < out.size()) {
    auto const got = read(out.data() + have, out.size() - have);
    if (!got) return got.error();
    if (*got == 0) break;
    have += *got;
  }
  out.resize(have);
  return out;
}

result<std::size_t> input_file::read_at(std::uint64_t at, char* buffer, std::size_t size) {
  auto const got = read_some_at(descriptor_, at, buffer, size);
  if (got < 0) return file_error("reading the file");
  return static_cast<std::size_t>(got);
}

} // namespace detail
RUBRICA_END_NAMESPACE
