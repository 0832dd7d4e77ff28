#include "workflow/retention/erase.hpp"

#include "workflow/changes/change_json.hpp"
#include "workflow/histories/history_table.hpp"
#include "workflow/inbox/delivery_text.hpp"

#include <rubrica/workflow/submission.hpp>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;

/// What says neither who nor why. A text that cannot be read is erased whole.
std::string reduced(std::string const& told) {
  change from;
  change kept;
  if (auto read = read_told(told, from); !read) return told_json(kept);
  kept.kind = from.kind;
  kept.provider = from.provider;
  kept.state = from.state;
  kept.action = from.action;
  kept.document = from.document;
  if (from.signing) {
    auto& inner = kept.signing.emplace();
    inner.kind = from.signing->kind;
    inner.key = from.signing->key;
    inner.envelope = from.signing->envelope;
    inner.document = from.signing->document;
    inner.when = from.signing->when;
  }
  return told_json(kept);
}

void reduce_changes(connection const& at, std::string const& tenant, std::string const& id) {
  std::vector<std::pair<long long, std::string>> all;
  long long number = 0;
  std::string told;
  soci::statement found = (at.sql().prepare << "SELECT number, told FROM rubrica_changes WHERE tenant = :tenant AND id = :id",
                           use(tenant, "tenant"), use(id, "id"), into(number), into(told));
  found.execute();
  while (found.fetch()) all.emplace_back(number, told);
  for (auto const& [which, text] : all) {
    std::string const less = reduced(text);
    at.change("UPDATE rubrica_changes SET told = :told WHERE tenant = :tenant AND number = :number", use(less, "told"),
              use(tenant, "tenant"), use(which, "number"));
  }
}

/// Rows of a table, each by its tenant and what else names it. They are found without a transaction, which on SQLite would hold up all
/// others.
template <class Key>
std::vector<std::pair<std::string, Key>> find_rows(connection const& at, std::string const& statement, std::int64_t before,
                                                   int at_most) {
  long long const moment = before;
  std::string tenant;
  Key key{};
  soci::statement found =
      (at.sql().prepare << statement + " LIMIT " + std::to_string(at_most), use(moment, "before"), into(tenant), into(key));
  std::vector<std::pair<std::string, Key>> out;
  found.execute();
  while (found.fetch()) out.emplace_back(tenant, key);
  return out;
}

/// What belongs to no submission.
struct strays {
  std::vector<std::pair<std::string, long long>> callbacks{};
  std::vector<std::pair<std::string, long long>> changes{};
  std::vector<std::pair<std::string, std::string>> histories{};

  [[nodiscard]] std::size_t size() const { return callbacks.size() + changes.size() + histories.size(); }
};

strays find_strays(connection const& at, std::int64_t before, int at_most) {
  strays out;
  auto const left = [&] { return at_most - static_cast<int>(out.size()); };
  out.callbacks = find_rows<long long>(
      at, "SELECT tenant, number FROM rubrica_deliveries WHERE id = '' AND state <> 'new' AND received_at < :before", before,
      left());
  out.changes = find_rows<long long>(
      at, "SELECT tenant, number FROM rubrica_changes WHERE id = '' AND position IS NOT NULL AND recorded_at < :before", before,
      left());
  out.histories = find_rows<std::string>(
      at, "SELECT tenant, subject FROM rubrica_histories WHERE subject < 'submission:' AND heard_at < :before", before, left());
  return out;
}

/// All attempts of a submission have histories of their own.
void drop_histories(connection const& at, std::string const& tenant, std::string const& id) {
  int last = 1;
  at.sql() << "SELECT attempt FROM rubrica_submissions WHERE tenant = :tenant AND id = :id", use(tenant, "tenant"), use(id, "id"),
      into(last);
  for (int attempt = 1; attempt <= last; ++attempt) drop_history(at, {tenant, id, attempt, {}, {}});
}

} // namespace

std::vector<std::string> kept_files(connection const& at, std::string const& tenant, std::string const& id) {
  std::vector<std::string> out;
  std::string reference;
  soci::statement found = (at.sql().prepare << "SELECT reference FROM rubrica_documents WHERE tenant = :tenant AND id = :id AND "
                                               "reference IS NOT NULL",
                           use(tenant, "tenant"), use(id, "id"), into(reference));
  found.execute();
  while (found.fetch()) out.push_back(reference);
  return out;
}

result<void> may_be_forgotten(connection const& at, std::string const& tenant, std::string const& id) {
  std::string state, wanted;
  long long lease_until = 0;
  soci::indicator has_wanted = soci::i_null;
  at.sql() << at.text(
      "SELECT state, wanted, lease_until FROM rubrica_submissions WHERE tenant = :tenant AND id = :id {for_update}"),
      use(tenant, "tenant"), use(id, "id"), into(state), into(wanted, has_wanted), into(lease_until);
  if (!at.sql().got_data()) return make_error(errc::not_found, "the tenant has no such submission", outcome::not_sent);
  auto const known = submission_state_from(state);
  bool const is_at_rest = known && is_over(*known) && has_wanted != soci::i_ok && lease_until < at.now();
  if (is_at_rest) return {};
  return make_error(errc::not_ready, "the submission is not over: withdraw it first, and let the work on it end",
                    outcome::not_sent);
}

void erase_submission(connection const& at, std::string const& tenant, std::string const& id) {
  auto const all_of = [&](std::string_view statement) { at.change(statement, use(tenant, "tenant"), use(id, "id")); };
  drop_histories(at, tenant, id);
  reduce_changes(at, tenant, id);
  all_of("DELETE FROM rubrica_contents WHERE tenant = :tenant AND id = :id");
  drop_rest(at, tenant, id);
  // Their keys stay: a provider that repeats one is answered, and it is not kept again.
  all_of("UPDATE rubrica_deliveries SET delivery = '', state = 'done' WHERE tenant = :tenant AND id = :id");
  all_of(
      "UPDATE rubrica_documents SET file_state = 'none', reference = NULL, file_error = NULL WHERE tenant = :tenant AND id = :id");
  // A number of its own, so that a worker whose claim has run out writes nothing back.
  all_of("UPDATE rubrica_submissions SET sending = '', sent = NULL, last_error = NULL, due_at = NULL, wake = 0, lease_until = 0, "
         "lease_number = lease_number + 1, forgotten_at = COALESCE(forgotten_at, {now}) WHERE tenant = :tenant AND id = :id");
}

result<int> erase_strays(database const& on, std::int64_t before, int at_most) {
  auto found = on.read([&](connection& at) -> result<strays> { return find_strays(at, before, at_most); });
  if (!found) return std::move(found).error();
  if (found->size() == 0) return 0;
  return on.write([&](connection& at) -> result<int> {
    for (auto const& [tenant, number] : found->callbacks) {
      drop_rest(at, tenant, number);
      at.change("DELETE FROM rubrica_deliveries WHERE tenant = :tenant AND number = :number AND id = ''", use(tenant, "tenant"),
                use(number, "number"));
    }
    for (auto const& [tenant, number] : found->changes) {
      at.change("DELETE FROM rubrica_changes WHERE tenant = :tenant AND number = :number AND id = ''", use(tenant, "tenant"),
                use(number, "number"));
    }
    for (auto const& [tenant, subject] : found->histories) {
      at.change("DELETE FROM rubrica_histories WHERE tenant = :tenant AND subject = :subject", use(tenant, "tenant"),
                use(subject, "subject"));
    }
    return static_cast<int>(found->size());
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
