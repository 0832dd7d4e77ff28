#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// How a signer proves their identity (wire: `auth` in requirements, `auths` in events; clicksign-rest §8.2). The first four are
/// one-time tokens: one signer has at most one of them.
struct authentication : open_enum<authentication> {
  using open_enum::open_enum;
  static constexpr known email{"email"};
  static constexpr known sms{"sms"};
  static constexpr known whatsapp{"whatsapp"};
  static constexpr known pix{"pix"};
  static constexpr known icp_brasil{"icp_brasil"};
  static constexpr known handwritten{"handwritten"};
  static constexpr known selfie{"selfie"};
  static constexpr known official_document{"official_document"};
  static constexpr known address_proof{"address_proof"};
  static constexpr known liveness{"liveness"};
  static constexpr known facial_biometrics{"facial_biometrics"};
  static constexpr known identity_biometrics{"identity_biometrics"};
  static constexpr known biometric{"biometric"};
  static constexpr known documentscopy{"documentscopy"};
  static constexpr known auto_signature{"auto_signature"};
  static constexpr known presential{"presential"};
  static constexpr known embedded_signature{"embedded_signature"};
  static constexpr known all[] = {email,
                                  sms,
                                  whatsapp,
                                  pix,
                                  icp_brasil,
                                  handwritten,
                                  selfie,
                                  official_document,
                                  address_proof,
                                  liveness,
                                  facial_biometrics,
                                  identity_biometrics,
                                  biometric,
                                  documentscopy,
                                  auto_signature,
                                  presential,
                                  embedded_signature};
};

/// Short for `authentication`.
using auth = authentication;

} // namespace clicksign
RUBRICA_END_NAMESPACE
