#include "support/catch.hpp"

#include "clicksign/protocol/file_check.hpp"

namespace file_check_test {

using namespace rubrica;
using namespace rubrica::clicksign;

namespace {

bool whole(http::headers fields, std::uint64_t size) {
  return check_whole({200, std::move(fields), {}}, size).has_value();
}

bool fits(document_file which, std::string_view filename, std::string_view first) {
  auto const checked = check_kind(which, filename, first);
  if (!checked) CHECK(checked.error().code == errc::protocol);
  return checked.has_value();
}

} // namespace

TEST_CASE("only a length or chunks prove that a file is whole", "[clicksign][protocol]") {
  CHECK(whole({{"Content-Length", "5"}}, 5));
  CHECK(whole({{"content-length", "005"}}, 5));
  CHECK(whole({{"Content-Length", "5"}, {"Content-Length", "5"}}, 5));
  CHECK(whole({{"Transfer-Encoding", "chunked"}}, 5));
  CHECK(whole({{"TRANSFER-ENCODING", "Chunked"}}, 5));
  CHECK(whole({{"Content-Length", "5"}, {"Content-Encoding", "identity"}}, 5));
  CHECK_FALSE(whole({}, 5));
  CHECK_FALSE(whole({{"Content-Type", "application/pdf"}}, 5));
  for (const char* value : {"4", "6", "", "-5", "+5", "5,5", "5 5", "0x5", "5.0", "NaN", "99999999999999999999"}) {
    INFO(value);
    CHECK_FALSE(whole({{"Content-Length", value}}, 5));
  }
  CHECK_FALSE(whole({{"Content-Length", "5"}, {"Content-Length", "6"}}, 5));
  for (const char* value : {"gzip", "gzip, chunked", "chunked, gzip", "identity", "xchunked", ""})
    CHECK_FALSE(whole({{"Transfer-Encoding", value}}, 5));
  CHECK_FALSE(whole({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}, 5));
  for (const char* value : {"gzip", "GZIP", "deflate", "br", "identity, gzip", "aws-chunked"})
    CHECK_FALSE(whole({{"Content-Length", "5"}, {"Content-Encoding", value}}, 5));
}

TEST_CASE("the first bytes of a file say whether it may be the one that was asked for", "[clicksign][protocol]") {
  std::string const pdf = "%PDF-1.7\n";
  std::string const zip = std::string("PK\x03\x04") + "....";
  std::string const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....";
  for (std::string_view page :
       {"<!DOCTYPE html><html>%PDF", " \r\n<html>", "\xEF\xBB\xBF<?xml version=\"1.0\"?><Error>", "<Error>"}) {
    for (const char* name : {"a.pdf", "a.docx", "a.doc", "a.txt", "a.jpg", "a.png", "a.odt", "a", ""}) {
      INFO(name << " " << page);
      CHECK_FALSE(fits(document_file::original, name, page));
    }
    CHECK_FALSE(fits(document_file::signed_file, "a.pdf", page));
    CHECK_FALSE(fits(document_file::zipped, "a.pdf", page));
  }
  // A signed file is a PDF, whatever was sent.
  for (const char* name : {"a.pdf", "a.docx", "a.txt"}) {
    CHECK(fits(document_file::signed_file, name, pdf));
    CHECK_FALSE(fits(document_file::signed_file, name, zip));
    CHECK_FALSE(fits(document_file::signed_file, name, "not a file"));
  }
  CHECK(fits(document_file::zipped, "a.pdf", zip));
  CHECK(fits(document_file::zipped, "a.pdf", std::string("PK\x05\x06", 4)));
  CHECK_FALSE(fits(document_file::zipped, "a.pdf", pdf));
  CHECK(fits(document_file::original, "a.PDF", pdf));
  CHECK_FALSE(fits(document_file::original, "a.pdf", zip));
  for (const char* name : {"a.doc", "a.docx"}) {
    CHECK(fits(document_file::original, name, zip));
    CHECK(fits(document_file::original, name, ole));
    CHECK(fits(document_file::original, name, "{\\rtf1"));
    CHECK(fits(document_file::original, name, pdf));
    CHECK_FALSE(fits(document_file::original, name, "anything"));
  }
  CHECK(fits(document_file::original, "a.jpeg", "\xFF\xD8\xFF\xE0"));
  CHECK(fits(document_file::original, "a.png", "\x89PNG\r\n\x1A\n"));
  CHECK_FALSE(fits(document_file::original, "a.png", "\xFF\xD8\xFF\xE0"));
  CHECK(fits(document_file::original, "a.txt", "Contrato"));
}

TEST_CASE("a PDF begins within its first 1,024 bytes", "[clicksign][protocol]") {
  CHECK(fits(document_file::signed_file, "a.pdf", std::string(1020, 'x') + "%PDF"));
  CHECK_FALSE(fits(document_file::signed_file, "a.pdf", std::string(1021, 'x') + "%PDF"));
}

} // namespace file_check_test
