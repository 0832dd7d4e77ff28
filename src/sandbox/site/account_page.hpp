#pragma once

#include "sandbox/site/form.hpp"
#include "sandbox/site/html.hpp"

#include <rubrica/sandbox/server.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

class accounts;
struct server_state;

/// The page of the whole simulator, at `/conta`: its clock, envelopes, messages, callbacks and faults, of all accounts.
class account_page {
public:
  account_page(server& owner, server_state& shared, accounts const& known) : owner_(owner), shared_(shared), accounts_(known) {}

  /// `error`: why the last action was refused, in words.
  [[nodiscard]] reply show(std::string const& error = {}) const;
  /// Does what the form says, and shows the page again.
  [[nodiscard]] reply act(posted_form const& form) const;

private:
  [[nodiscard]] std::string clock_section() const;
  [[nodiscard]] std::string envelope_section() const;
  [[nodiscard]] std::string message_section() const;
  [[nodiscard]] std::string delivery_section() const;
  [[nodiscard]] std::string fault_section() const;
  [[nodiscard]] std::string advance(posted_form const& form) const;

  server& owner_;
  server_state& shared_;
  accounts const& accounts_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
