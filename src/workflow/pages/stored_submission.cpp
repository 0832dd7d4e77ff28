#include "workflow/pages/stored_submission.hpp"

#include "text/enumerator.hpp"
#include "workflow/changes/error_json.hpp"
#include "workflow/histories/history_table.hpp"
#include "workflow/sending/sent_json.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::indicator;
using soci::into;
using soci::use;

std::string text_or_empty(std::string text, indicator known) {
  return known == soci::i_ok ? std::move(text) : std::string();
}

result<stored_submission> read_row(connection const& at, std::string const& tenant, std::string const& id, bool lock) {
  stored_submission out;
  std::string state, wanted, sending, sent, last_error;
  long long submitted_at = 0, due_at = 0, forgotten_at = 0;
  indicator has_wanted{}, has_sent{}, has_error{}, has_due{}, has_forgotten{};
  at.sql() << at.text(std::string("SELECT attempt, state, wanted, sending, sent, last_error, submitted_at, due_at, forgotten_at "
                                  "FROM rubrica_submissions WHERE tenant = :tenant AND id = :id") +
                      (lock ? " {for_update}" : "")),
      use(tenant, "tenant"), use(id, "id"), into(out.attempt), into(state), into(wanted, has_wanted), into(sending),
      into(sent, has_sent), into(last_error, has_error), into(submitted_at), into(due_at, has_due),
      into(forgotten_at, has_forgotten);
  if (!at.sql().got_data()) return make_error(errc::not_found, "the tenant has no such submission", outcome::not_sent);
  auto const known = submission_state_from(state);
  if (!known) return make_error(errc::malformed, "the submission is in a state of a later version", outcome::not_sent);
  out.tenant = tenant;
  out.id = id;
  out.state = *known;
  if (auto const what = action_from(text_or_empty(wanted, has_wanted))) out.wanted = *what;
  if (auto read = signing::sending::from_json(sending)) out.sending = *std::move(read);
  out.sent = sent_from_json(text_or_empty(std::move(sent), has_sent));
  out.last_error = error_from_json(text_or_empty(std::move(last_error), has_error));
  out.submitted_at = submitted_at;
  out.due_at = has_due == soci::i_ok ? due_at : 0;
  out.is_forgotten = has_forgotten == soci::i_ok;
  return out;
}

} // namespace

std::vector<stored_document> read_documents(connection const& at, std::string const& tenant, std::string const& id, int attempt) {
  std::string document, state, reference, sha256, verdict, file_error;
  indicator has_reference{}, has_sha256{}, has_verdict{}, has_error{};
  int number = 0;
  soci::statement statement =
      (at.sql().prepare << "SELECT document, number, file_state, reference, sha256, verdict, file_error FROM rubrica_documents "
                           "WHERE tenant = :tenant AND id = :id AND attempt = :attempt ORDER BY number",
       use(tenant, "tenant"), use(id, "id"), use(attempt, "attempt"), into(document), into(number), into(state),
       into(reference, has_reference), into(sha256, has_sha256), into(verdict, has_verdict), into(file_error, has_error));
  std::vector<stored_document> out;
  statement.execute();
  while (statement.fetch()) {
    stored_document one;
    one.id = document_id(document);
    one.number = number;
    one.file = detail::enumerator_named(state, file_state::failed).value_or(file_state::none);
    one.reference = text_or_empty(reference, has_reference);
    one.sha256 = text_or_empty(sha256, has_sha256);
    one.verdict = text_or_empty(verdict, has_verdict);
    one.file_error = error_from_json(text_or_empty(file_error, has_error));
    out.push_back(std::move(one));
  }
  return out;
}

result<stored_submission> read_submission(connection const& at, std::string const& tenant, std::string const& id, bool lock) {
  auto out = read_row(at, tenant, id, lock);
  if (!out) return out;
  out->documents = read_documents(at, tenant, id, out->attempt);
  if (auto known = load_history(at, {tenant, id, out->attempt, {}, {}})) out->history = *std::move(known);
  return out;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
