#include "support/catch.hpp"

#include "authority.hpp"

// What was done to PDFs to make readers call a changed file a signed one, and other forms that prove nothing.

namespace forms_test {

using namespace signed_file_tests;

namespace {

authority const& by() {
  return authority::one();
}

std::string dictionary(std::string const& inside) {
  return "9 0 obj\n<< /Type /Sig /SubFilter /adbe.pkcs7.detached " + inside + " >>\nendobj\n%%EOF\n";
}

std::string signed_as(std::string const& revision, pdf_signing const& how = by().signing()) {
  return sign_pdf_as(small_pdf(), revision, by().signer, how);
}

std::string replaced(std::string text, std::string const& old, std::string const& by_this) {
  std::size_t const at = text.find(old);
  if (at == std::string::npos) throw std::runtime_error("nothing to replace");
  return text.replace(at, old.size(), by_this);
}

/// The numbers of the file's only `ByteRange`, with the blanks that were left for them.
std::string range_of(std::string const& file) {
  std::size_t const at = file.find("/ByteRange [") + 12;
  return file.substr(at, file.find(']', at) - at);
}

/// The file with other numbers of the same width.
std::string with_range(std::string const& file, std::string numbers) {
  std::string const old = range_of(file);
  numbers.resize(old.size(), ' ');
  return replaced(file, old, numbers);
}

std::vector<std::string> words(std::string const& text) {
  std::vector<std::string> out;
  std::string word;
  for (char const c : text + ' ') {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::exchange(word, {}));
    }
  }
  return out;
}

void check_broken(std::string const& file) {
  auto const report = check(file);
  REQUIRE(report.signatures.size() == 1);
  CHECK(report.signatures[0].verdict == signature_verdict::broken);
  CHECK_FALSE(report.signatures[0].reason.empty());
  CHECK_FALSE(report.covered_to_end);
  CHECK_FALSE(is_intact(report));
}

} // namespace

