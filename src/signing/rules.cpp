#include <rubrica/signing/rules.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::status;

error_info refused(process_rule::known rule, std::string_view why) {
  error_info error = make_error(errc::rule_refused, why);
  error.rule = rule.text;
  return error;
}

/// ClickSign makes the file within seconds of the last signature.
error_info still_preparing(process_rule::known rule) {
  error_info error = refused(rule, "ClickSign is still preparing the signed file");
  error.retry_after = std::chrono::seconds(2);
  return error;
}

/// A signature on a document that is not cancelled; the others have no effect.
bool anybody_signed_what_counts(envelope_progress const& now) {
  return std::any_of(now.documents.begin(), now.documents.end(),
                     [](document_standing const& one) { return !one.cancelled() && !one.signed_by.empty(); });
}

bool is_among(std::vector<signer_id> const& all, signer_id const& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Null when the envelope has no such document.
document_standing const* document_of(envelope_progress const& now, document_id const& id) {
  auto const found = std::find_if(now.documents.begin(), now.documents.end(), [&](auto const& one) { return one.id == id; });
  return found == now.documents.end() ? nullptr : &*found;
}

error_info no_such_document() {
  return make_error(errc::not_found, "the envelope has no such document");
}

} // namespace

result<void> may_cancel(envelope_progress const& now) {
  if (anybody_signed_what_counts(now)) return refused(process_rule::cancel_only_unsigned, "somebody has signed already");
  if (now.status == status::closed) return refused(process_rule::cancel_only_unsigned, "the envelope is closed");
  return {};
}

result<void> may_delete(envelope_progress const& now) {
  if (now.cancelled()) return {};
  if (now.status == status::running)
    return refused(process_rule::delete_only_cancelled, "the envelope still runs: cancel it first");
  if (now.status == status::closed) return refused(process_rule::delete_only_cancelled, "the envelope is closed");
  return {};
}

result<void> may_send_again(envelope_progress const* former) {
  if (former == nullptr || former->cancelled() || former->ended_incomplete()) return {};
  if (former->ended()) return refused(process_rule::send_again_only_ended, "everybody has signed the former envelope");
  return refused(process_rule::send_again_only_ended, "the former envelope is neither cancelled nor deleted");
}

result<void> may_change(envelope_progress const& now) {
  if (anybody_signed_what_counts(now)) return refused(process_rule::signed_is_final, "somebody has signed already");
  return {};
}

result<void> may_describe(document_standing const& document) {
  if (!document.signed_by.empty())
    return refused(process_rule::describe_only_unsigned, "somebody has signed the document already");
  return {};
}

result<void> may_download_signed(envelope_progress const& now, document_id const& document) {
  document_standing const* const found = document_of(now, document);
  if (found == nullptr) return no_such_document();
  if (found->cancelled()) return refused(process_rule::file_only_complete, "the document is cancelled");
  if (!now.complete(*found)) return refused(process_rule::file_only_complete, "not every signer of the document has signed it");
  if (!found->file_ready) return still_preparing(process_rule::file_only_complete);
  return {};
}

result<void> may_download_partial(envelope_progress const& now, document_id const& document) {
  document_standing const* const found = document_of(now, document);
  if (found == nullptr) return no_such_document();
  if (found->cancelled()) return refused(process_rule::partial_file_only_ended, "the document is cancelled");
  if (!found->ended()) return refused(process_rule::partial_file_only_ended, "the document can still be signed");
  if (found->signed_by.empty()) return refused(process_rule::partial_file_only_ended, "nobody has signed the document");
  if (!found->file_ready) return still_preparing(process_rule::partial_file_only_ended);
  return {};
}

result<void> may_replace(envelope_progress const& now, signer_id const& signer) {
  constexpr process_rule::known rule = process_rule::replace_only_unsigned;
  if (now.status != status::running) return refused(rule, "the envelope does not run");
  if (!is_among(now.signers, signer)) return make_error(errc::not_found, "the envelope has no such signer");
  bool waits = false;
  for (document_standing const& one : now.documents) {
    if (is_among(one.signed_by, signer)) return refused(rule, "the signer has signed already");
    waits = waits || (!one.ended() && (one.signers.empty() || is_among(one.signers, signer)));
  }
  if (!waits) return refused(rule, "the signer has nothing to sign any more");
  return {};
}

} // namespace signing
RUBRICA_END_NAMESPACE
