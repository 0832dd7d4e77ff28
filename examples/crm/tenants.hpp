#pragma once

#include "database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace crm {

/// A company that uses the CRM, with its own data.
struct tenant {
  std::string id{};
  std::string name{};
  std::string company_token{}; ///< part of the addresses to which the providers send callbacks
};

/// A row of "Integrações": what the tenant's administrator typed.
struct integration {
  std::string type{}; ///< `clicksign` or `assinebem`
  std::string token{};
  std::string secret{}; ///< of ClickSign's webhook
};

void add_tenant(soci::session& at, tenant const& one);
std::vector<tenant> tenants(soci::session& at);
std::optional<tenant> tenant_of(soci::session& at, std::string const& id);

std::vector<integration> integrations(soci::session& at, std::string const& tenant);
std::optional<integration> integration_of(soci::session& at, std::string const& tenant, std::string const& type);
/// Adds it, or changes its token. Another token is another account, whose webhooks have other secrets.
void save_token(soci::session& at, std::string const& tenant, std::string const& type, std::string const& token);
void save_webhook_secret(soci::session& at, std::string const& tenant, std::string const& secret);
void remove_integration(soci::session& at, std::string const& tenant, std::string const& type);
/// Grows with each change of any tenant's integrations, so that every process notices.
long long integrations_version(soci::session& at);

/// Somebody who has signed in. The CRM of this example asks for no password.
struct login {
  std::string id{};
  std::string tenant{};
  std::string csrf{};
};

login sign_in(soci::session& at, std::string const& tenant);
std::optional<login> login_of(soci::session& at, std::string const& id);
void sign_out(soci::session& at, std::string const& id);
/// A sentence that the next page shows once.
void leave_notice(soci::session& at, std::string const& id, std::string const& notice);
std::string take_notice(soci::session& at, std::string const& id);

/// 32 random bytes in hexadecimal digits.
std::string random_token();

} // namespace crm
