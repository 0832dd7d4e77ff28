#pragma once

#include "sandbox/records/model.hpp"
#include "sandbox/site/form.hpp"

#include <rubrica/core/error.hpp>
#include <rubrica/sandbox/server.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// What was posted, and why it was refused: the form shows both again. Empty: nothing was refused.
struct refused_form {
  error_info why{};
  posted_form typed{};
};

/// What the page says instead of the forms, or after a refused action.
std::string sentence_of(error_info const& error);

/// To sign: first the code is sent, where one is needed; then it and the files are asked for.
std::string sign_forms(envelope const& owner, signer const& who, refused_form const& before);
std::string refuse_form();
/// To hand the signing to somebody else.
std::string delegate_form(envelope const& owner, signer const& who, refused_form const& before);
/// The person whom that form names.
stand_in stand_in_of(posted_form const& form);

} // namespace sandbox
RUBRICA_END_NAMESPACE
