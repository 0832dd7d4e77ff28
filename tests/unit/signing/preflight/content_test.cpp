#include "support/catch.hpp"

#include "support/files/docx.hpp"
#include "support/files/pdf.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/preflight.hpp>

#include <sys/stat.h>

namespace content_test {

using namespace rubrica;
using namespace rubrica::signing;

namespace {

instant const now = *timestamp("2026-11-22T10:00:00.000-03:00").at();

/// The rules that the file breaks, in memory and on disk alike; each with its pointer.
std::string rules_broken_by(std::string const& name, std::string const& bytes) {
  rubrica_test::temporary_folder const folder;
  auto request = rubrica_test::small_request();
  auto const broken = [&](file one, std::string const& member) {
    request.files = {std::move(one)};
    std::string out;
    for (problem const& found : rubrica_test::problems_of(request, now)) {
      CHECK(found.pointer == "/files/0/" + member);
      out += (out.empty() ? "" : " ") + found.code;
    }
    return out;
  };
  file in_memory;
  in_memory.bytes = bytes;
  in_memory.name = name;
  file on_disk;
  on_disk.path = folder.write(name, bytes);
  std::string const told = broken(in_memory, "bytes");
  CHECK(broken(on_disk, "path") == told);
  in_memory.check_content = false;
  CHECK(broken(in_memory, "bytes").empty());
  return told;
}

std::string pdf_with(std::string const& trailer, std::string const& before = {}) {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + before + "trailer" + trailer + "\n%%EOF\n";
}

/// A PDF whose cross-reference stream has the dictionary.
std::string pdf_with_stream(std::string const& dictionary, std::string const& junk = {}) {
  std::string const begin = "%PDF-1.5\n1 0 obj<</Type/Catalog>>endobj\n";
  return junk + begin + "7 0 obj\n<</Type/XRef" + dictionary + ">>\nstream\nxxxx\nendstream\nendobj\nstartxref\n" +
         std::to_string(begin.size()) + "\n%%EOF";
}

std::string compound(std::size_t size) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  bytes.resize(size, '\0');
  return bytes;
}

} // namespace

