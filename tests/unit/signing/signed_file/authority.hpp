#pragma once

#include "support/files/pdf.hpp"
#include "support/signing/signed_pdf.hpp"

#include <rubrica/signing/verify_signed_file.hpp>

#include <openssl/x509v3.h>

#include <string>

namespace signed_file_tests {

using namespace rubrica_test;
using namespace rubrica::signing;

inline rubrica::instant today() {
  return moment("2026-11-29T12:00:00Z");
}

inline identity_options authority_named(std::string name) {
  identity_options out;
  out.name = std::move(name);
  out.is_authority = true;
  out.not_before = moment("2020-01-01T00:00:00Z");
  out.not_after = moment("2036-01-01T00:00:00Z");
  out.more = {{NID_key_usage, "critical,keyCertSign,cRLSign"}};
  return out;
}

/// A root, an intermediate authority and a signer; the same for all tests of a program.
struct authority {
  identity root = make_identity(authority_named("AC Raiz de Teste"));
  identity middle = make_identity(authority_named("AC de Teste"), &root);
  identity signer = make_identity({}, &middle);
  trust_store trusted = trust_store::from_pem(root.pem()).value();

  static authority const& one() {
    static authority const out;
    return out;
  }

  [[nodiscard]] pdf_signing signing() const {
    pdf_signing how;
    how.chain = {middle};
    how.signed_at = moment("2026-11-28T09:00:00-03:00");
    return how;
  }
  [[nodiscard]] std::string sign(std::string const& file) const { return sign_pdf(file, signer, signing()); }
};

inline signed_file_report check(std::string const& file) {
  return verify_signed_bytes(file, authority::one().trusted, today()).value();
}

/// The verdict of the only signature.
inline signature_verdict verdict_of(std::string const& file) {
  auto const report = check(file);
  if (report.signatures.size() != 1) throw std::runtime_error("not one signature");
  return report.signatures[0].verdict;
}

} // namespace signed_file_tests
