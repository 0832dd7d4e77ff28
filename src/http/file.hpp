#pragma once

#include <rubrica/core/result.hpp>

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Refuses a path that is not UTF-8 or that contains a NUL, where the system would stop reading it: `problems` has the pointer and
/// the position of the byte.
result<void> check_path(std::string const& path, std::string_view pointer);

/// A regular file opened for reading. Anything else is refused at once: opening a FIFO or a device may block for ever.
class input_file {
public:
  /// Never blocks: a pipe, a device or a folder of that name is refused.
  static result<input_file> open(std::string const& path);

  input_file() = default;
  input_file(input_file&& other) noexcept;
  input_file& operator=(input_file&& other) noexcept;
  ~input_file();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// How many bytes were read; 0 at the end.
  result<std::size_t> read(char* buffer, std::size_t size);
  /// Everything from the position of `read` to the end that the file had when it was opened.
  result<std::string> read_all();
  /// Reads at that position; the position of `read` does not change.
  result<std::size_t> read_at(std::uint64_t at, char* buffer, std::size_t size);
  /// Whether its size and modification time are the same as when it was opened.
  [[nodiscard]] bool is_unchanged() const;

private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  timespec changed_{};
};

/// A file that appears under its name only when it is complete: it is written in the same folder under a temporary name, synced
/// and renamed. The temporary name is short and unique, and the file is locked while it is written.
class atomic_file {
public:
  static result<atomic_file> create(std::string const& path);

  atomic_file(atomic_file&& other) noexcept;
  atomic_file& operator=(atomic_file&& other) = delete;
  /// Removes the temporary file unless it was committed.
  ~atomic_file();

  result<void> write(std::string_view bytes);
  /// Discards what was written so far.
  result<void> restart();
  /// An error with `outcome::done`: the file is complete and in its place, but may not survive a power failure.
  result<void> commit();

private:
  atomic_file(int descriptor, std::string temporary, std::string path);

  int descriptor_ = -1;
  std::string temporary_;
  std::string path_;
};

/// Removes what killed processes left of such files in the folder of this one; what cannot be inspected stays. It reads the whole
/// folder, so it is not for each of many small files.
void remove_leftovers_beside(std::string const& path);

} // namespace detail
RUBRICA_END_NAMESPACE
