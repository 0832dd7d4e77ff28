#pragma once

#include "clicksign/protocol/file_marks.hpp"
#include "http/file.hpp"

#include <rubrica/signing/request.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The bytes of a file to sign, to be looked at here and there: it is never read whole.
class content {
public:
  /// The file must outlive it.
  static result<content> of(file const& one);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// So many bytes from there, fewer at the end. What cannot be read is missing.
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
  std::string_view rule;
  std::string_view sentence;
};

/// What speaks against the content, going by the extension of the name: another kind of file, an end that is missing, a damaged
/// one, a password.
std::optional<content_fault> fault_of(content& file, std::string_view name);

std::optional<content_fault> fault_of_pdf(content& file);
std::optional<content_fault> fault_of_docx(content& file);
std::optional<content_fault> fault_of_doc(content& file);

using clicksign::compound_mark;
using clicksign::pdf_mark;
using clicksign::zip_mark;
/// How far from the beginning a PDF may begin: what Acrobat takes.
inline constexpr std::size_t pdf_mark_within = 1024;

} // namespace signing
RUBRICA_END_NAMESPACE
