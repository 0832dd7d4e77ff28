#pragma once

#include <rubrica/clicksign/channel.hpp>
#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What a watcher is told about.
struct watcher_kind : open_enum<watcher_kind> {
  using open_enum::open_enum;
  static constexpr known all_steps{"all_steps"};     ///< everything from the sending on
  static constexpr known on_finished{"on_finished"}; ///< the end only
  static constexpr known all[] = {all_steps, on_finished};
};

/// The channel for each kind of message (`communicate_events`, clicksign-rest §9.2): `email` or `none`.
struct watcher_channels {
  channel document_sent = channel::email;      ///< `signature_watcher_document_sent`
  channel document_signed = channel::email;    ///< `signature_watcher_document_signed`
  channel document_deadline = channel::email;  ///< `signature_watcher_document_deadline`
  channel document_cancelled = channel::email; ///< `signature_watcher_document_canceled`
  channel envelope_closed = channel::email;    ///< `signature_watcher_envelope_closed`
};

/// A person who follows an envelope without signing (`signature_watchers`).
struct watcher {
  watcher_id id{};
  personal email{};
  watcher_kind kind{};
  watcher_channels channels{};
  bool attach_documents = false; ///< `attach_documents_enabled`: the finished files are attached to the e-mail
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A watcher to add.
struct new_watcher {
  personal email{};
  watcher_kind kind = watcher_kind::all_steps;
  std::optional<watcher_channels> channels{}; ///< none: ClickSign's default, e-mail for all
  bool attach_documents = false;
};

/// Which page of the watchers to list.
struct watcher_query {
  clicksign::paging paging{};
};

/// `/envelopes/{envelope_id}/signature_watchers`. ClickSign cannot change a watcher: remove and create.
template <class Mode> class RUBRICA_EXPORT basic_watchers : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Before or after the activation. Sent once only, like `envelopes().create`.
  reply<watcher> create(envelope_id const& envelope, new_watcher const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this envelope does not have.
  reply<watcher> get(envelope_id const& envelope, watcher_id const& id, call_options const& options = {}) const;
  /// The watchers of the envelope.
  [[nodiscard]] list_of<watcher> list(envelope_id const& envelope, watcher_query const& query = {},
                                      call_options const& options = {}) const;
  /// Nothing more is told to this watcher.
  reply<void> remove(envelope_id const& envelope, watcher_id const& id, call_options const& options = {}) const;
};

using watchers = basic_watchers<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
