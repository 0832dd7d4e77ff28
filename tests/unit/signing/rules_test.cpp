#include "support/catch.hpp"

#include <rubrica/signing/rules.hpp>

namespace rules_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;

namespace {

envelope_progress running() {
  envelope_progress s;
  s.envelope = envelope_id("e");
  s.status = status::running;
  s.signers = {signer_id("a"), signer_id("b")};
  s.documents = {{document_id("d0"), status::running, {}, false}, {document_id("d1"), status::running, {}, false}};
  return s;
}

envelope_progress complete() {
  envelope_progress s = running();
  s.status = status::closed;
  for (auto& one : s.documents) {
    one.status = status::closed;
    one.signed_by = {signer_id("b"), signer_id("a")};
    one.file_ready = true;
  }
  return s;
}

void check_refused(result<void> const& answer, std::string_view rule) {
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::rule_refused);
  CHECK(answer.error().rule == rule);
}

} // namespace

TEST_CASE("signatures are counted over all documents", "[signing][rules]") {
  envelope_progress s = running();
  CHECK_FALSE(s.anybody_signed());
  CHECK_FALSE(s.everybody_signed());
  s.documents[0].signed_by = {signer_id("a"), signer_id("b")};
  CHECK(s.anybody_signed());
  CHECK_FALSE(s.everybody_signed());
  s.documents[1].signed_by = {signer_id("a")};
  CHECK_FALSE(s.everybody_signed());
  s.documents[1].signed_by.push_back(signer_id("b"));
  CHECK(s.everybody_signed());
  CHECK_FALSE(envelope_progress().everybody_signed());
}

TEST_CASE("an envelope may be cancelled only while nobody has signed", "[signing][rules]") {
  envelope_progress s = running();
  CHECK(may_cancel(s));
  s.documents[1].signed_by = {signer_id("a")};
  check_refused(may_cancel(s), "cancel_only_unsigned");
  s = running();
  s.status = status::closed; // by its deadline
  check_refused(may_cancel(s), "cancel_only_unsigned");
}

TEST_CASE("an envelope may be deleted only after it is cancelled", "[signing][rules]") {
  envelope_progress s = running();
  check_refused(may_delete(s), "delete_only_cancelled");
  s.status = status::cancelled;
  CHECK(may_delete(s));
  s.status = status::draft;
  CHECK(may_delete(s));
  check_refused(may_delete(complete()), "delete_only_cancelled");
}

TEST_CASE("a record is sent again when its envelope is gone or cancelled", "[signing][rules]") {
  CHECK(may_send_again(nullptr));
  envelope_progress s = running();
  check_refused(may_send_again(&s), "send_again_only_ended");
  s.status = status::cancelled;
  CHECK(may_send_again(&s));
  s = complete();
  check_refused(may_send_again(&s), "send_again_only_ended");
}

TEST_CASE("an envelope does not change after a signature", "[signing][rules]") {
  envelope_progress s = running();
  CHECK(may_change(s));
  s.documents[0].signed_by = {signer_id("b")};
  check_refused(may_change(s), "signed_is_final");
}

TEST_CASE("the signed file is offered when all signed and it is ready", "[signing][rules]") {
  document_id const document("d0");
  CHECK(may_download_signed(complete(), document));

  envelope_progress s = complete();
  s.documents[0].file_ready = false;
  check_refused(may_download_signed(s, document), "file_only_complete");

  s = complete();
  s.documents[0].signed_by.pop_back(); // closed by its deadline, with part of the signatures
  check_refused(may_download_signed(s, document), "file_only_complete");
  CHECK(may_download_signed(s, document_id("d1"))); // which its signers have signed

  s = running();
  s.documents[0] = complete().documents[0];
  CHECK(may_download_signed(s, document)); // the other one still waits

  auto const unknown = may_download_signed(complete(), document_id("other"));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == errc::not_found);
}

TEST_CASE("the file of a document with part of its signatures is offered when no more can come", "[signing][rules]") {
  document_id const document("d0");
  envelope_progress s = complete();
  CHECK(may_download_partial(s, document));
  s.documents[0].signed_by.pop_back();
  CHECK(may_download_partial(s, document));
  s.documents[0].file_ready = false;
  check_refused(may_download_partial(s, document), "partial_file_only_ended");
  s = complete();
  s.documents[0].signed_by.clear();
  check_refused(may_download_partial(s, document), "partial_file_only_ended");
  s = complete();
  s.documents[0].status = status::cancelled;
  check_refused(may_download_partial(s, document), "partial_file_only_ended");
  s = running();
  s.documents[0].signed_by = {signer_id("a")};
  check_refused(may_download_partial(s, document), "partial_file_only_ended");
  CHECK(may_download_partial(s, document_id("other")).error().code == errc::not_found);
}

