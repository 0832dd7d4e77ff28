#include <rubrica/signing/standing.hpp>

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

bool has_signed(document_standing const& document, signer_id const& signer) {
  return std::find(document.signed_by.begin(), document.signed_by.end(), signer) != document.signed_by.end();
}

result<document_standing> look_at(clicksign::client const& client, envelope_id const& envelope,
                                  clicksign::document const& document, clicksign::call_options const& how) {
  document_standing out;
  out.id = document.id;
  out.status = document.status;
  out.file_ready = !document.files.signed_file.empty();
  auto list = client.documents().events(envelope, document.id, {}, how);
  for (auto& logged : list) {
    if (!logged) return std::move(logged).error();
    auto const* event = std::get_if<clicksign::webhook::signed_event>(&logged->data);
    if (event != nullptr && !has_signed(out, signer_id(event->signer.key))) out.signed_by.emplace_back(event->signer.key);
  }
  return out;
}

} // namespace

bool standing::anybody_signed() const {
  return std::any_of(documents.begin(), documents.end(), [](document_standing const& one) { return !one.signed_by.empty(); });
}

bool standing::everybody_signed() const {
  return !documents.empty() && !signers.empty() &&
         std::all_of(documents.begin(), documents.end(), [&](document_standing const& one) {
           return std::all_of(signers.begin(), signers.end(), [&](signer_id const& signer) { return has_signed(one, signer); });
         });
}

result<standing> look(clicksign::client const& client, envelope_id const& envelope, clicksign::call_options const& how) {
  auto found = client.envelopes().get(envelope, how);
  if (!found) return std::move(found).error();
  standing out;
  out.envelope = envelope;
  out.status = found->status;
  auto signers = client.signers().list(envelope, {}, how).all();
  if (!signers) return std::move(signers).error();
  for (auto const& one : *signers) out.signers.push_back(one.id);
  auto documents = client.documents().list(envelope, {}, how).all();
  if (!documents) return std::move(documents).error();
  for (auto const& one : *documents) {
    auto document = look_at(client, envelope, one, how);
    if (!document) return std::move(document).error();
    out.documents.push_back(*std::move(document));
  }
  return out;
}

}}} // namespace rubrica::v0_1::signing
