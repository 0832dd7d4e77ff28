#include "workflow/changes/change_log.hpp"
#include "workflow/histories/history_table.hpp"
#include "workflow/inbox/delivery_state.hpp"
#include "workflow/inbox/delivery_text.hpp"
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
  one.text = with_rest(at, one.tenant, one.key, std::move(one.text));
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

/// The submission of the first row that the statement finds for the tenant and the id.
std::optional<history_subject> submission_by(connection const& at, std::string_view statement, std::string const& tenant,
                                             std::string const& id) {
  // What fits no key, or would end a text early, is nobody's.
  bool const can_be_known = !id.empty() && id.size() <= 100 && id.find('\0') == std::string::npos;
  if (!can_be_known) return std::nullopt;
  history_subject out{tenant, {}, 1, {}, {}};
  at.sql() << std::string(statement), use(tenant, "tenant"), use(id, "key"), into(out.id), into(out.attempt);
  if (!at.sql().got_data()) return std::nullopt;
  return out;
}

constexpr std::string_view by_document = "SELECT id, attempt FROM rubrica_documents WHERE tenant = :tenant AND document = :key";
constexpr std::string_view by_envelope =
    "SELECT id, attempt FROM rubrica_documents WHERE tenant = :tenant AND envelope = :key ORDER BY number LIMIT 1";
constexpr std::string_view by_sending =
    "SELECT id, attempt FROM rubrica_submissions WHERE tenant = :tenant AND sending_key = :key";

/// What a callback is about.
struct topic {
  history_subject alone{}; ///< where it is kept when it is no submission's
  std::string envelope{};  ///< of an activation
  std::string key{};       ///< of the sending that made the document

  [[nodiscard]] std::optional<history_subject> submission(connection const& at) const {
    auto const* const document = alone.document.clicksign();
    if (document == nullptr) return std::nullopt;
    auto known = submission_by(at, by_document, alone.tenant, document->text());
    if (!known) known = submission_by(at, by_envelope, alone.tenant, envelope);
    return known ? known : submission_by(at, by_sending, alone.tenant, key);
  }
};

std::optional<topic> topic_of(clicksign::webhook::event const& event, std::string const& tenant) {
  topic out;
  out.alone.tenant = tenant;
  if (event.document) out.alone.document = event.document->key;
  if (event.acceptance) out.alone.other = "acceptance:" + event.acceptance->key;
  if (auto const* activation = std::get_if<clicksign::webhook::activation_event>(&event.data)) {
    out.envelope = activation->envelope.text();
    if (out.alone.document.empty()) out.alone.other = "envelope:" + out.envelope;
  }
  if (auto const origin = signing::origin_of(event)) out.key = origin->key;
  if (out.alone.document.empty() && out.alone.other.empty()) return std::nullopt;
  return out;
}

std::optional<topic> topic_of(assinebem::callback const& callback, std::string const& tenant) {
  topic out;
  out.alone.tenant = tenant;
  out.alone.document = assinebem::document_of(callback.payload);
  if (auto const* e = std::get_if<assinebem::party_status_changed>(&callback.payload))
    out.alone.other = "assinebem:" + e->external_id.text();
  if (auto const* e = std::get_if<assinebem::party_data_filled>(&callback.payload))
    out.alone.other = "assinebem:" + e->external_id.text();
  return out;
}

/// Nothing for what has no history.
std::optional<topic> topic_of(delivery const& what, std::string const& tenant) {
  if (auto const* event = what.clicksign()) return topic_of(*event, tenant);
  if (auto const* callback = what.assinebem()) return topic_of(*callback, tenant);
  return std::nullopt;
}

/// Whose history it belongs to. When it is kept alone, its submission may become known at the same moment: whoever is first holds the
/// row, and the other one waits and then sees what the first did.
history_subject subject_to_learn(connection const& at, topic const& about) {
  if (auto known = about.submission(at)) return *known;
  hold_history(at, about.alone);
  auto known = about.submission(at);
  if (!known) return about.alone;
  drop_history(at, about.alone);
  return *known;
}

