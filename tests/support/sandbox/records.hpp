#pragma once

#include "support/files/docx.hpp"

#include <rubrica/clicksign/auto_signature_term.hpp>
#include <rubrica/clicksign/template.hpp>

#include <string>

namespace rubrica_test {

/// A template of one paragraph.
inline rubrica::clicksign::new_template small_template(std::string const& text = "Eu, {{nome}}") {
  rubrica::clicksign::new_template out;
  out.name = "Contrato";
  out.bytes = docx(paragraph({text}));
  return out;
}

/// Ana's consent to automatic signatures.
inline rubrica::clicksign::new_auto_signature_term small_term() {
  rubrica::clicksign::new_auto_signature_term out;
  out.name = "Ana Souza";
  out.email = "ana@acme.example";
  out.documentation = "529.982.247-25";
  out.birthday = "1980-05-17";
  out.api_email = "api@acme.example";
  out.admin_email = "admin@acme.example";
  return out;
}

} // namespace rubrica_test