TEST_CASE("a whole PDF passes, with junk before it and blanks, NULs or remarks behind it", "[signing][preflight][file]") {
  std::string const pdf = rubrica_test::small_pdf();
  for (std::string const& good :
       {pdf, std::string("\xEF\xBB\xBF") + pdf, std::string(1000, ' ') + pdf, pdf + std::string(300'000, '\0'), pdf + "\r\n\r\n",
        pdf + "% sent by mail\n" + std::string(3'000, 'x'), pdf.substr(0, pdf.rfind("%%EOF")) + "startxref\n120\n%%E",
        pdf_with("<</Root 1 0 R>>"), pdf_with_stream("/Size 8/W[1 2 1]")}) {
    CHECK(rules_broken_by("contrato.pdf", good).empty());
  }
  CHECK(rules_broken_by("CONTRATO.PDF", pdf).empty());
}

TEST_CASE("a PDF that is cut off has no end", "[signing][preflight][file]") {
  std::string const pdf = rubrica_test::small_pdf("contrato", 200'000);
  for (std::string const& bad : {std::string("%PDF-1.4\n"), std::string("\xEF\xBB\xBF%PDF-1.4\n"),
                                 std::string("%PDF-1.4 contrato"), pdf.substr(0, 100'000), pdf.substr(0, pdf.size() - 100)}) {
    CHECK(rules_broken_by("contrato.pdf", bad) == "file_truncated");
  }
  std::string const for_the_web =
      "%PDF-1.4\n1 0 obj<</Linearized 1/L 90000>>endobj\ntrailer<</Size 9>>\nstartxref\n0\n%%EOF\n2 0 obj<<";
  CHECK(rules_broken_by("contrato.pdf", for_the_web) == "file_truncated");
}

TEST_CASE("a file that is no PDF is refused with what it is", "[signing][preflight][file]") {
  for (std::string const& bad : {std::string("<html>login</html>"), std::string("\n<!DOCTYPE html>"), std::string("nine byte"),
                                 rubrica_test::docx("x"), compound(2048), std::string(1025, ' ') + rubrica_test::small_pdf()}) {
    CHECK(rules_broken_by("contrato.pdf", bad) == "file_content");
  }
}

TEST_CASE("an encrypted PDF is known by its trailer, wherever that is", "[signing][preflight][file]") {
  for (std::string const& bad :
       {pdf_with("<</Root 1 0 R/Encrypt 5 0 R>>"),
        pdf_with("<< /ID[<00><(>] /Info 3 0 R\n/Encrypt << /Filter/Standard >> /Root 1 0 R >>"),
        pdf_with("<</Root 1 0 R/Enc#72ypt 5 0 R>>"), pdf_with("<</A(\\)>>)/B/C/Encrypt 5 0 R>>"),
        pdf_with_stream("/Size 8/Encrypt 5 0 R"), pdf_with_stream("/Size 8/Encrypt 5 0 R", "\xEF\xBB\xBF")}) {
    INFO(bad);
    CHECK(rules_broken_by("contrato.pdf", bad) == "file_encrypted");
  }
  std::string const begin = "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Encrypt 5 0 R>>\n";
  std::string const far = begin + std::string(100'000, 'x') + "\nstartxref\n9\n%%EOF\n";
  CHECK(rules_broken_by("contrato.pdf", far) == "file_encrypted");
}

TEST_CASE("a PDF that only speaks of encryption is open", "[signing][preflight][file]") {
  for (std::string const& good :
       {pdf_with("<</Root 1 0 R>>", "4 0 obj<<>>stream\n/Encrypt 5 0 R trailer<</Encrypt 5 0 R>>\nendstream endobj\n"),
        pdf_with("<</Root 1 0 R/Title(/Encrypt 5 0 R)>>"), pdf_with("<</Root<</Encrypt 5 0 R>>>>"),
        pdf_with("<</Root 1 0 R/Name/Encrypt>>"), pdf_with("<</Root 1 0 R/Encrypt null>>"),
        pdf_with("<</Root 1 0 R/EncryptMetadata true>>"), pdf_with("<</Root 1 0 R% /Encrypt 5 0 R\n>>"),
        pdf_with_stream("/Size 8/Info(/Encrypt)")}) {
    INFO(good);
    CHECK(rules_broken_by("contrato.pdf", good).empty());
  }
}

TEST_CASE("a hostile PDF ends the reading, not the program", "[signing][preflight][file]") {
  for (std::string const& odd : {pdf_with(std::string(200'000, '<')), pdf_with("<<" + std::string(200'000, '[')),
                                 pdf_with("<</A("), pdf_with("<</A<"), pdf_with("<<#"), pdf_with("<</#4"), pdf_with("<</A%"),
                                 std::string("%PDF-1.4\nstartxref\n99999999999999999999999999\n%%EOF"),
                                 std::string("%PDF-1.4\nstartxref\n18446744073709551615\n%%EOF")}) {
    CHECK_NOTHROW(rules_broken_by("contrato.pdf", odd));
  }
}

TEST_CASE("a .docx is an archive with a document in it", "[signing][preflight][file]") {
  std::string const docx = rubrica_test::docx(rubrica_test::paragraph({"Contrato"}));
  for (std::string const& good : {docx, rubrica_test::docx("x", rubrica_test::packing::stored)}) {
    CHECK(rules_broken_by("contrato.docx", good).empty());
  }
  CHECK(rules_broken_by("CONTRATO.Docx", docx).empty());
  rubrica_test::zip_writer other;
  other.add("[Content_Types].xml", "<Types/>").add("xl/workbook.xml", "<workbook/>");
  for (std::string const& bad :
       {std::string("PK\x03\x04junk"), docx.substr(0, docx.size() / 2), docx.substr(0, docx.size() - 30), other.archive()}) {
    CHECK(rules_broken_by("contrato.docx", bad) == "file_broken");
  }
  for (std::string const& bad : {rubrica_test::small_pdf(), std::string("<html>login</html>"), compound(2048)}) {
    CHECK(rules_broken_by("contrato.docx", bad) == "file_content");
  }
  std::string locked = compound(2048);
  for (char c : std::string("EncryptedPackage")) locked.append({c, '\0'});
  CHECK(rules_broken_by("contrato.docx", locked) == "file_encrypted");
}

TEST_CASE("a .doc is a compound file", "[signing][preflight][file]") {
  CHECK(rules_broken_by("contrato.doc", compound(2048)).empty());
  CHECK(rules_broken_by("contrato.doc", compound(8)) == "file_truncated");
  std::string locked = compound(2048);
  locked[512] = '\xEC';
  locked[513] = '\xA5';
  CHECK(rules_broken_by("contrato.doc", locked).empty());
  locked[523] = '\x01';
  CHECK(rules_broken_by("contrato.doc", locked) == "file_encrypted");
  for (std::string const& bad :
       {rubrica_test::small_pdf(), rubrica_test::docx("x"), std::string("{\\rtf1}"), std::string("<html>")}) {
    CHECK(rules_broken_by("contrato.doc", bad) == "file_content");
  }
}

TEST_CASE("a pipe, a device or a folder in the place of a file is refused at once", "[signing][preflight][file]") {
  rubrica_test::temporary_folder const folder;
  std::string const pipe = folder.path("fifo.pdf");
  std::string const directory = folder.path("pasta.pdf");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  REQUIRE(::mkdir(directory.c_str(), 0700) == 0);
  auto request = rubrica_test::small_request();
  for (std::string const& path : {pipe, directory, std::string("/dev/zero")}) {
    request.files[0] = {};
    request.files[0].path = path;
    auto const found = rubrica_test::problems_of(request, now);
    REQUIRE_FALSE(found.empty());
    CHECK(found.back().code == "file_unreadable");
    CHECK(found.back().pointer == "/files/0/path");
  }
}

TEST_CASE("a name that cannot be sent has a pointer, and one that breaks the line is made plain", "[signing][preflight][file]") {
  rubrica_test::temporary_folder const folder;
  auto request = rubrica_test::small_request();
  request.files[0] = {};
  request.files[0].path = folder.write("lat\xE9.pdf", rubrica_test::small_pdf());
  auto found = rubrica_test::problems_of(request, now);
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "text_encoding");
  CHECK(found[0].pointer == "/files/0/path");
  request.files[0].name = "Contrato";
  CHECK(rubrica_test::problems_of(request, now).empty());
  for (char const* name : {"quebra\nlinha.pdf", "Contrato de presta\xC3\xA7\xC3\xA3o \xE2\x80\x94 n\xC2\xBA 12 (v2).pdf"}) {
    request.files[0] = {};
    request.files[0].path = folder.write(name, rubrica_test::small_pdf());
    CHECK(rubrica_test::problems_of(request, now).empty());
  }
}

} // namespace content_test