void finish(connection const& at, stored_callback const& one, work_note& note, char const* state, history_subject const* whose) {
  put(at, one, state, whose);
  note.state = state;
  if (whose != nullptr) note.id = whose->id;
}

/// Its callbacks may come late: then nothing of them is kept. Locks its row, so that it is not forgotten at the same moment.
bool is_forgotten(connection const& at, history_subject const& whose) {
  if (whose.id.empty()) return false;
  long long moment = 0;
  soci::indicator known = soci::i_null;
  at.sql() << at.text("SELECT forgotten_at FROM rubrica_submissions WHERE tenant = :tenant AND id = :id {for_update}"),
      use(whose.tenant, "tenant"), use(whose.id, "id"), into(moment, known);
  return at.sql().got_data() && known == soci::i_ok;
}

void erase(connection const& at, stored_callback const& one) {
  drop_rest(at, one.tenant, one.number);
  at.change("UPDATE rubrica_deliveries SET delivery = '' WHERE tenant = :tenant AND number = :number", use(one.tenant, "tenant"),
            use(one.number, "number"));
}

void set_aside_unread(connection const& at, stored_callback const& one, work_note& note, error_info why) {
  finish(at, one, note, delivery_state::unreadable, nullptr);
  note.error = to_string(why);
  tell(at, one, change_kind::quarantined, {}, provider::clicksign, std::move(why));
}

void understand_read(connection const& at, stored_callback const& one, work_note& note, delivery const& what) {
  auto const about = topic_of(what, one.tenant);
  auto const its_submission = about ? about->submission(at) : std::nullopt;
  if (its_submission && is_forgotten(at, *its_submission)) {
    finish(at, one, note, delivery_state::done, &*its_submission);
    return erase(at, one);
  }
  if (what.verdict != verdict::accept) {
    finish(at, one, note, delivery_state::quarantine, its_submission ? &*its_submission : nullptr);
    return tell(at, one, change_kind::quarantined, note.id, what.provider, what.problem);
  }
  if (!about) {
    finish(at, one, note, delivery_state::done, nullptr);
    return tell(at, one, change_kind::received, {}, what.provider, {});
  }
  auto const whose = subject_to_learn(at, *about);
  auto const learned = learn(at, whose, one.key, [&](signing::history& known) { return known.apply(what); });
  finish(at, one, note, learned ? delivery_state::done : delivery_state::stuck, &whose);
  if (!learned) note.error = to_string(learned.error());
}

/// What could not be acted on is read anew: this version, or the tenant's present route, may know more.
result<delivery> read_stored(std::string_view text, callbacks::router const* routes) {
  auto stored = delivery::from_json(text);
  if (!stored || stored->verdict == verdict::accept || routes == nullptr) return stored;
  auto replayed = routes->replay(*stored);
  return replayed ? replayed : stored;
}

work_note understand(connection const& at, stored_callback const& one, callbacks::router const* routes) {
  work_note note;
  note.tenant = one.tenant;
  note.what = "callback";
  auto const what = read_stored(one.text, routes);
  if (what)
    understand_read(at, one, note, *what);
  else
    set_aside_unread(at, one, note, what.error());
  note_callback(at, one); // at last: its row is locked after that of the submission, as everywhere
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
    try {
      return maybe(understand(at, *next, of.options().routes.get()));
    } catch (refused_text const& refused) { // as if the database had: a history that is too long for it
      return make_error(errc::protocol, std::string(refused.why), outcome::not_sent);
    }
  });
  bool const is_refused = !done && done.error().code == errc::protocol && taken.number != 0;
  if (!is_refused) return done;
  auto aside = set_aside(**on, taken, done.error());
  if (!aside) return std::move(aside).error();
  return maybe(*std::move(aside));
}

} // namespace workflow
RUBRICA_END_NAMESPACE
