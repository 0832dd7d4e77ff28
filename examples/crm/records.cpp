#include "records.hpp"

#include <algorithm>

namespace crm {
namespace {

using soci::into;
using soci::use;

constexpr char columns[] = "number, kind, title, category, email, mobile";

record record_in(soci::row const& row) {
  record out;
  out.number = row.get<int>(0);
  std::string const stored = row.get<std::string>(1);
  auto const& all = all_kinds();
  auto const found = std::find_if(all.begin(), all.end(), [&](kind_words const& one) { return stored == one.stored; });
  out.kind = found == all.end() ? kind::contact : found->kind;
  out.title = row.get<std::string>(2);
  out.category = row.get<std::string>(3);
  out.email = row.get<std::string>(4);
  out.mobile = row.get<std::string>(5);
  return out;
}

std::vector<record> records_in(soci::rowset<soci::row> const& rows) {
  std::vector<record> out;
  for (auto const& row : rows) out.push_back(record_in(row));
  return out;
}

} // namespace

std::vector<kind_words> const& all_kinds() {
  static std::vector<kind_words> const all = {
      {kind::contact, "contact", "contatos", "Contato", "Contatos", "Novo contato", {"Prospect", "Cliente"}},
      {kind::opportunity,
       "opportunity",
       "oportunidades",
       "Oportunidade",
       "Oportunidades",
       "Nova oportunidade",
       {"Qualificação", "Proposta", "Negociação", "Fechamento"}},
      {kind::project,
       "project",
       "projetos",
       "Projeto",
       "Projetos",
       "Novo projeto",
       {"Planejamento", "Em andamento", "Concluído"}}};
  return all;
}

kind_words const& words_of(kind value) {
  return all_kinds().at(static_cast<std::size_t>(value));
}

std::optional<kind> kind_at(std::string_view path) {
  for (kind_words const& one : all_kinds()) {
    if (path == one.path) return one.kind;
  }
  return std::nullopt;
}

long long add_record(soci::session& at, std::string const& tenant, record const& one) {
  std::string const stored = words_of(one.kind).stored;
  at << "INSERT INTO crm_records (tenant, kind, title, category, email, mobile) VALUES (:tenant, :kind, :title, :category, :email, "
        ":mobile)",
      use(tenant), use(stored), use(one.title), use(one.category), use(one.email), use(one.mobile);
  long long number = 0;
  at << "SELECT last_insert_rowid()", into(number);
  return number;
}

std::vector<record> records(soci::session& at, std::string const& tenant, kind of) {
  std::string const stored = words_of(of).stored;
  soci::rowset<soci::row> const rows =
      (at.prepare << "SELECT " << columns << " FROM crm_records WHERE tenant = :tenant AND kind = :kind ORDER BY title",
       use(tenant), use(stored));
  return records_in(rows);
}

std::optional<record> record_of(soci::session& at, std::string const& tenant, long long number) {
  soci::rowset<soci::row> const rows =
      (at.prepare << "SELECT " << columns << " FROM crm_records WHERE tenant = :tenant AND number = :number", use(tenant),
       use(number));
  auto const found = records_in(rows);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

void link(soci::session& at, std::string const& tenant, long long record, long long contact) {
  at << "INSERT OR IGNORE INTO crm_links (tenant, record, contact) VALUES (:tenant, :record, :contact)", use(tenant), use(record),
      use(contact);
}

std::vector<record> contacts_of(soci::session& at, std::string const& tenant, record const& one) {
  if (one.kind == kind::contact) return {one};
  soci::rowset<soci::row> const rows =
      (at.prepare << "SELECT " << columns
                  << " FROM crm_records WHERE tenant = :tenant AND number IN (SELECT contact FROM "
                     "crm_links WHERE tenant = :owner AND record = :record) ORDER BY number",
       use(tenant), use(tenant), use(one.number));
  return records_in(rows);
}

} // namespace crm
