#pragma once

#include "sandbox/site/account_page.hpp"
#include "sandbox/site/signing_page.hpp"

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The simulator's pages for people: `/conta`, and the links to sign in its messages.
class site {
public:
  site(server& owner, server_state& shared, accounts const& known)
      : shared_(shared), accounts_(known), account_(owner, shared, known), signing_(known) {}

  /// Nothing when there is no such page.
  [[nodiscard]] std::optional<reply> answer(http_request const& request) const;

private:
  [[nodiscard]] reply answer_signer(http_request const& request, std::string const& rest) const;

  server_state& shared_;
  accounts const& accounts_;
  account_page account_;
  signing_page signing_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
