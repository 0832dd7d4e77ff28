#pragma once

#include <rubrica/core/result.hpp>

#include <string>
#include <string_view>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A descriptor that is closed at the end, which also gives its locks back.
class descriptor {
public:
  explicit descriptor(int number = -1) : number_(number) {}
  descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  descriptor& operator=(descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~descriptor();
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
  int number_;
};

/// `file_error`, with what the system says; the path is left out, because it may name a person.
error_info refused_by_system(std::string const& doing);

/// Whether the file's name has this extension, and something before it.
bool has_extension(std::string_view name, std::string_view extension);

/// Of a journal's changes of one key, one at a time; those of other keys go on.
///
/// It locks a byte of the journal's file `lock` that the digest of the key chooses, and so needs no file for each key: on a full
/// disk none could be made. The lock belongs to the open file, so it holds between threads too, and the system gives it back
/// when the process is gone.
class key_lock {
public:
  /// Waits for a living process, which needs milliseconds, but not for one that stands still: `not_ready`.
  static result<key_lock> take(std::string const& file, std::string const& key_digest);

private:
  explicit key_lock(descriptor file) : file_(std::move(file)) {}
  descriptor file_;
};

/// A file that a process locks for as long as it lives, under a name that nobody had before.
class process_mark {
public:
  static result<process_mark> make(std::string const& folder);

  process_mark(process_mark&& other) noexcept = default;
  process_mark& operator=(process_mark&& other) = delete;
  ~process_mark();

  [[nodiscard]] std::string const& process() const { return process_; }

  static bool is_mark(std::string_view name);
  static bool is_alive(std::string const& folder, std::string const& process);
  /// The mark of a process that was killed.
  static void remove_if_left_over(std::string const& folder, std::string const& name);

private:
  process_mark(descriptor file, std::string path, std::string process);

  descriptor file_;
  std::string path_;
  std::string process_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
