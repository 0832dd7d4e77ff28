#include <rubrica/signing/describe.hpp>

#include "signing/origin_io.hpp"
#include "signing/preflight/findings.hpp"
#include "signing/standing.hpp"

#include <rubrica/signing/rules.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

result<void> check_texts(description_changes const& changes) {
  findings out;
  auto const check = [&](field<std::string> const& one, char const* pointer) {
    if (one.value() != nullptr) out.check_text(*one.value(), pointer);
  };
  check(changes.type, "/type");
  check(changes.description, "/description");
  check(changes.name, "/name");
  return out.take();
}

} // namespace

result<described_document> describe(clicksign::client const& client, envelope_id const& envelope, document_id const& document,
                                    description_changes const& changes, clicksign::call_options const& options) {
  if (auto valid = check_texts(changes); !valid) return std::move(valid).error();
  auto found = client.documents().get(envelope, document, options);
  if (!found) return std::move(found).error();
  auto before = fetch_standing(client, envelope, *found, options);
  if (!before) return std::move(before).error();
  if (auto allowed = may_describe(*before); !allowed) return std::move(allowed).error();
  auto metadata = with_changes(found->metadata, changes);
  if (!metadata) return std::move(metadata).error();
  described_document out;
  if (*metadata == found->metadata) {
    out.document = *std::move(found);
    return out;
  }
  clicksign::document_changes update;
  update.metadata = *std::move(metadata);
  auto updated = client.documents().update(envelope, document, update, options);
  if (!updated) return std::move(updated).error();
  out.document = *std::move(updated);
  // A signer may sign in between, so that is read, not assumed.
  auto after = fetch_standing(client, envelope, out.document, options);
  if (!after) {
    error_info error = std::move(after).error();
    error.outcome = outcome::done;
    error.message += " The description was changed; whether somebody signed meanwhile is not known.";
    return error;
  }
  out.signed_meanwhile = !after->signed_by.empty();
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
