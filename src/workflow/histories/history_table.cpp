#include "workflow/histories/history_table.hpp"

#include "crypto/hmac.hpp"
#include "workflow/changes/change_log.hpp"
#include "workflow/queue/claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using signing::document_state;
using soci::into;
using soci::use;

/// A provider's id may be of any length and have any bytes.
std::string as_key(std::string const& id) {
  constexpr std::size_t longest = 150;
  bool const is_plain = id.size() <= longest && std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c <= '~'; });
  return is_plain ? id : "sha256:" + detail::sha256_hex(id);
}

std::optional<std::string> stored(connection const& at, history_subject const& of, bool lock) {
  std::string text;
  std::string const subject = of.text();
  at.sql() << at.text(std::string("SELECT history FROM rubrica_histories WHERE tenant = :tenant AND subject = :subject") +
                      (lock ? " {for_update}" : "")),
      use(of.tenant, "tenant"), use(subject, "subject"), into(text);
  if (!at.sql().got_data()) return std::nullopt;
  return text;
}

/// A row without text was made to be locked.
result<signing::history> read_history(std::optional<std::string> const& text, history_subject const& of) {
  if (!text || text->empty()) return signing::history();
  auto read = signing::history::from_json(*text);
  if (read) return read;
  error_info why = std::move(read).error();
  why.message = fmt::format("the stored history of {} cannot be read: {}", of.id.empty() ? "a document" : "submission " + of.id,
                            why.message);
  return why;
}

/// The state of a submission whose present attempt this is; nothing for another one, and for what is no submission's. Locks its row:
/// everybody locks it before its history.
std::optional<submission_state> present_state(connection const& at, history_subject const& of) {
  if (of.id.empty()) return std::nullopt;
  std::string state;
  int attempt = 0;
  at.sql() << at.text("SELECT state, attempt FROM rubrica_submissions WHERE tenant = :tenant AND id = :id {for_update}"),
      use(of.tenant, "tenant"), use(of.id, "id"), into(state), into(attempt);
  if (!at.sql().got_data() || attempt != of.attempt) return std::nullopt;
  auto const known = submission_state_from(state);
  return known ? std::optional(*known) : std::nullopt;
}

void tell(connection const& at, history_subject const& of, std::string const& delivery, signing::change const& what) {
  change one;
  one.tenant = of.tenant;
  one.id = of.id;
  one.kind = change_kind::signing;
  one.key = change_key({"signing", what.key});
  one.provider = what.document.provider();
  one.signing = what;
  one.document = what.document.text();
  one.delivery = delivery;
  record(at, one);
}

/// The states of the submission's own documents: a history may know others, such as one that was added by hand.
std::vector<document_state> documents_of(connection const& at, history_subject const& of, signing::history const& known) {
  soci::rowset<std::string> const rows =
      (at.sql().prepare
           << "SELECT document FROM rubrica_documents WHERE tenant = :tenant AND id = :id AND attempt = :attempt ORDER BY number",
       use(of.tenant, "tenant"), use(of.id, "id"), use(of.attempt, "attempt"));
  std::vector<document_state> out;
  for (std::string const& document : rows) out.push_back(known.document(document_id(document)));
  return out;
}

/// True when there is a file to fetch that nobody wanted yet.
bool want_files(connection const& at, history_subject const& of, std::vector<document_state> const& documents) {
  bool any = false;
  for (document_state const& one : documents) {
    if (!one.file_ready) continue;
    any |= want_file(at, of.tenant, one.document.text());
  }
  return any;
}

bool has_ended(document_state const& one) {
  return one.closed || one.all_signed || one.cancelled || one.deadline_reached || one.invalidated;
}

/// What the callbacks prove of a submission; nothing when it goes on, or ClickSign must be asked: then `ask` is true.
std::optional<submission_state> proven(std::vector<document_state> const& documents, bool& ask) {
  auto const all = [&](auto const& holds) { return std::all_of(documents.begin(), documents.end(), holds); };
  ask = false;
  if (documents.empty() || !all(has_ended)) return std::nullopt;
  bool const is_clear = all([](document_state const& one) { return !one.conflict(); });
  if (is_clear && all([](document_state const& one) { return one.cancelled; })) return submission_state::cancelled;
  if (is_clear && all([](document_state const& one) { return one.cancelled || one.all_signed; }))
    return submission_state::finished;
  ask = true;
  return std::nullopt;
}

void follow_up(connection const& at, history_subject const& of, submission_state before, signing::history const& known,
               std::vector<signing::change> const& news) {
  auto const documents = documents_of(at, of, known);
  bool const wants_files = want_files(at, of, documents);
  if (before != submission_state::running) { // ClickSign makes the signed file after the end
    if (wants_files) wake(at, of.tenant, of.id);
    return;
  }
  bool ask = false;
  auto const state = proven(documents, ask);
  if (state) reach(at, of.tenant, of.id, of.attempt, *state);
  bool const is_draft_again =
      std::any_of(news.begin(), news.end(), [](auto const& one) { return one.is(signing::change::activation_failed); });
  if (wants_files || is_draft_again || (ask && !news.empty())) wake(at, of.tenant, of.id);
}

} // namespace

