#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/signing/signed_pdf.hpp"

#include <rubrica/signing/trust_store.hpp>

#include <sys/stat.h>

namespace trust_store_test {

using namespace rubrica_test;
using rubrica::errc;
using rubrica::signing::trust_store;

TEST_CASE("a trust store is empty until it has a certificate", "[signing][signed_file]") {
  trust_store const nobody;
  CHECK(nobody.empty());
  CHECK(nobody.size() == 0);
  CHECK(nobody.certificates() == nullptr);
}

TEST_CASE("a trust store holds all certificates of a text, each once", "[signing][signed_file]") {
  identity const one = make_identity({});
  identity const other = make_identity({});
  auto const both = trust_store::from_pem("AC de teste\n" + one.pem() + "\n# outra\n" + other.pem() + one.pem());
  REQUIRE(both);
  CHECK(both->size() == 2);
  CHECK_FALSE(both->empty());
  trust_store const copy = *both;
  CHECK(copy.certificates() == both->certificates());
}

TEST_CASE("a trust store refuses a text without certificates, or with one that is cut", "[signing][signed_file]") {
  std::string const pem = make_identity({}).pem();
  for (std::string const& text :
       {std::string(), std::string("no certificate"), pem.substr(0, pem.size() / 2), pem + pem.substr(0, 90),
        std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")}) {
    auto const refused = trust_store::from_pem(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::invalid_argument);
  }
}

TEST_CASE("a trust store reads a file, and neither a pipe nor a path without one", "[signing][signed_file][file]") {
  temporary_folder const folder;
  std::string const path = folder.write("raiz.pem", make_identity({}).pem());
  CHECK(trust_store::from_file(path).value().size() == 1);
  CHECK(trust_store::from_file(folder.path("missing.pem")).error().code == errc::file_error);
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(trust_store::from_file(folder.path("pipe")).error().code == errc::file_error);
  CHECK(trust_store::from_file(std::string("a\0b", 3)).error().code == errc::invalid_argument);
  CHECK(trust_store::from_file(folder.write("empty.pem", "")).error().code == errc::invalid_argument);
}

} // namespace trust_store_test
