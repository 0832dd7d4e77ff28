#pragma once

#include "clicksign/protocol/file_marks.hpp"
#include "http/file.hpp"

#include <rubrica/signing/preflight_rule.hpp>
#include <rubrica/signing/request.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The bytes of a file to sign, for reading single places: it is never read as a whole.
class content {
public:
  /// The file must outlive it.
  static result<content> of(file const& one);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// `count` bytes from that position, fewer at the end. Bytes that cannot be read are missing.
  std::string read(std::uint64_t at, std::size_t count);
  /// The last bytes.
  std::string read_end(std::size_t count);
  /// Whether something could not be read.
  [[nodiscard]] bool failed() const { return failed_; }

private:
  std::optional<detail::input_file> opened_;
  std::string_view bytes_;
  std::uint64_t size_ = 0;
  bool failed_ = false;
};

/// A rule of the preflight that the content breaks.
struct content_fault {
  preflight_rule::known rule;
  std::string_view sentence;
};

/// What is wrong with the content, compared with the extension of the name: another kind of file, a missing end, a damaged file,
/// a password.
std::optional<content_fault> fault_of(content& file, std::string_view name);

std::optional<content_fault> fault_of_pdf(content& file);
std::optional<content_fault> fault_of_docx(content& file);
std::optional<content_fault> fault_of_doc(content& file);

using clicksign::compound_mark;
using clicksign::pdf_mark;
using clicksign::zip_mark;
/// How far from the beginning the header of a PDF may be: Acrobat's limit.
inline constexpr std::size_t pdf_mark_within = 1024;

} // namespace signing
RUBRICA_END_NAMESPACE
