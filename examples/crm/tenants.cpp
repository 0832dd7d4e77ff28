#include "tenants.hpp"

#include <chrono>
#include <random>

namespace crm {
namespace {

using soci::into;
using soci::use;

constexpr long long login_seconds = 12 * 3600;

long long seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void note_change(soci::session& at, std::string const& tenant) {
  at << "UPDATE crm_tenants SET version = version + 1 WHERE id = :tenant", use(tenant);
}

} // namespace

std::string random_token() {
  constexpr char digits[] = "0123456789abcdef";
  std::random_device source;
  std::string out;
  while (out.size() < 64) {
    auto bits = source();
    for (int i = 0; i < 8; ++i, bits >>= 4) out += digits[bits & 15];
  }
  return out;
}

void add_tenant(soci::session& at, tenant const& one) {
  at << "INSERT OR IGNORE INTO crm_tenants (id, name, company_token) VALUES (:id, :name, :token)", use(one.id), use(one.name),
      use(one.company_token);
}

std::vector<tenant> tenants(soci::session& at) {
  std::vector<tenant> out;
  soci::rowset<soci::row> const rows = (at.prepare << "SELECT id, name, company_token FROM crm_tenants ORDER BY name");
  for (auto const& row : rows) out.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)});
  return out;
}

std::optional<tenant> tenant_of(soci::session& at, std::string const& id) {
  tenant out;
  out.id = id;
  at << "SELECT name, company_token FROM crm_tenants WHERE id = :id", use(id), into(out.name), into(out.company_token);
  return at.got_data() ? std::optional(out) : std::nullopt;
}

std::vector<integration> integrations(soci::session& at, std::string const& tenant) {
  std::vector<integration> out;
  soci::rowset<soci::row> const rows =
      (at.prepare << "SELECT type, token, secret FROM crm_integrations WHERE tenant = :tenant ORDER BY type DESC", use(tenant));
  for (auto const& row : rows) out.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)});
  return out;
}

std::optional<integration> integration_of(soci::session& at, std::string const& tenant, std::string const& type) {
  integration out;
  out.type = type;
  at << "SELECT token, secret FROM crm_integrations WHERE tenant = :tenant AND type = :type", use(tenant), use(type),
      into(out.token), into(out.secret);
  return at.got_data() ? std::optional(out) : std::nullopt;
}

void save_token(soci::session& at, std::string const& tenant, std::string const& type, std::string const& token) {
  at << "INSERT INTO crm_integrations (tenant, type, token) VALUES (:tenant, :type, :token) ON CONFLICT (tenant, type) DO UPDATE "
        "SET secret = CASE WHEN token = excluded.token THEN secret ELSE '' END, token = excluded.token",
      use(tenant), use(type), use(token);
  note_change(at, tenant);
}

void save_webhook_secret(soci::session& at, std::string const& tenant, std::string const& secret) {
  at << "UPDATE crm_integrations SET secret = :secret WHERE tenant = :tenant AND type = 'clicksign'", use(secret), use(tenant);
  note_change(at, tenant);
}

void remove_integration(soci::session& at, std::string const& tenant, std::string const& type) {
  at << "DELETE FROM crm_integrations WHERE tenant = :tenant AND type = :type", use(tenant), use(type);
  note_change(at, tenant);
}

long long integrations_version(soci::session& at) {
  long long out = 0;
  at << "SELECT COALESCE(SUM(version), 0) FROM crm_tenants", into(out);
  return out;
}

login sign_in(soci::session& at, std::string const& tenant) {
  login const out{random_token(), tenant, random_token()};
  long long const now = seconds_now();
  long long const ends_at = now + login_seconds;
  at << "DELETE FROM crm_sessions WHERE ends_at < :now", use(now);
  at << "INSERT INTO crm_sessions (id, tenant, csrf, ends_at) VALUES (:id, :tenant, :csrf, :ends)", use(out.id), use(out.tenant),
      use(out.csrf), use(ends_at);
  return out;
}

std::optional<login> login_of(soci::session& at, std::string const& id) {
  login out;
  out.id = id;
  long long const now = seconds_now();
  at << "SELECT tenant, csrf FROM crm_sessions WHERE id = :id AND ends_at > :now", use(id), use(now), into(out.tenant),
      into(out.csrf);
  return at.got_data() ? std::optional(out) : std::nullopt;
}

void sign_out(soci::session& at, std::string const& id) {
  at << "DELETE FROM crm_sessions WHERE id = :id", use(id);
}

void leave_notice(soci::session& at, std::string const& id, std::string const& notice) {
  at << "UPDATE crm_sessions SET notice = :notice WHERE id = :id", use(notice), use(id);
}

std::string take_notice(soci::session& at, std::string const& id) {
  std::string out;
  at << "SELECT notice FROM crm_sessions WHERE id = :id", use(id), into(out);
  if (!out.empty()) leave_notice(at, id, {});
  return out;
}

} // namespace crm
