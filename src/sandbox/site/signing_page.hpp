#pragma once

#include "sandbox/site/form.hpp"
#include "sandbox/site/html.hpp"
#include "sandbox/site/signing_forms.hpp"

#include <rubrica/sandbox/server.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

class accounts;

/// The page on which a person signs, at `/assinar/SIGNER`. Whoever has the address may use it, as at ClickSign.
class signing_page {
public:
  explicit signing_page(accounts const& known) : accounts_(known) {}

  /// `refused`: the last action, when it was.
  [[nodiscard]] reply show(std::string const& signer_id, std::optional<refused_form> const& refused = {}) const;
  /// Does what the form says, and shows the page again.
  [[nodiscard]] reply act(std::string const& signer_id, posted_form const& form) const;
  /// The file of one of the signer's documents: the signed one, once there is one.
  [[nodiscard]] reply file(std::string const& signer_id, std::string const& document_id) const;

private:
  accounts const& accounts_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
