#include "workflow/changes/change_log.hpp"
#include "workflow/histories/history_table.hpp"
#include "workflow/inbox/stored_delivery.hpp"
#include "workflow/steps.hpp"

#include <rubrica/signing/origin.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using callbacks::delivery;
using callbacks::provider;
using callbacks::verdict;
using soci::into;
using soci::use;

/// A row of `rubrica_deliveries` that this transaction has locked.
struct stored_callback {
  long long number = 0;
  std::string tenant{};
  std::string key{};
  long long received_at = 0;
  std::string text{};
};

bool is_any_new(connection const& at) {
  int found = 0;
  at.sql() << "SELECT 1 FROM rubrica_deliveries WHERE state = 'new' LIMIT 1", into(found);
  return at.sql().got_data();
}

std::optional<stored_callback> take_next(connection const& at) {
  stored_callback one;
  at.sql() << at.text("SELECT number, tenant, delivery_key, received_at, delivery FROM rubrica_deliveries WHERE state = 'new' "
                      "ORDER BY number LIMIT 1 {skip_locked}"),
      into(one.number), into(one.tenant), into(one.key), into(one.received_at), into(one.text);
  if (!at.sql().got_data()) return std::nullopt;
  return one;
}

void put(connection const& at, stored_callback const& one, std::string const& state, history_subject const* whose) {
  std::string const id = whose == nullptr ? std::string() : whose->id;
  std::string const subject = whose == nullptr ? std::string() : whose->text();
  at.change(
      "UPDATE rubrica_deliveries SET state = :state, id = :id, subject = :subject WHERE tenant = :tenant AND number = :number",
      use(state, "state"), use(id, "id"), use(subject, "subject"), use(one.tenant, "tenant"), use(one.number, "number"));
}

void tell(connection const& at, stored_callback const& from, change_kind::known kind, std::string const& id, provider by,
          std::optional<error_info> error) {
  change one;
  one.tenant = from.tenant;
  one.id = id;
  one.kind = kind;
  one.key = change_key({kind.text, from.key});
  one.provider = by;
  one.delivery = from.key;
  one.error = std::move(error);
  record(at, one);
}

/// For the health of a tenant to the minute: its row is not to be waited for by each callback.
void note_callback(connection const& at, stored_callback const& one) {
  constexpr long long minute = 60'000;
  long long last = 0;
  soci::indicator known = soci::i_null;
  at.sql() << "SELECT last_callback_at FROM rubrica_tenants WHERE tenant = :tenant", use(one.tenant, "tenant"), into(last, known);
  bool const is_there = at.sql().got_data();
  if (is_there && known == soci::i_ok && one.received_at < last + minute) return;
  if (!is_there) {
    at.change("{insert_new} rubrica_tenants (tenant, last_callback_at) VALUES (:tenant, :received) {if_absent}",
              use(one.tenant, "tenant"), use(one.received_at, "received"));
    return;
  }
  at.change("UPDATE rubrica_tenants SET last_callback_at = :received WHERE tenant = :tenant AND "
            "(last_callback_at IS NULL OR last_callback_at < :received_later)",
            use(one.received_at, "received"), use(one.tenant, "tenant"), use(one.received_at, "received_later"));
}

std::optional<history_subject> submission_of(connection const& at, std::string const& tenant, std::string const& document) {
  history_subject out{tenant, {}, 1, {}, {}};
  at.sql() << "SELECT id, attempt FROM rubrica_documents WHERE tenant = :tenant AND document = :document", use(tenant, "tenant"),
      use(document, "document"), into(out.id), into(out.attempt);
  if (!at.sql().got_data()) return std::nullopt;
  return out;
}

std::optional<history_subject> submission_sent_as(connection const& at, std::string const& tenant, std::string const& key) {
  history_subject out{tenant, {}, 1, {}, {}};
  at.sql() << "SELECT id, attempt FROM rubrica_submissions WHERE tenant = :tenant AND sending_key = :key", use(tenant, "tenant"),
      use(key, "key"), into(out.id), into(out.attempt);
  if (!at.sql().got_data()) return std::nullopt;
  return out;
}

/// An id of the wire that can be looked for: what fits no key, or would end a text early, is nobody's.
bool can_be_known(std::string const& id) {
  return !id.empty() && id.size() <= 100 && id.find('\0') == std::string::npos;
}

