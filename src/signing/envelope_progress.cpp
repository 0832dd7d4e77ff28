#include <rubrica/signing/envelope_progress.hpp>

#include "signing/flows.hpp"
#include "signing/standing.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using clicksign::pending_call;

namespace {

/// Ids as texts, for look-ups among many.
std::set<std::string_view> texts_of(std::vector<signer_id> const& ids) {
  std::set<std::string_view> texts;
  for (signer_id const& one : ids) texts.insert(one.text());
  return texts;
}

bool all_cancelled(std::vector<document_standing> const& documents) {
  return std::all_of(documents.begin(), documents.end(), [](document_standing const& one) { return one.cancelled(); });
}

/// Whether all signers in `all`, or those of them that belong to the document, signed it.
bool is_complete(document_standing const& document, std::vector<signer_id> const& all) {
  auto const present = texts_of(all);
  std::vector<signer_id> own;
  std::copy_if(document.signers.begin(), document.signers.end(), std::back_inserter(own),
               [&](signer_id const& one) { return present.count(one.text()) > 0; });
  std::vector<signer_id> const& asked = own.empty() ? all : own;
  auto const signed_by = texts_of(document.signed_by);
  return std::all_of(asked.begin(), asked.end(), [&](signer_id const& one) { return signed_by.count(one.text()) > 0; });
}

/// When a signer was last linked to a document, and last unlinked.
struct link {
  std::optional<instant> added{};
  std::optional<instant> removed{};
};

void learn(link& one, std::optional<instant> link::*member, timestamp const& when) {
  if (when.at() > one.*member) one.*member = when.at();
}

/// What the history of a document says, event by event.
struct read_history {
  document_standing out;
  std::set<signer_id> signed_by;
  std::map<signer_id, link> links;

  void take(clicksign::webhook::event const& logged);
  document_standing standing();
};

void read_history::take(clicksign::webhook::event const& logged) {
  namespace webhook = clicksign::webhook;
  auto const* const signing = std::get_if<webhook::signed_event>(&logged.data);
  if (signing != nullptr && signed_by.emplace(signing->signer.key).second) out.signed_by.emplace_back(signing->signer.key);
  out.deadline_reached = out.deadline_reached || std::holds_alternative<webhook::deadline_event>(logged.data);
  bool const adds = std::holds_alternative<webhook::signers_added_event>(logged.data);
  if (!adds && !std::holds_alternative<webhook::signers_removed_event>(logged.data)) return;
  for (webhook::signer const* who : webhook::signers_of(logged.data)) {
    learn(links[signer_id(who->key)], adds ? &link::added : &link::removed, logged.occurred_at);
  }
}

document_standing read_history::standing() {
  for (auto const& [key, one] : links) { // both at one moment: counts as linked, which at worst delays `everybody_signed`
    bool const is_gone = one.removed && one.added && *one.removed > *one.added;
    if (!is_gone && !key.empty()) out.signers.push_back(key);
  }
  return std::move(out);
}

} // namespace

pending_call<document_standing> standing_of(deferred_documents const& documents, envelope_id const& envelope,
                                            clicksign::document const& document, clicksign::call_options const& options) {
  document_standing known;
  known.id = document.id;
  known.status = document.status;
  known.file_ready = !document.files.signed_file.empty();
  auto const list = [=, id = document.id](std::string const& from) {
    clicksign::event_query query;
    query.paging.from = from;
    return documents.events(envelope, id, query, options);
  };
  return clicksign::flow_of([known = std::move(known), list] {
    auto const history = std::make_shared<read_history>();
    history->out = known;
    auto const take = [history](std::vector<clicksign::webhook::event> const& events) {
      for (auto const& one : events) history->take(one);
      return true;
    };
    return then(clicksign::walk_pages<clicksign::webhook::event>(list, take),
                [history] { return result<document_standing>(history->standing()); });
  });
}

result<document_standing> fetch_standing(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::document const& document, clicksign::call_options const& options) {
  return make_now(client, standing_of(deferred_of(client).documents(), envelope, document, options));
}

bool envelope_progress::anybody_signed() const {
  return std::any_of(documents.begin(), documents.end(), [](document_standing const& one) { return !one.signed_by.empty(); });
}

bool document_standing::cancelled() const {
  return status == clicksign::status::cancelled;
}

bool document_standing::ended() const {
  return status == clicksign::status::closed || cancelled();
}

bool envelope_progress::complete(document_standing const& document) const {
  return !signers.empty() && is_complete(document, signers);
}

bool envelope_progress::ended() const {
  if (status == clicksign::status::closed || status == clicksign::status::cancelled) return true;
  return !documents.empty() &&
         std::all_of(documents.begin(), documents.end(), [](document_standing const& one) { return one.ended(); });
}

bool envelope_progress::ended_incomplete() const {
  return ended() && std::any_of(documents.begin(), documents.end(), [&](document_standing const& one) {
           return !complete(one) && (!one.cancelled() || one.deadline_reached);
         });
}

bool envelope_progress::everybody_signed() const {
  return !signers.empty() && !all_cancelled(documents) &&
         std::all_of(documents.begin(), documents.end(),
                     [&](document_standing const& one) { return one.cancelled() || is_complete(one, signers); });
}

bool envelope_progress::cancelled() const {
  if (status == clicksign::status::cancelled) return true;
  return !documents.empty() && all_cancelled(documents);
}

namespace {

/// One call for each document, in turn.
pending_call<void> read_documents(deferred_documents const& of, std::shared_ptr<envelope_progress> const& into,
                                  clicksign::call_options const& options) {
  auto const list = [=, envelope = into->envelope](std::string const& from) {
    clicksign::document_query query;
    query.paging.from = from;
    return of.list(envelope, query, options);
  };
  auto const read = [=](clicksign::document const& one) {
    return then(standing_of(of, into->envelope, one, options), [into](document_standing& standing) {
      into->documents.push_back(std::move(standing));
      return result<void>();
    });
  };
  return then(clicksign::all_pages(list),
              [read](std::vector<clicksign::document>& all) { return clicksign::for_each(std::move(all), read); });
}

} // namespace

pending_call<envelope_progress> progress_of(deferred_resources const& of, envelope_id const& envelope,
                                            clicksign::call_options const& options) {
  auto const signers = [=, list = of.signers()](std::string const& from) {
    clicksign::signer_query query;
    query.paging.from = from;
    return list.list(envelope, query, options);
  };
  return then(of.envelopes().get(envelope, options), [=, documents = of.documents()](clicksign::envelope const& found) {
    auto const out = std::make_shared<envelope_progress>();
    out->envelope = envelope;
    out->status = found.status;
    return then(clicksign::all_pages(signers), [=](std::vector<clicksign::signer> const& all) {
      for (auto const& one : all) out->signers.push_back(one.id);
      return then(read_documents(documents, out, options), [out] { return result<envelope_progress>(std::move(*out)); });
    });
  });
}

result<envelope_progress> fetch_progress(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::call_options const& options) {
  return make_now(client, progress_of(deferred_of(client), envelope, options));
}

pending_call<envelope_progress> fetch_progress(clicksign::async_client const& async, envelope_id const& envelope,
                                               clicksign::call_options const& options) {
  return progress_of(async, envelope, options);
}

} // namespace signing
RUBRICA_END_NAMESPACE