bool want_file(connection const& at, std::string const& tenant, std::string const& document) {
  return at.change("UPDATE rubrica_documents SET file_state = 'wanted' WHERE tenant = :tenant AND document = :document AND "
                   "file_state = 'none'",
                   use(tenant, "tenant"), use(document, "document")) > 0;
}

std::string history_subject::text() const {
  if (!id.empty()) return "submission:" + std::to_string(attempt) + ":" + id;
  if (!other.empty()) return "other:" + as_key(other);
  return fmt::format("document:{}:{}", callbacks::to_string(document.provider()), as_key(document.text()));
}

void hold_history(connection const& at, history_subject const& of) {
  if (stored(at, of, true)) return;
  std::string const subject = of.text();
  std::string const nothing;
  at.change(
      "{insert_new} rubrica_histories (tenant, subject, heard_at, history) VALUES (:tenant, :subject, {now}, :history) {if_absent}",
      use(of.tenant, "tenant"), use(subject, "subject"), use(nothing, "history"));
  static_cast<void>(stored(at, of, true));
}

void drop_history(connection const& at, history_subject const& of) {
  std::string const subject = of.text();
  at.change("DELETE FROM rubrica_histories WHERE tenant = :tenant AND subject = :subject", use(of.tenant, "tenant"),
            use(subject, "subject"));
}

result<signing::history> load_history(connection const& at, history_subject const& of) {
  return read_history(stored(at, of, false), of);
}

result<void> learn(connection const& at, history_subject const& of, std::string const& delivery,
                   std::function<std::vector<signing::change>(signing::history&)> const& from) {
  auto const before_it = present_state(at, of);
  hold_history(at, of);
  auto known = load_history(at, of);
  if (!known) return std::move(known).error();
  auto const before = *known;
  auto const news = from(*known);
  for (signing::change const& one : news) tell(at, of, delivery, one);
  if (*known != before) {
    std::string const subject = of.text();
    std::string const text = known->to_json();
    at.change("UPDATE rubrica_histories SET history = :history, heard_at = {now} WHERE tenant = :tenant AND subject = :subject",
              use(text, "history"), use(of.tenant, "tenant"), use(subject, "subject"));
  }
  if (before_it) follow_up(at, of, *before_it, *known, news);
  return {};
}

namespace {

/// Callbacks and changes that were nobody's are the submission's now, so that it can be forgotten whole.
void make_its_own(connection const& at, history_subject const& whose, history_subject const& alone,
                  std::vector<signing::change> const& told) {
  std::string const former = alone.text();
  std::string const present = whose.text();
  at.change("UPDATE rubrica_deliveries SET id = :id, subject = :present WHERE tenant = :tenant AND subject = :former",
            use(whose.id, "id"), use(present, "present"), use(whose.tenant, "tenant"), use(former, "former"));
  for (signing::change const& one : told) {
    std::string const key = change_key({"signing", one.key});
    at.change("UPDATE rubrica_changes SET id = :id WHERE tenant = :tenant AND change_key = :key AND id = ''", use(whose.id, "id"),
              use(whose.tenant, "tenant"), use(key, "key"));
  }
}

std::vector<history_subject> kept_alone(connection const& at, history_subject const& whose,
                                        std::vector<document_id> const& documents) {
  std::vector<history_subject> out;
  out.reserve(documents.size());
  for (document_id const& document : documents) out.push_back({whose.tenant, {}, 1, document, {}});
  soci::rowset<std::string> const envelopes =
      (at.sql().prepare << "SELECT DISTINCT envelope FROM rubrica_documents WHERE tenant = :tenant AND id = :id AND attempt = "
                           ":attempt AND envelope IS NOT NULL",
       use(whose.tenant, "tenant"), use(whose.id, "id"), use(whose.attempt, "attempt"));
  for (std::string const& envelope : envelopes) out.push_back({whose.tenant, {}, 1, {}, "envelope:" + envelope});
  return out;
}

} // namespace

result<void> adopt_histories(connection const& at, std::string const& tenant, std::string const& id, int attempt,
                             std::vector<document_id> const& documents) {
  history_subject const whose{tenant, id, attempt, {}, {}};
  for (history_subject const& alone : kept_alone(at, whose, documents)) {
    hold_history(at, alone); // whoever hears of it now waits, and then finds that it is the submission's
    auto const heard = load_history(at, alone);
    if (!heard) continue;
    if (!heard->empty()) {
      std::vector<signing::change> told;
      auto learned = learn(at, whose, {}, [&](signing::history& own) { return told = own.merge(*heard); });
      if (!learned) return learned;
      make_its_own(at, whose, alone, told);
    }
    drop_history(at, alone);
  }
  return {};
}

} // namespace workflow
RUBRICA_END_NAMESPACE
