#include <rubrica/signing/envelope_progress.hpp>

#include "signing/standing.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
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

} // namespace

result<document_standing> fetch_standing(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::document const& document, clicksign::call_options const& options) {
  namespace webhook = clicksign::webhook;
  document_standing out;
  out.id = document.id;
  out.status = document.status;
  out.file_ready = !document.files.signed_file.empty();
  std::set<signer_id> signed_by;
  std::map<signer_id, link> links;
  auto list = client.documents().events(envelope, document.id, {}, options);
  for (auto& logged : list) {
    if (!logged) return std::move(logged).error();
    auto const* const signing = std::get_if<webhook::signed_event>(&logged->data);
    if (signing != nullptr && signed_by.emplace(signing->signer.key).second) out.signed_by.emplace_back(signing->signer.key);
    out.deadline_reached = out.deadline_reached || std::holds_alternative<webhook::deadline_event>(logged->data);
    bool const adds = std::holds_alternative<webhook::signers_added_event>(logged->data);
    if (!adds && !std::holds_alternative<webhook::signers_removed_event>(logged->data)) continue;
    for (webhook::signer const* who : webhook::signers_of(logged->data)) {
      learn(links[signer_id(who->key)], adds ? &link::added : &link::removed, logged->occurred_at);
    }
  }
  for (auto const& [key, one] : links) { // both at one moment: counts as linked, which at worst delays `everybody_signed`
    bool const is_gone = one.removed && one.added && *one.removed > *one.added;
    if (!is_gone && !key.empty()) out.signers.push_back(key);
  }
  return out;
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

result<envelope_progress> fetch_progress(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::call_options const& options) {
  auto found = client.envelopes().get(envelope, options);
  if (!found) return std::move(found).error();
  envelope_progress out;
  out.envelope = envelope;
  out.status = found->status;
  auto signers = client.signers().list(envelope, {}, options).all();
  if (!signers) return std::move(signers).error();
  for (auto const& one : *signers) out.signers.push_back(one.id);
  auto documents = client.documents().list(envelope, {}, options).all();
  if (!documents) return std::move(documents).error();
  for (auto const& one : *documents) {
    auto document = fetch_standing(client, envelope, one, options);
    if (!document) return std::move(document).error();
    out.documents.push_back(*std::move(document));
  }
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
