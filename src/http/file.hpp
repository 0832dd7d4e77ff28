#pragma once

#include <rubrica/core/result.hpp>

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Refuses a path that is not UTF-8 or holds a NUL, where the system would stop reading it: `errors` has the pointer and says
/// which byte.
result<void> check_path(std::string const& path, std::string_view pointer);

/// A regular file opened for reading. Anything else is refused at once: to open a FIFO or a device may wait for ever.
class input_file {
public:
  /// Never waits: a pipe, a device or a folder of that name is refused.
  static result<input_file> open(std::string const& path);

  input_file() = default;
  input_file(input_file&& other) noexcept;
  input_file& operator=(input_file&& other) noexcept;
  ~input_file();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// How many bytes were read; 0 at the end.
  result<std::size_t> read(char* buffer, std::size_t size);
  /// The same from a place of the file; where `read` goes on stays as it is.
  result<std::size_t> read_at(std::uint64_t at, char* buffer, std::size_t size);
  /// Whether its size and time of change are those that it was opened with.
  [[nodiscard]] bool is_unchanged() const;

private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  timespec changed_{};
};

/// A file that appears under its name only when it is complete: it is written in the same folder under another name, synced
/// and renamed. That name is short and its own, and the file is locked while somebody writes it: what a process that was killed
/// left in the folder is removed when the next one is created there.
class atomic_file {
public:
  static result<atomic_file> create(std::string const& path);

  atomic_file(atomic_file&& other) noexcept;
  atomic_file& operator=(atomic_file&& other) = delete;
  /// Removes what was written unless it was committed.
  ~atomic_file();

  result<void> write(std::string_view bytes);
  /// Throws away what was written so far.
  result<void> restart();
  /// An error with `outcome::done`: the file is complete and in its place, but may not survive a loss of power.
  result<void> commit();

private:
  atomic_file(int descriptor, std::string temporary, std::string path);

  int descriptor_ = -1;
  std::string temporary_;
  std::string path_;
};

} // namespace detail
RUBRICA_END_NAMESPACE
