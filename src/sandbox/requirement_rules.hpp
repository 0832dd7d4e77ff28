#pragma once

#include "sandbox/errors.hpp"
#include "sandbox/world.hpp"

#include <array>
#include <string>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

inline constexpr std::array<char const*, 17> auth_values{"email",
                                                         "sms",
                                                         "whatsapp",
                                                         "pix",
                                                         "icp_brasil",
                                                         "handwritten",
                                                         "selfie",
                                                         "official_document",
                                                         "address_proof",
                                                         "liveness",
                                                         "facial_biometrics",
                                                         "identity_biometrics",
                                                         "biometric",
                                                         "documentscopy",
                                                         "auto_signature",
                                                         "presential",
                                                         "embedded_signature"};

extern std::array<char const*, 72> const role_values;

/// The rules that hang on the signer and on the requirements that exist already.
void check_requirement_model(world const& service, envelope const& owner, requirement const& wanted, problem_list& problems);

}}} // namespace rubrica::v0_1::sandbox
