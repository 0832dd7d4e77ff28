#pragma once

#include <rubrica/core/export.hpp>

#include <array>
#include <string_view>

// What each authentication requires of a signer, and which of them can be combined (clicksign-rest §8.2). The preflight and the
// simulator use this table. An authentication that is not in it requires nothing and excludes nothing.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

struct authentication_needs {
  bool email = false;
  bool phone = false;
  bool documentation = false; ///< the CPF
  bool birthday = false;
  bool host = false; ///< a person who attends
};

constexpr authentication_needs needs_of(std::string_view one) {
  authentication_needs needs;
  needs.email = one == "email" || one == "auto_signature";
  needs.phone = one == "sms" || one == "whatsapp";
  needs.documentation = one == "pix" || one == "biometric" || one == "identity_biometrics" || one == "auto_signature";
  needs.birthday = one == "auto_signature"; // the signed term is found by name, e-mail, CPF and birthday (clicksign-rest §10.2)
  needs.host = one == "presential";
  return needs;
}

/// The channels for each kind of message (clicksign-rest §7.1); the request to sign may use any.
inline constexpr std::array<std::string_view, 2> reminder_channels{"none", "email"};
inline constexpr std::array<std::string_view, 2> finished_channels{"email", "whatsapp"};
inline constexpr std::array<std::string_view, 2> host_channels{"none", "email"};

/// A one-time code, or the payment that replaces it: a signer can have only one of them.
constexpr bool is_token(std::string_view one) {
  return one == "email" || one == "sms" || one == "whatsapp" || one == "pix";
}

/// Whether one signer cannot have both of them for a document, in either order.
constexpr bool exclude_each_other(std::string_view one, std::string_view other) {
  struct pair {
    std::string_view a;
    std::string_view b;
  };
  constexpr std::array<pair, 12> pairs{{{"presential", "icp_brasil"},
                                        {"facial_biometrics", "official_document"},
                                        {"facial_biometrics", "liveness"},
                                        {"facial_biometrics", "selfie"},
                                        {"identity_biometrics", "biometric"},
                                        {"identity_biometrics", "facial_biometrics"},
                                        {"identity_biometrics", "official_document"},
                                        {"identity_biometrics", "liveness"},
                                        {"identity_biometrics", "selfie"},
                                        {"biometric", "official_document"},
                                        {"biometric", "liveness"},
                                        {"biometric", "selfie"}}};
  if (one == other) return false;
  if (one == "auto_signature" || other == "auto_signature") return true;
  if (is_token(one) && is_token(other)) return true;
  for (pair const& each : pairs) {
    if ((each.a == one && each.b == other) || (each.a == other && each.b == one)) return true;
  }
  return false;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
