#include "sandbox/formats/pdf.hpp"

#include "sandbox/formats/file_stamp.hpp"
#include "sandbox/formats/pdf_objects.hpp"
#include "sandbox/formats/text.hpp"

#include <fmt/format.h>

#include <stdexcept>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
constexpr char const* paper = "/MediaBox [0 0 595 842]";
constexpr std::size_t hole_digits = 3000; // three times what the stamp takes
constexpr std::size_t range_digits = 40;

std::string content_stream(std::vector<std::string> const& lines) {
  std::string const content = page_text(lines);
  return fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content);
}

/// Objects of the revision, by number.
struct revision_numbers {
  int page, content, font, field, signature, size;
};

std::string blank_signature(instant at) {
  std::string time = amz_text(at); // `20240304T122700Z`
  time.erase(time.find('T'), 1);
  return fmt::format(
      "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:{}) /ByteRange [{}] /Contents <{}> >>", time,
      std::string(range_digits, ' '), std::string(hole_digits, '0'));
}

/// The revision without its stamp.
std::string blank_revision(std::string_view original, std::vector<std::string> const& lines, instant at) {
  bool const ends_line = !original.empty() && original.back() == '\n';
  std::string const gap = ends_line ? "" : "\n";
  pdf_outline const seen = outline_of(original);
  int const first = seen.next_number;
  revision_numbers const n{first, first + 1, first + 2, first + 3, first + 4, first + 5};
  auto const pages = with_page(seen.pages_dictionary, n.page);
  pdf_objects objects(original.size() + gap.size());
  objects.add(n.content, content_stream(lines));
  objects.add(n.font, font);
  objects.add(n.page,
              fmt::format("<< /Type /Page{} {} /Contents {} 0 R /Resources << /Font << /F1 {} 0 R >> >> /Annots [{} 0 R] >>",
                          pages ? fmt::format(" /Parent {} 0 R", *seen.pages) : std::string(), paper, n.content, n.font,
                          n.field));
  objects.add(n.field,
              fmt::format("<< /Type /Annot /Subtype /Widget /FT /Sig /T (rubrica) /F 132 /Rect [0 0 0 0] /P {} 0 R /V {} 0 R >>",
                          n.page, n.signature));
  objects.add(n.signature, blank_signature(at));
  if (pages) objects.add(*seen.pages, *pages);
  if (!seen.catalog_dictionary.empty() && seen.catalog_dictionary.find("/AcroForm") == std::string::npos) {
    std::string const form = fmt::format("/AcroForm << /Fields [{} 0 R] /SigFlags 3 >>", n.field);
    objects.add(*seen.catalog, with_entry(seen.catalog_dictionary, form));
  }
  std::string const root = seen.catalog ? fmt::format(" /Root {} 0 R", *seen.catalog) : std::string();
  std::string const previous = seen.table ? fmt::format(" /Prev {}", *seen.table) : std::string();
  return gap + std::move(objects).finish(n.size, root + previous);
}

std::string hexadecimal(std::string_view bytes) {
  std::string out;
  for (char const c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

} // namespace

std::string make_pdf(std::vector<std::string> const& lines) {
  std::string const header = "%PDF-1.4\n";
  pdf_objects objects(header.size());
  objects.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
  objects.add(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  objects.add(3, fmt::format("<< /Type /Page /Parent 2 0 R {} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", paper));
  objects.add(4, content_stream(lines));
  objects.add(5, font);
  return header + std::move(objects).finish(6, " /Root 1 0 R");
}

std::string closing_revision(std::string_view original, std::vector<std::string> const& lines, instant at, file_stamp& stamp) {
  std::string out = blank_revision(original, lines, at);
  std::size_t const contents = out.rfind("/Contents <") + 10;
  std::size_t const end = contents + hole_digits + 2;
  std::string const range = fmt::format("0 {} {} {}", original.size() + contents, original.size() + end, out.size() - end);
  out.replace(out.rfind("/ByteRange [") + 12, range.size(), range);
  std::string covered;
  covered.reserve(original.size() + out.size());
  covered.append(original).append(out, 0, contents).append(out, end);
  std::string const digits = hexadecimal(stamp.sign(covered, at));
  if (digits.size() > hole_digits) throw std::runtime_error("the simulator's signature is larger than its place");
  out.replace(contents + 1, digits.size(), digits);
  return out;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
