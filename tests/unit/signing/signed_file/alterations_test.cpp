#include "support/catch.hpp"

#include "authority.hpp"

namespace alterations_test {

using namespace signed_file_tests;

namespace {

/// As PAdES with an elliptic curve, and as PKCS #7 with RSA.
std::vector<std::string> small_signed_files() {
  pdf_signing how = authority::one().signing();
  how.subfilter = "ETSI.CAdES.detached";
  how.names_certificate = true;
  identity_options rsa;
  rsa.rsa_bits = 2048;
  return {sign_pdf("%PDF-1.4\n", authority::one().signer, how),
          sign_pdf("%PDF-1.4\n", make_identity(rsa, &authority::one().middle), authority::one().signing())};
}

} // namespace

TEST_CASE("a file with any bit changed is not intact", "[signing][signed_file][property]") {
  for (std::string file : small_signed_files()) {
    REQUIRE(is_intact(check(file)));
    std::string unnoticed;
    for (std::size_t bit = 0; bit < 8 * file.size(); ++bit) {
      char const right = file[bit / 8];
      file[bit / 8] = static_cast<char>(right ^ (1 << (bit % 8)));
      auto const report = verify_signed_bytes(file, authority::one().trusted, today());
      if (report && is_intact(*report)) unnoticed += " byte " + std::to_string(bit / 8) + " as " + file[bit / 8];
      file[bit / 8] = right;
    }
    CHECK(unnoticed.empty());
  }
}

TEST_CASE("a file cut at any byte is not intact", "[signing][signed_file][property]") {
  std::string const file = authority::one().sign(small_pdf());
  for (std::size_t size = 0; size < file.size(); ++size) {
    auto const report = verify_signed_bytes(std::string_view(file).substr(0, size), authority::one().trusted, today());
    INFO(size << " bytes of " << file.size());
    bool const good = report && (report->covered_to_end || is_intact(*report));
    CHECK_FALSE(good);
  }
}

TEST_CASE("a file without any one of its bytes, or with any one twice, is not intact", "[signing][signed_file][property]") {
  std::string const file = authority::one().sign(small_pdf());
  for (std::size_t at = 0; at < file.size(); ++at) {
    for (std::string const& changed : {std::string(file).erase(at, 1), std::string(file).insert(at, 1, file[at])}) {
      auto const report = verify_signed_bytes(changed, authority::one().trusted, today());
      INFO("byte " << at << " of " << file.size());
      bool const intact = report && is_intact(*report);
      CHECK_FALSE(intact);
    }
  }
}

} // namespace alterations_test
