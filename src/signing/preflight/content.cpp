#include "signing/preflight/content.hpp"
#include "text/ascii.hpp"

#include "signing/preflight/file_name.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using detail::begins_with;

/// Another kind of file than the name says; the kind is named when it is clear.
content_fault other_kind(std::string_view beginning) {
  constexpr preflight_rule::known rule = preflight_rule::file_content;
  if (beginning.find(pdf_mark) < pdf_mark_within) return {rule, "The extension says Word, but the file is a PDF."};
  if (begins_with(beginning, zip_mark))
    return {rule, "The file is a .docx or another archive, which its extension does not say."};
  if (begins_with(beginning, compound_mark))
    return {rule, "The file is a .doc of Word before 2007, which its extension does not say."};
  if (clicksign::is_markup(beginning))
    return {rule, "The file is a web page or XML: perhaps that of a login instead of the document."};
  if (begins_with(beginning, clicksign::rtf_mark))
    return {rule, "The file is a Rich Text (.rtf), which its extension does not say."};
  return {rule, "The content of the file is not of the kind that its extension says."};
}

std::optional<content_fault> fault_of_kind(content& file, std::string_view extension) {
  std::string const beginning = file.read(0, pdf_mark_within + pdf_mark.size());
  bool const is_compound = begins_with(beginning, compound_mark);
  if (extension == ".pdf") return beginning.find(pdf_mark) < pdf_mark_within ? fault_of_pdf(file) : other_kind(beginning);
  if (extension == ".doc") return is_compound ? fault_of_doc(file) : other_kind(beginning);
  // A .docx with a password is a compound file.
  return begins_with(beginning, zip_mark) || is_compound ? fault_of_docx(file) : other_kind(beginning);
}

} // namespace

result<content> content::of(file const& one) {
  content out;
  if (one.path.empty()) {
    out.bytes_ = one.bytes;
    out.size_ = one.bytes.size();
    return out;
  }
  auto opened = detail::input_file::open(one.path);
  if (!opened) return std::move(opened).error();
  out.size_ = opened->size();
  out.opened_ = *std::move(opened);
  return out;
}

std::string content::read(std::uint64_t at, std::size_t count) {
  if (at >= size_) return {};
  count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - at));
  if (!opened_) return std::string(bytes_.substr(static_cast<std::size_t>(at), count));
  std::string out(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    auto const got = opened_->read_at(at + have, out.data() + have, count - have);
    failed_ = failed_ || !got || *got == 0;
    if (!got || *got == 0) break;
    have += *got;
  }
  out.resize(have);
  return out;
}

std::string content::read_end(std::size_t count) {
  return read(size_ - std::min<std::uint64_t>(size_, count), count);
}

std::optional<content_fault> fault_of(content& file, std::string_view name) {
  if (!has_accepted_extension(name)) return std::nullopt; // `check_name` reports it
  auto const fault = fault_of_kind(file, extension_of(name));
  if (file.failed()) return content_fault{preflight_rule::file_unreadable, "The file cannot be read to its end."};
  return fault;
}

} // namespace signing
RUBRICA_END_NAMESPACE