TEST_CASE("a record whose envelope ended without all signatures is sent again", "[signing][rules]") {
  envelope_progress s = complete();
  CHECK(s.ended());
  CHECK_FALSE(s.ended_incomplete());
  s.documents[1].signed_by.pop_back();
  CHECK(s.ended_incomplete());
  CHECK(may_send_again(&s));
  s.status = status::running; // ClickSign shows the end of the envelope later than those of its documents
  CHECK(may_send_again(&s));
  s.documents[0].status = status::running;
  CHECK_FALSE(s.ended());
  check_refused(may_send_again(&s), "send_again_only_ended");

  s = complete();
  s.documents[1] = {document_id("d1"), status::cancelled, {}, false, {}};
  check_refused(may_send_again(&s), "send_again_only_ended"); // cancelled by hand: what was to be signed is
  s.documents[1].deadline_reached = true;
  CHECK(may_send_again(&s)); // nobody signed it in time
}

TEST_CASE("a signer is replaced while nothing of what he has to sign is signed by him", "[signing][rules]") {
  signer_id const who("a");
  envelope_progress s = running();
  CHECK(may_replace(s, who));
  s.documents[0].signed_by = {signer_id("b")};
  CHECK(may_replace(s, who));
  s.documents[1].signed_by = {who};
  check_refused(may_replace(s, who), "replace_only_unsigned");
  s = running();
  s.status = status::draft;
  check_refused(may_replace(s, who), "replace_only_unsigned");
  s = running();
  for (auto& one : s.documents) one.signers = {signer_id("b")};
  check_refused(may_replace(s, who), "replace_only_unsigned");
  s.documents[0].signers.push_back(who);
  CHECK(may_replace(s, who));
  s.documents[0].status = status::cancelled;
  check_refused(may_replace(s, who), "replace_only_unsigned");
  CHECK(may_replace(s, signer_id("other")).error().code == errc::not_found);
}

TEST_CASE("a document is described until somebody signs it", "[signing][rules]") {
  envelope_progress s = running();
  s.documents[1].signed_by = {signer_id("a")};
  CHECK(may_describe(s.documents[0]));
  check_refused(may_describe(s.documents[1]), "describe_only_unsigned");
}

TEST_CASE("a cancelled document is waited for by nobody", "[signing][rules]") {
  envelope_progress s = complete();
  s.documents[1] = {document_id("d1"), status::cancelled, {}, false, {}};
  CHECK(s.everybody_signed());
  CHECK(may_download_signed(s, document_id("d0")));
  check_refused(may_download_signed(s, document_id("d1")), "file_only_complete");
  s.documents[0].signed_by.pop_back();
  CHECK_FALSE(s.everybody_signed());
  for (auto& one : s.documents) one.status = status::cancelled;
  CHECK_FALSE(s.everybody_signed()); // nothing is left that could be complete
}

TEST_CASE("a signature on a cancelled document was given, and keeps nobody from the rest", "[signing][rules]") {
  envelope_progress s = running();
  s.documents[0].status = status::cancelled; // by its deadline, with part of the signatures
  s.documents[0].signed_by = {signer_id("a")};
  CHECK(s.anybody_signed());
  CHECK(may_cancel(s));
  CHECK(may_change(s));
  s.documents[1].signed_by = {signer_id("b")};
  check_refused(may_cancel(s), "cancel_only_unsigned");
  check_refused(may_change(s), "signed_is_final");
}

TEST_CASE("an envelope of which every document is cancelled has ended, whatever it says itself", "[signing][rules]") {
  envelope_progress s = running();
  s.documents[0].status = status::cancelled;
  CHECK_FALSE(s.cancelled());
  check_refused(may_send_again(&s), "send_again_only_ended");
  s.documents[1].status = status::cancelled;
  CHECK(s.cancelled());
  CHECK(may_send_again(&s));
  CHECK(may_delete(s));
}

TEST_CASE("a document is complete by the signers that it was sent to", "[signing][rules]") {
  envelope_progress s = complete();
  s.documents[0].signers = {signer_id("a")};
  s.documents[0].signed_by = {signer_id("a")};
  CHECK(s.everybody_signed());
  s.documents[0].signers.push_back(signer_id("gone")); // removed from the envelope
  CHECK(s.everybody_signed());
  s.documents[0].signers.push_back(signer_id("b"));
  CHECK_FALSE(s.everybody_signed());
  s.documents[0].signers = {signer_id("gone")}; // nobody is left: then all of the envelope's
  CHECK_FALSE(s.everybody_signed());
}

} // namespace rules_test