TEST_CASE("the same dictionary in other spellings is a signature all the same", "[signing][signed_file]") {
  CHECK(verdict_of(signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"))) == signature_verdict::valid);
  CHECK(verdict_of(signed_as(dictionary("/Contents HOLE/ByteRange[RANGE]"))) == signature_verdict::valid);
  CHECK(verdict_of(signed_as(dictionary("/Byte#52ange [RANGE] % a comment with (\n/#43ontents HOLE"))) ==
        signature_verdict::valid);
  CHECK(verdict_of(signed_as(
            dictionary("/Reason (\\) of (it)) /Prop << /A [1 << /B 2 >>] >> /R 1 0 R /ByteRange [RANGE] /Contents HOLE"))) ==
        signature_verdict::valid);
  CHECK(verdict_of(signed_as(
            "9 0 obj << /FT /Sig /V << /SubFilter /adbe.pkcs7.detached /ByteRange [RANGE] /Contents HOLE >> >> endobj")) ==
        signature_verdict::valid);
}

TEST_CASE("a ByteRange that is not four whole numbers is broken", "[signing][signed_file]") {
  std::string const file = signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"));
  auto const n = words(range_of(file));
  REQUIRE(n.size() == 4);
  for (std::string const& numbers :
       {std::string(), n[0] + ' ' + n[1] + ' ' + n[2], n[0] + ' ' + n[1] + ' ' + n[2] + ' ' + n[3] + " 0",
        "-0 " + n[1] + ' ' + n[2] + ' ' + n[3], n[0] + ' ' + n[1] + ".0 " + n[2] + ' ' + n[3],
        n[0] + " +" + n[1] + ' ' + n[2] + ' ' + n[3], n[0] + ' ' + n[1] + ' ' + n[2] + " /A",
        "[" + n[0] + ' ' + n[1] + ' ' + n[2] + ' ' + n[3] + "]", n[0] + ' ' + n[1] + ' ' + n[2] + " 3 0 R",
        n[0] + ' ' + n[1] + ' ' + n[2] + " 99999999999999999999"}) {
    INFO(numbers);
    check_broken(with_range(file, numbers));
  }
  check_broken(signed_as(dictionary("/ByteRange 7 0 R /Old [RANGE] /Contents HOLE")));
  check_broken(signed_as(dictionary("/ByteRange /Old [RANGE] /Contents HOLE")));
  check_broken(signed_as(dictionary("/ByteRange null /Old [RANGE] /Contents HOLE")));
  check_broken(signed_as(dictionary("/ByteRange << /A [RANGE] >> /Contents HOLE")));
}

TEST_CASE("a ByteRange that leaves out anything but its own Contents is broken", "[signing][signed_file]") {
  std::string const file = signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"));
  auto const n = words(range_of(file));
  auto const sum = [](std::string const& number, int more) { return std::to_string(std::stol(number) + more); };
  std::string const& a = n[1];
  std::string const& b = n[2];
  std::string const& c = n[3];
  for (std::string const& numbers :
       {"1 " + sum(a, -1) + ' ' + b + ' ' + c, "0 " + sum(a, -1) + ' ' + b + ' ' + c, "0 " + sum(a, 1) + ' ' + b + ' ' + c,
        "0 " + a + ' ' + sum(b, 1) + ' ' + sum(c, -1), "0 " + a + ' ' + sum(b, -1) + ' ' + sum(c, 1),
        "0 " + a + ' ' + b + ' ' + sum(c, 1), b + ' ' + c + " 0 " + a, "0 " + std::to_string(file.size()) + " 0 0",
        std::string("0 0 0 0"), "0 " + a + " 0 " + a, "0 " + a + ' ' + b + " 18446744073709551615",
        "0 " + a + " 18446744073709551615 1"}) {
    INFO(numbers);
    check_broken(with_range(file, numbers));
  }
  for (std::size_t gap : {1U, 9U}) {
    pdf_signing how = by().signing();
    how.gap = gap;
    check_broken(signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE /Reason (enough room)"), how));
  }
}

TEST_CASE("a ByteRange that ends before the file does leaves the rest uncovered", "[signing][signed_file]") {
  std::string const file = signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"));
  auto const n = words(range_of(file));
  auto const report = check(with_range(file, "0 " + n[1] + ' ' + n[2] + ' ' + std::to_string(std::stol(n[3]) - 1)));
  REQUIRE(report.signatures.size() == 1);
  CHECK(report.signatures[0].verdict == signature_verdict::altered);
  CHECK(report.signatures[0].appended == 1);
  CHECK_FALSE(report.covered_to_end);
}

TEST_CASE("Contents must be one hexadecimal string in the dictionary of the ByteRange", "[signing][signed_file]") {
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Cert HOLE")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Contents 9 0 R /Cert HOLE")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Contents (a) /Cert HOLE")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Contents [HOLE]")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Inner << /Contents HOLE >>")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE /Contents <00>")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Contents <00> /Contents HOLE")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /ByteRange [0 1 2 3] /Contents HOLE")));
  check_broken(signed_as(dictionary("/ByteRange [0 1 2 3] /ByteRange [RANGE] /Contents HOLE")));
  check_broken(signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE 0 R")));
  check_broken(signed_as("9 0 obj << /ByteRange [RANGE] /Contents HOLE /SubFilter /adbe.pkcs7.detached endobj"));
  auto const two = check(signed_as(dictionary("/Contents HOLE") + dictionary("/ByteRange [RANGE]")));
  REQUIRE(two.signatures.size() == 1);
  CHECK(two.signatures[0].verdict == signature_verdict::broken);
}

