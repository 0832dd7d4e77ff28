#pragma once

#include "pages/visit.hpp"

#include <rubrica/core/error.hpp>
#include <rubrica/signing/request.hpp>

#include <string>
#include <vector>

namespace crm {

/// A signer as the window shows it: what was typed, right or wrong.
struct typed_signer {
  std::string name{};
  std::string email{};
  std::string mobile{};
  std::string authentication = "email";
  std::string role = "sign";
};

/// The window "Enviar para assinatura".
struct signer_form {
  int number = 1; ///< which sending of the document it makes
  std::vector<typed_signer> signers{};
  std::string message{};
};

/// Filled with the contacts that are registered for the document's record.
signer_form first_form(visit const& of, document const& about);
/// As it was posted, after its buttons "Novo" and "Remover".
signer_form read_form(visit const& of);

rubrica::signing::request request_of(visit const& of, document const& about, signer_form const& form);

/// `why`: what is wrong with it, if anything; each mistake stands beside its field.
html markup_of(visit const& of, document const& about, signer_form const& form, rubrica::error_info const* why);

} // namespace crm
