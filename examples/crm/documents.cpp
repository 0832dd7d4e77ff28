#include "documents.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace crm {
namespace {

namespace flow = rubrica::workflow;
using nlohmann::json;
using soci::into;
using soci::use;

constexpr char chosen[] =
    "SELECT d.number, d.record, d.name, d.type, d.description, d.file, d.stored, d.added_at, s.number, "
    "s.is_removed, s.summary FROM crm_documents d LEFT JOIN crm_sendings s ON s.tenant = d.tenant AND "
    "s.document = d.number AND s.number = (SELECT MAX(number) FROM crm_sendings l WHERE l.tenant = d.tenant "
    "AND l.document = d.number) WHERE d.is_deleted = 0 AND ";

sending sending_of(std::string const& summary) {
  sending out;
  if (summary.empty()) return out; // submitted, and nothing told of it yet
  json const from = json::parse(summary);
  out.state = flow::submission_state_from(from.at("state").get<std::string>()).value();
  out.signers = from.at("signers");
  out.signatures = from.at("signatures");
  out.deadline = rubrica::timestamp(from.at("deadline").get<std::string>());
  out.is_kept = from.at("is_kept");
  out.has_problem = from.at("has_problem");
  if (from.contains("under_way")) out.under_way = flow::action_from(from.at("under_way").get<std::string>()).value();
  return out;
}

document document_in(soci::row const& row) {
  document out;
  out.number = row.get<int>(0);
  out.record = row.get<int>(1);
  out.name = row.get<std::string>(2);
  out.type = row.get<std::string>(3);
  out.description = row.get<std::string>(4);
  out.file = row.get<std::string>(5);
  out.stored = row.get<std::string>(6);
  out.added_at = row.get<long long>(7);
  if (int const number = row.get<int>(8, 0); number > 0) {
    out.last = sending_of(row.get<std::string>(10));
    out.last->number = number;
    out.last->is_removed = row.get<int>(9) != 0;
  }
  return out;
}

std::vector<document> documents_in(soci::rowset<soci::row> const& rows) {
  std::vector<document> out;
  for (auto const& row : rows) out.push_back(document_in(row));
  return out;
}

/// The document and the number of the sending; nothing for an id that `document::submission` did not make.
bool read_submission(std::string const& id, long long& document, int& number) {
  return std::sscanf(id.c_str(), "documento-%lld-%d", &document, &number) == 2;
}

} // namespace

std::string document::submission(int sending) const {
  return "documento-" + std::to_string(number) + "-" + std::to_string(sending);
}

std::string to_json(sending const& one) {
  json out = {{"state", to_string(one.state)},   {"signers", one.signers}, {"signatures", one.signatures},
              {"deadline", one.deadline.text()}, {"is_kept", one.is_kept}, {"has_problem", one.has_problem}};
  if (one.under_way) out["under_way"] = to_string(*one.under_way);
  return out.dump();
}

sending summary_of(flow::view const& from) {
  sending out;
  out.state = from.state;
  out.signers = static_cast<int>(from.signers.size());
  out.deadline = from.deadline;
  out.has_problem = from.last_error.has_value() || from.notification_error.has_value();
  out.under_way = from.under_way;
  for (flow::document_view const& each : from.documents) {
    for (auto const& signer : each.state.signers) out.signatures += signer.has_signed ? 1 : 0;
    out.is_kept = out.is_kept || each.file == flow::file_state::kept;
  }
  return out;
}

long long add_document(soci::session& at, std::string const& tenant, document const& one) {
  at << "INSERT INTO crm_documents (tenant, record, name, type, description, file, stored, added_at) VALUES (:tenant, :record, "
        ":name, :type, :description, :file, :stored, :added)",
      use(tenant), use(one.record), use(one.name), use(one.type), use(one.description), use(one.file), use(one.stored),
      use(one.added_at);
  long long number = 0;
  at << "SELECT last_insert_rowid()", into(number);
  return number;
}

std::vector<document> documents_of(soci::session& at, std::string const& tenant, long long record) {
  soci::rowset<soci::row> const rows =
      (at.prepare << chosen << "d.tenant = :tenant AND d.record = :record ORDER BY d.number", use(tenant), use(record));
  return documents_in(rows);
}

std::optional<document> document_of(soci::session& at, std::string const& tenant, long long number) {
  soci::rowset<soci::row> const rows =
      (at.prepare << chosen << "d.tenant = :tenant AND d.number = :number", use(tenant), use(number));
  auto const found = documents_in(rows);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

void describe_document(soci::session& at, std::string const& tenant, document const& one) {
  at << "UPDATE crm_documents SET name = :name, type = :type, description = :description WHERE tenant = :tenant AND number = "
        ":number",
      use(one.name), use(one.type), use(one.description), use(tenant), use(one.number);
}

void delete_document(soci::session& at, std::string const& tenant, long long number) {
  at << "UPDATE crm_documents SET is_deleted = 1 WHERE tenant = :tenant AND number = :number", use(tenant), use(number);
}

bool add_sending(soci::session& at, std::string const& tenant, long long document, int number) {
  soci::statement added =
      (at.prepare << "INSERT OR IGNORE INTO crm_sendings (tenant, document, number) VALUES (:tenant, :document, "
                     ":number)",
       use(tenant), use(document), use(number));
  added.execute(true);
  return added.get_affected_rows() > 0;
}

void save_summary(soci::session& at, std::string const& tenant, std::string const& submission, sending const& summary) {
  long long document = 0;
  int number = 0;
  if (!read_submission(submission, document, number)) return;
  std::string const text = to_json(summary);
  at << "UPDATE crm_sendings SET summary = :summary WHERE tenant = :tenant AND document = :document AND number = :number",
      use(text), use(tenant), use(document), use(number);
}

void note_removed(soci::session& at, std::string const& tenant, std::string const& submission) {
  long long document = 0;
  int number = 0;
  if (!read_submission(submission, document, number)) return;
  at << "UPDATE crm_sendings SET is_removed = 1 WHERE tenant = :tenant AND document = :document AND number = :number",
      use(tenant), use(document), use(number);
}

} // namespace crm