TEST_CASE("Contents may hold nothing but one value and zeros", "[signing][signed_file]") {
  std::string const file = signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"));
  std::size_t const last = file.find('>', file.find("/Contents <")) - 1;
  for (char const c : {'1', ' ', 'g', '<', '('}) {
    std::string changed = file;
    changed[last] = c;
    check_broken(changed);
  }
  std::string mixed = file;
  std::size_t const letter = file.find_first_of("abcdef", file.find("/Contents <") + 11);
  mixed[letter] = static_cast<char>(mixed[letter] - 'a' + 'A');
  check_broken(mixed);
  std::string empty = file;
  std::size_t const first = file.find("/Contents <") + 11;
  empty.replace(first, last + 1 - first, std::string(last + 1 - first, '0'));
  check_broken(empty);
  pdf_signing how = by().signing();
  how.hole = 20'001; // an odd number of digits
  CHECK(verdict_of(signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"), how)) == signature_verdict::valid);
  how.hole = 9 << 20; // more than a signature can take
  CHECK(verdict_of(signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"), how)) == signature_verdict::valid);
}

TEST_CASE("content that was put between the signed parts is found", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.hole = 20'000;
  std::string const file = signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE"), how);
  std::size_t const last = file.find('>', file.find("/Contents <"));
  std::string const evil = "> >> endobj 1 0 obj << /Type /Catalog /Evil true >> endobj 8 0 obj << /A <";
  // Into the zeros of Contents, which ByteRange leaves out.
  std::string wrapped = file;
  check_broken(wrapped.replace(last - evil.size() - 100, evil.size(), evil));
  // Behind Contents, with a ByteRange that leaves it out too.
  auto const n = words(range_of(file));
  std::string const moved = file.substr(0, last + 1) + " /Evil [" + file.substr(0, 30) + "] " + file.substr(last + 1);
  check_broken(with_range(moved, "0 " + n[1] + ' ' + std::to_string(moved.size() - std::stoul(n[3])) + ' ' + n[3]));
}

TEST_CASE("a revision after the signature is reported, even one that brings a signature of its own", "[signing][signed_file]") {
  std::string const file = by().sign(small_pdf());
  auto const saved = check(file + "1 0 obj << /Type /Catalog /Evil true >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
  CHECK(saved.signatures.at(0).verdict == signature_verdict::valid);
  CHECK(saved.signatures.at(0).appended > 0);
  CHECK_FALSE(is_intact(saved));
  auto const by_stranger = check(sign_pdf(file + "1 0 obj << /Evil true >> endobj\n", make_identity({}), {}));
  REQUIRE(by_stranger.signatures.size() == 2);
  CHECK(by_stranger.signatures[0].verdict == signature_verdict::valid);
  CHECK(by_stranger.signatures[1].verdict == signature_verdict::untrusted);
  CHECK(by_stranger.covered_to_end);
  CHECK_FALSE(is_intact(by_stranger));
  // An old signature, copied to the end, is nobody's signature of the rest.
  auto const copied = check(file + file.substr(file.find("9 0 obj")));
  REQUIRE(copied.signatures.size() == 2);
  CHECK(copied.signatures[0].verdict == signature_verdict::valid);
  CHECK(copied.signatures[1].verdict == signature_verdict::broken);
  CHECK_FALSE(is_intact(copied));
}

TEST_CASE("of signatures that cover each other, only the last can be right", "[signing][signed_file]") {
  std::string const inner = dictionary("/Old /ByteRange /ByteRange [0 1 2 3] /Contents <00>");
  auto const report = check(sign_pdf(small_pdf() + inner, by().signer, by().signing()));
  REQUIRE(report.signatures.size() == 2);
  CHECK(report.signatures[0].verdict == signature_verdict::broken);
  CHECK(report.signatures[1].verdict == signature_verdict::valid);
  CHECK_FALSE(is_intact(report));
  // Two holes in one revision, each covered by the other range.
  std::string const both =
      signed_as(dictionary("/ByteRange [RANGE] /Contents HOLE") + dictionary("/ByteRange [0 1 2 3] /Contents <3000>"));
  auto const n = words(range_of(both));
  std::size_t const second = both.rfind("<3000>");
  std::string const numbers = "0 " + std::to_string(second) + ' ' + std::to_string(second + 6) + " 1";
  std::string const crossed = replaced(both, "[0 1 2 3]", '[' + numbers + ']');
  auto const wide = check(crossed);
  REQUIRE(wide.signatures.size() == 2);
  CHECK_FALSE(holds(wide.signatures[0].verdict));
  CHECK_FALSE(holds(wide.signatures[1].verdict));
}

TEST_CASE("what stands in streams, strings and comments is no signature", "[signing][signed_file]") {
  std::string const attached = by().sign(small_pdf());
  for (std::string const& length :
       {std::to_string(attached.size()), std::string("8 0 R"), std::string("3"), std::string("999999999")}) {
    std::string const flat = "stream\nBT (a ( b) ET << /ByteRange [0 1 2 3]\nendstream\nendobj\n";
    auto const report = check(by().sign(small_pdf() + "7 0 obj << /Length " + length + " >>\n" + flat));
    INFO(length);
    CHECK(report.signatures.size() == 1);
    CHECK(is_intact(report));
  }
  std::string const file = small_pdf() + "7 0 obj << /Type /EmbeddedFile /Length " + std::to_string(attached.size()) +
                           " >>\nstream\r\n" + attached + "\r\nendstream\nendobj\n";
  CHECK(check(file).state == signed_file_state::unsigned_file);
  CHECK(is_intact(check(by().sign(file))));
  CHECK(check(small_pdf() + "7 0 obj << /A (<< /ByteRange [0 1 2 3] /Contents <00> >>) >> endobj\n").signatures.empty());
  CHECK(check(small_pdf() + "% << /ByteRange [0 1 2 3] /Contents <00> >>\n").signatures.empty());
  CHECK(check(small_pdf() + "7 0 obj << /Key /ByteRange >> endobj\n").signatures.empty());
}

TEST_CASE("a file that speaks of signatures and has none that can be read is no unsigned file", "[signing][signed_file]") {
  for (char const* more :
       {"7 0 obj << /AcroForm << /SigFlags 3 /Fields [] >> >> endobj\n", "7 0 obj << /FT /Sig /V 5 0 R >> endobj\n",
        "7 0 obj << /Type /Sig /Filter /Adobe.PPKLite >> endobj\n", "7 0 obj << /Type /DocTimeStamp >> endobj\n",
        "7 0 obj << /Type /Sig /Contents (never closed", "7 0 obj << /Contents <0000", "7 0 obj << /A ] >>"}) {
    INFO(more);
    CHECK(check(small_pdf() + more).state == signed_file_state::unreadable);
  }
  CHECK(check(small_pdf() + "7 0 obj << /SigFlags 0 /FT /Tx >> endobj\n").state == signed_file_state::unsigned_file);
}

TEST_CASE("a file with too many signatures, or too deep a one, is refused or unreadable", "[signing][signed_file]") {
  std::string many = small_pdf();
  for (std::size_t i = 0; i < most_pdf_signatures; ++i) many += dictionary("/ByteRange [0 1 2 3] /Contents <00>");
  CHECK(check(many).signatures.size() == most_pdf_signatures);
  many += dictionary("/ByteRange [0 1 2 3] /Contents <00>");
  CHECK(verify_signed_bytes(many, by().trusted, today()).error().code == rubrica::errc::limit_exceeded);
  std::string deep = "7 0 obj ";
  for (int i = 0; i < 100'000; ++i) deep += "<</A[";
  CHECK(check(small_pdf() + deep).state == signed_file_state::unreadable);
  CHECK(check(small_pdf() + std::string(100'000, '(')).state == signed_file_state::unreadable);
  CHECK(is_intact(check(by().sign(small_pdf() + deep + " endobj\n"))));
}

} // namespace forms_test
