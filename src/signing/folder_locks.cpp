#include "signing/folder_locks.hpp"

#include "crypto/random.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <thread>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view mark_ends = ".process";

descriptor open_file(std::string const& path, int flags) {
  int number = -1;
  do number = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  while (number < 0 && errno == EINTR);
  return descriptor(number);
}

bool lock_whole(descriptor const& file, int kind) {
  int locked = -1;
  do locked = ::flock(file.get(), kind | LOCK_NB);
  while (locked != 0 && errno == EINTR);
  return locked == 0;
}

bool lock_byte(descriptor const& file, off_t at) {
  struct flock wanted {};
  wanted.l_type = F_WRLCK;
  wanted.l_whence = SEEK_SET;
  wanted.l_start = at;
  wanted.l_len = 1;
  int locked = -1;
  do locked = ::fcntl(file.get(), F_OFD_SETLK, &wanted);
  while (locked != 0 && errno == EINTR);
  return locked == 0;
}

/// 28 bits of the digest, which every `off_t` can hold; two keys of one byte only wait for each other's changes.
off_t byte_of(std::string const& key_digest) {
  std::int32_t at = 0;
  std::from_chars(key_digest.data(), key_digest.data() + 7, at, 16);
  return at;
}

std::string path_of_mark(std::string const& folder, std::string const& process) {
  return fmt::format("{}/{}{}", folder, process, mark_ends);
}

} // namespace

descriptor::~descriptor() {
  if (number_ >= 0) ::close(number_);
}

error_info refused_by_system(std::string const& doing) {
  return make_error(errc::file_error, fmt::format("{} of the journal: {}", doing, std::generic_category().message(errno)));
}

bool has_extension(std::string_view name, std::string_view extension) {
  return name.size() > extension.size() && name.substr(name.size() - extension.size()) == extension;
}

// ---- a key ----

result<key_lock> key_lock::take(std::string const& path, std::string const& key_digest) {
  descriptor file = open_file(path, O_RDWR | O_CREAT);
  if (!file.is_open()) return refused_by_system("opening the lock");
  constexpr std::chrono::milliseconds pause{5};
  constexpr int most_tries = 400; // two seconds
  for (int tries = 0; tries < most_tries; ++tries) {
    if (lock_byte(file, byte_of(key_digest))) return key_lock(std::move(file));
    if (errno != EAGAIN && errno != EACCES) return refused_by_system("locking a key");
    std::this_thread::sleep_for(pause);
  }
  error_info why = make_error(errc::not_ready, "another process keeps the sending of this key locked", outcome::not_sent);
  why.retry_after = std::chrono::seconds(1);
  return why;
}

// ---- a process ----

process_mark::process_mark(descriptor file, std::string path, std::string process)
    : file_(std::move(file)), path_(std::move(path)), process_(std::move(process)) {}

process_mark::~process_mark() {
  if (file_.is_open()) ::unlink(path_.c_str());
}

/// Who clears the folder may meet the mark between its making and its locking: then another one is made.
result<process_mark> process_mark::make(std::string const& folder) {
  constexpr int most_tries = 16;
  for (int tries = 0; tries < most_tries; ++tries) {
    std::string process = detail::random_id();
    std::string path = path_of_mark(folder, process);
    descriptor file = open_file(path, O_RDWR | O_CREAT | O_EXCL);
    if (!file.is_open()) return refused_by_system("making the mark of the process");
    bool const is_locked = lock_whole(file, LOCK_EX);
    if (!is_locked && errno != EWOULDBLOCK) return refused_by_system("locking the mark of the process");
    struct stat about {};
    bool const is_in_place = ::fstat(file.get(), &about) == 0 && about.st_nlink > 0;
    if (is_locked && is_in_place) return process_mark(std::move(file), std::move(path), std::move(process));
  }
  return make_error(errc::file_error, "making the mark of the process: others remove it again and again");
}

bool process_mark::is_mark(std::string_view name) {
  return has_extension(name, mark_ends);
}

bool process_mark::is_alive(std::string const& folder, std::string const& process) {
  descriptor const mark = open_file(path_of_mark(folder, process), O_RDWR);
  if (!mark.is_open()) return errno != ENOENT; // without a descriptor left, nobody may be taken for dead
  return !lock_whole(mark, LOCK_SH);           // a shared one, because two may ask at once
}

void process_mark::remove_if_left_over(std::string const& folder, std::string const& name) {
  std::string const path = fmt::format("{}/{}", folder, name);
  descriptor const mark = open_file(path, O_RDWR);
  if (mark.is_open() && lock_whole(mark, LOCK_SH)) ::unlink(path.c_str());
}

} // namespace signing
RUBRICA_END_NAMESPACE