history_subject subject_of_event(connection const& at, std::string const& tenant, clicksign::webhook::event const& event) {
  history_subject alone{tenant, {}, 1, {}, {}};
  if (event.document) alone.document = event.document->key;
  if (event.acceptance) alone.other = "acceptance:" + event.acceptance->key;
  if (auto const* activation = std::get_if<clicksign::webhook::activation_event>(&event.data); activation && !event.document)
    alone.other = "envelope:" + activation->envelope.text();
  std::string const document = alone.document.text();
  if (can_be_known(document)) {
    if (auto known = submission_of(at, tenant, document)) return *known;
  }
  auto const origin = signing::origin_of(event);
  if (origin && can_be_known(origin->key)) {
    if (auto known = submission_sent_as(at, tenant, origin->key)) return *known;
  }
  if (!can_be_known(document)) return alone;
  hold_history(at, alone);
  // Its submission may have become known while the row was waited for: then it has adopted what was here.
  auto known = submission_of(at, tenant, document);
  if (!known) return alone;
  drop_history(at, alone);
  return *known;
}

history_subject subject_of_callback(std::string const& tenant, assinebem::callback const& callback) {
  history_subject alone{tenant, {}, 1, {}, {}};
  alone.document = assinebem::document_of(callback.payload);
  if (alone.document.empty()) alone.other = "assinebem";
  return alone;
}

/// Nothing for what has no history.
std::optional<history_subject> subject_of(connection const& at, delivery const& what, std::string const& tenant) {
  if (auto const* event = what.clicksign()) return subject_of_event(at, tenant, *event);
  if (auto const* callback = what.assinebem()) return subject_of_callback(tenant, *callback);
  return std::nullopt;
}

void finish(connection const& at, stored_callback const& one, work_note& note, char const* state, history_subject const* whose) {
  put(at, one, state, whose);
  note.state = state;
  if (whose != nullptr) note.id = whose->id;
}

result<work_note> understand(connection const& at, stored_callback const& one) {
  work_note note;
  note.tenant = one.tenant;
  note.what = "callback";
  note_callback(at, one);
  auto what = read_stored(one.text);
  if (!what) {
    finish(at, one, note, delivery_state::unreadable, nullptr);
    note.error = to_string(what.error());
    tell(at, one, change_kind::quarantined, {}, provider::clicksign, std::move(what).error());
    return note;
  }
  auto const whose = subject_of(at, *what, one.tenant);
  if (what->verdict != verdict::accept) {
    finish(at, one, note, delivery_state::quarantine, whose ? &*whose : nullptr);
    tell(at, one, change_kind::quarantined, note.id, what->provider, what->problem);
    return note;
  }
  if (!whose) {
    finish(at, one, note, delivery_state::done, nullptr);
    tell(at, one, change_kind::received, {}, what->provider, {});
    return note;
  }
  auto learned = learn(at, *whose, one.key, [&](signing::history& known) { return known.apply(*what); });
  finish(at, one, note, learned ? delivery_state::done : delivery_state::stuck, &*whose);
  if (!learned) note.error = to_string(learned.error());
  return note;
}

/// A callback that the database refuses must not be in the way of the others.
result<work_note> set_aside(database const& on, stored_callback const& one, error_info const& why) {
  return on.write([&](connection& at) -> result<work_note> {
    work_note note;
    note.tenant = one.tenant;
    note.what = "callback";
    finish(at, one, note, delivery_state::stuck, nullptr);
    note.error = to_string(why);
    return note;
  });
}

} // namespace

result<std::optional<work_note>> understand_next(engine::state const& of) {
  using maybe = std::optional<work_note>;
  auto on = of.database();
  if (!on) return std::move(on).error();
  // Without a transaction: on SQLite one that writes would hold up everybody else's.
  auto any = (*on)->read([](connection& at) -> result<bool> { return is_any_new(at); });
  if (!any) return std::move(any).error();
  if (!*any) return maybe();
  stored_callback taken;
  auto done = (*on)->write([&](connection& at) -> result<maybe> {
    taken = {};
    auto const next = take_next(at);
    if (!next) return maybe();
    taken = *next;
    auto note = understand(at, *next);
    if (!note) return std::move(note).error();
    return maybe(*std::move(note));
  });
  bool const is_refused = !done && done.error().code == errc::protocol && taken.number != 0;
  if (!is_refused) return done;
  auto aside = set_aside(**on, taken, done.error());
  if (!aside) return std::move(aside).error();
  return maybe(*std::move(aside));
}

} // namespace workflow
RUBRICA_END_NAMESPACE
