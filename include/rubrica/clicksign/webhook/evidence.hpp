#pragma once

#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// The result of a liveness check by Unico (wire: `unico_result`; `liveness_refused`).
struct unico_result {
  std::string code{};
  std::optional<double> score{};
  std::string message{};
};

/// The result of comparing a face with a document by CAF (wire: `facematch`; `facematch_refused`).
struct facematch {
  std::optional<double> score{};
  std::string document_type{};
  personal selfie{}; ///< a URL of the picture
};

/// The outcome of one check of a person.
struct check_result : open_enum<check_result> {
  using open_enum::open_enum;
  static constexpr known approved{"approved"};
  static constexpr known rejected{"rejected"};
  static constexpr known inconclusive{"inconclusive"};
  static constexpr known refused{"refused"};
  static constexpr known all[] = {approved, rejected, inconclusive, refused};
};

/// The result of an identity check (wire: `identity_biometrics`; `identity_biometrics_refused`).
struct identity_biometrics {
  check_result status{};
  std::string provider{};               ///< such as `verify`
  check_result liveness{};              ///< wire: `checks.liveness`
  check_result identity_verification{}; ///< wire: `checks.identity_verification`
  personal selfie{};                    ///< URL or base64, only for accounts that may see pictures
};

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
