#pragma once

#include "http/file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The bytes of a PDF, in memory or in a file, read in windows so that memory does not grow with the file.
class byte_source {
public:
  explicit byte_source(std::string_view bytes) : window_(bytes), size_(bytes.size()) {}
  explicit byte_source(detail::input_file& file) : file_(&file), size_(file.size()) {}

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Bytes from that position, `least` of them unless the file ends before. They stay until the next call.
  [[nodiscard]] std::string_view at(std::uint64_t position, std::size_t least = 1);
  /// Where the word is found first, from that position on.
  [[nodiscard]] std::optional<std::uint64_t> find(std::string_view word, std::uint64_t from);
  /// Whether bytes could not be read. The file ends there then.
  [[nodiscard]] bool failed() const { return failed_; }

private:
  void load(std::uint64_t position);

  detail::input_file* file_ = nullptr;
  std::string buffer_;
  std::string_view window_; ///< of the file, beginning at `begin_`
  std::uint64_t begin_ = 0;
  std::uint64_t size_ = 0;
  bool failed_ = false;
};

} // namespace signing
RUBRICA_END_NAMESPACE
