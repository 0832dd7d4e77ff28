#include "clicksign/protocol/file_check.hpp"
#include "text/ascii.hpp"

#include "clicksign/protocol/file_marks.hpp"
#include "clicksign/protocol/upload_body.hpp"

#include <charconv>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

using detail::begins_with;

error_info no_proof(std::string_view why) {
  return make_error(errc::protocol, why, outcome::rejected);
}

bool says(std::string_view digits, std::uint64_t size) {
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() && value == size;
}

bool is_pdf(std::string_view first) {
  // Readers accept a PDF whose header begins within these bytes, and such files are in use.
  return !is_markup(first) && first.substr(0, bytes_that_tell).find(pdf_mark) != std::string_view::npos;
}

bool is_zip(std::string_view first) {
  return begins_with(first, zip_mark) || begins_with(first, empty_zip_mark);
}

bool is_word(std::string_view first) {
  return is_zip(first) || begins_with(first, compound_mark) || begins_with(first, rtf_mark);
}

bool is_original(std::string_view media, std::string_view first) {
  if (is_pdf(first)) return true; // ClickSign converts other files to PDF
  if (media == media_type_of("x.pdf")) return false;
  if (media == media_type_of("x.doc") || media == media_type_of("x.docx")) return is_word(first);
  if (media == media_type_of("x.jpg")) return begins_with(first, "\xFF\xD8\xFF");
  if (media == media_type_of("x.png")) return begins_with(first, "\x89PNG\r\n\x1A\n");
  return !is_markup(first); // a text, or an unknown kind of file
}

} // namespace

result<void> check_whole(http::response const& answer, std::uint64_t size) {
  bool chunked = false;
  bool has_length = false;
  for (http::header const& field : answer.fields) {
    std::string_view const value = field.value;
    if (http::same_name(field.name, "Content-Encoding") && !value.empty() && !http::same_name(value, "identity"))
      return no_proof("the storage service sent the file in another coding");
    if (http::same_name(field.name, "Transfer-Encoding")) {
      if (chunked || !http::same_name(value, "chunked")) return no_proof("the storage service sent the file in an unknown way");
      chunked = true;
    }
    if (http::same_name(field.name, "Content-Length")) {
      has_length = true;
      if (!says(value, size)) return no_proof("the storage service sent another length than it announced");
    }
  }
  if (chunked || has_length) return {};
  return no_proof("the storage service does not say where the file ends, so it may be incomplete");
}

result<void> check_kind(document_file which, std::string_view filename, std::string_view first) {
  bool fits = false;
  switch (which) {
  case document_file::signed_file: fits = is_pdf(first); break;
  case document_file::zipped: fits = is_zip(first); break;
  case document_file::original: fits = is_original(media_type_of(filename), first); break;
  }
  if (fits) return {};
  return no_proof("the storage service sent something else than the file, perhaps a web page");
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
