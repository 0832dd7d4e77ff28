#include <rubrica/signing/rules.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::status;

error_info refused(std::string_view rule, std::string_view why) {
  error_info error = make_error(errc::rule_refused, why);
  error.rule = rule;
  return error;
}

/// A signature on a document that is not cancelled; the others have no effect.
bool anybody_signed_what_counts(envelope_progress const& now) {
  return std::any_of(now.documents.begin(), now.documents.end(),
                     [](document_standing const& one) { return !one.cancelled() && !one.signed_by.empty(); });
}

} // namespace

result<void> may_cancel(envelope_progress const& now) {
  if (anybody_signed_what_counts(now)) return refused("cancel_only_unsigned", "somebody has signed already");
  if (now.status == status::closed) return refused("cancel_only_unsigned", "the envelope is closed");
  return {};
}

result<void> may_delete(envelope_progress const& now) {
  if (now.cancelled()) return {};
  if (now.status == status::running) return refused("delete_only_cancelled", "the envelope still runs: cancel it first");
  if (now.status == status::closed) return refused("delete_only_cancelled", "the envelope is closed");
  return {};
}

result<void> may_send_again(envelope_progress const* former) {
  if (former == nullptr || former->cancelled()) return {};
  return refused("send_again_only_ended", "the former envelope is neither cancelled nor deleted");
}

result<void> may_change(envelope_progress const& now) {
  if (anybody_signed_what_counts(now)) return refused("signed_is_final", "somebody has signed already");
  return {};
}

result<void> may_download_signed(envelope_progress const& now, document_id const& document) {
  auto const found =
      std::find_if(now.documents.begin(), now.documents.end(), [&](auto const& one) { return one.id == document; });
  if (found == now.documents.end()) return make_error(errc::not_found, "the envelope has no such document");
  if (found->cancelled()) return refused("file_only_complete", "the document is cancelled");
  if (!now.everybody_signed()) return refused("file_only_complete", "not every signer has signed");
  if (!found->file_ready) return refused("file_only_complete", "ClickSign is still preparing the signed file");
  return {};
}

} // namespace signing
RUBRICA_END_NAMESPACE
