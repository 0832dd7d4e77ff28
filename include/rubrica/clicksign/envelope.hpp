#pragma once

#include <rubrica/clicksign/event_query.hpp>
#include <rubrica/clicksign/locale.hpp>
#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/related.hpp>
#include <rubrica/clicksign/status.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What happens at the deadline to a document that only some have signed (`deadline_partial_signature_action`).
struct partial_signature_action : open_enum<partial_signature_action> {
  using open_enum::open_enum;
  static constexpr known closed{"closed"}; ///< it is closed with the signatures it has; ClickSign's default
  static constexpr known cancelled{"canceled"};
  static constexpr known all[] = {closed, cancelled};
};

/// An envelope: documents and signers that belong together (clicksign-rest §5).
struct envelope {
  envelope_id id{};
  std::string name{};
  clicksign::status status{};
  timestamp deadline{}; ///< `deadline_at`
  clicksign::locale locale{};
  bool auto_close = true; ///< closes by itself after the last signature
  bool rubric_enabled = true;
  std::optional<int> remind_interval{};   ///< days between reminders: 1, 2, 3, 7 or 14; none: no reminders
  bool block_after_refusal = false;       ///< signing pauses for the others after a refusal
  partial_signature_action at_deadline{}; ///< `deadline_partial_signature_action`
  std::string subject{};                  ///< `default_subject`
  std::string message{};                  ///< `default_message`
  std::string metadata{};                 ///< JSON object
  bool migrated = false;                  ///< made by API 1.9 and migrated
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
  /// The records in `relationships` of the answer: `find(related, "folder")`.
  std::vector<clicksign::related> related{};
};

/// Attributes of an envelope to create. Only the name is required.
struct new_envelope {
  std::string name{};
  /// None: ClickSign's 30 days; at most 90 days ahead. It is sent in the form of `normalized`, the end of the day for a date
  /// alone; `invalid_argument` when it cannot be parsed.
  std::optional<timestamp> deadline{};
  std::optional<clicksign::locale> locale{};
  std::optional<bool> auto_close{};
  field<int> remind_interval{};    ///< `null` switches reminders off
  bool block_after_refusal = true; ///< always sent: the sources disagree on the default (clicksign-rest §15.5)
  std::optional<partial_signature_action> at_deadline{};
  std::optional<std::string> subject{}; ///< at most 100 characters
  std::optional<std::string> message{};
  folder_id folder{}; ///< empty: no folder
};

/// Attributes to change; absent ones stay as they are. The subject can be changed in a draft only.
struct envelope_changes {
  field<std::string> name{};
  field<clicksign::status> status{}; ///< only `running`: that activates a draft
  field<timestamp> deadline{};       ///< as in `new_envelope`
  field<clicksign::locale> locale{};
  field<bool> auto_close{};
  field<int> remind_interval{};
  field<bool> block_after_refusal{};
  field<partial_signature_action> at_deadline{};
  field<std::string> subject{};
  field<std::string> message{};
  folder_id folder{}; ///< empty: it stays in its folder
};

/// Both ends belong to it.
struct time_range {
  instant from{};
  instant to{};
};

/// Which envelopes to list. Texts must match as a whole.
struct envelope_query {
  std::optional<clicksign::status> status{};
  std::optional<std::string> name{}; ///< the whole name; an empty one is no filter
  std::optional<time_range> created_at{};
  std::optional<time_range> updated_at{};
  std::optional<time_range> deadline{}; ///< `deadline_at`
  std::string sort{};                   ///< `name`, `status`, `deadline_at`, `created`, `modified`; `-created` for descending
  bool include_folder = false;          ///< loads the attributes of `envelope::related`'s folder
  std::vector<std::string> fields{};    ///< wire names of the attributes to fetch (`fields[envelopes]`); empty: all
  clicksign::paging paging{};
};

/// `/envelopes`
template <class Mode> class RUBRICA_EXPORT basic_envelopes : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Creates a draft: it notifies nobody and can be removed. ClickSign has no idempotency key, so this is sent once only; after
  /// `outcome::ambiguous` search for it by name before you call again.
  reply<envelope> create(new_envelope const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this account does not have.
  reply<envelope> get(envelope_id const& id, call_options const& options = {}) const;
  /// The account's envelopes.
  [[nodiscard]] list_of<envelope> list(envelope_query const& query = {}, call_options const& options = {}) const;
  /// Changes what is given, in a draft or a running envelope. `errc::invalid` with ClickSign's sentence when it refuses a value.
  reply<envelope> update(envelope_id const& id, envelope_changes const& changes, call_options const& options = {}) const;
  /// Starts the signing. It sends no e-mail: for that call `notifications().notify`.
  reply<envelope> activate(envelope_id const& id, call_options const& options = {}) const;
  /// Asks ClickSign to start the signing later, for large envelopes: the answer comes as the callback `envelope_activated` or
  /// `envelope_activation_failed`. `errc::forbidden` when the account may not do that: use `activate` then (clicksign-rest §5.6).
  reply<void> activate_later(envelope_id const& id, call_options const& options = {}) const;
  /// The same by a route that one program of ClickSign's own calls in place of it; what it answers is not recorded, so any 2xx
  /// is success (clicksign-rest §5.6). For accounts that have this route only: else `activate`.
  reply<void> make_available(envelope_id const& id, call_options const& options = {}) const;
  /// Puts the envelope into a folder.
  reply<void> move(envelope_id const& id, folder_id const& into, call_options const& options = {}) const;
  /// The history of all its documents. ClickSign does not promise an order.
  [[nodiscard]] list_of<webhook::event> events(envelope_id const& id, event_query const& query = {},
                                               call_options const& options = {}) const;
  /// Cancels each document that still runs: ClickSign has no call for the whole envelope (clicksign-rest §5.8). Returns the
  /// envelope as it is then; an envelope that has ended is not changed. `rule_refused` with the rule `draft_is_removed` for a
  /// draft: see `remove`. After another error call again: it goes on with the documents that still run. `signing::cancel` checks
  /// first whether anybody has signed.
  /// It makes several calls one after the other, each with the limits of `options`.
  reply<envelope> cancel(envelope_id const& id, call_options const& options = {}) const;
  /// Deletes a draft and everything in it; `errc::not_draft` once it runs.
  reply<void> remove(envelope_id const& id, call_options const& options = {}) const;
};

using envelopes = basic_envelopes<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
