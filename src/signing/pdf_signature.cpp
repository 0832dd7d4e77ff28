#include <rubrica/signing/pdf_signature.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

std::string_view to_string(signature_verdict value) {
  switch (value) {
  case signature_verdict::valid: return "valid";
  case signature_verdict::valid_when_signed: return "valid_when_signed";
  case signature_verdict::unchecked: return "unchecked";
  case signature_verdict::untrusted: return "untrusted";
  case signature_verdict::not_valid_when_signed: return "not_valid_when_signed";
  case signature_verdict::weak: return "weak";
  case signature_verdict::altered: return "altered";
  case signature_verdict::broken: return "broken";
  case signature_verdict::unsupported: break;
  }
  return "unsupported";
}

bool holds(signature_verdict value) {
  return value == signature_verdict::valid || value == signature_verdict::valid_when_signed;
}

std::string_view to_string(signature_kind value) {
  return value == signature_kind::signature ? "signature" : "document_time_stamp";
}

std::string_view to_string(time_source value) {
  switch (value) {
  case time_source::dictionary: return "dictionary";
  case time_source::signed_attribute: return "signed_attribute";
  case time_source::time_stamp: return "time_stamp";
  case time_source::none: break;
  }
  return "none";
}

} // namespace signing
RUBRICA_END_NAMESPACE
