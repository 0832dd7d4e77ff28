// What ClickSign says about an envelope, as the rules count it.
#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/sender.hpp>
#include <rubrica/signing/withdrawal.hpp>

#include <algorithm>

namespace envelope_progress_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

namespace {

request two_files_two_signers() {
  auto out = rubrica_test::request_with_signers(2);
  out.files.push_back(out.files[0]);
  out.files[1].name = "anexo.pdf";
  return out;
}

} // namespace

TEST_CASE("a cancelled document keeps nobody from the signed file of the other one", "[signing][rules][socket][file][clock]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box(unlimited());
  auto const sent = sender(box.client).send(two_files_two_signers()).value();
  REQUIRE(box.client.documents().cancel(sent.envelope, sent.documents[1]));
  auto const before = fetch_progress(box.client, sent.envelope).value();
  CHECK_FALSE(before.everybody_signed());
  CHECK(before.documents.at(0).signers.size() == 2);
  CHECK(may_cancel(before));
  for (auto const& signer : sent.signers) box.server.sign(signer.text()).value();
  box.server.advance(std::chrono::minutes(2)); // the signed file is made

  auto const now = fetch_progress(box.client, sent.envelope).value();
  CHECK(now.everybody_signed());
  CHECK_FALSE(now.cancelled());
  CHECK(download_signed(box.client, sent.envelope, sent.documents[0], folder.path("signed.pdf")));
  auto const cancelled = download_signed(box.client, sent.envelope, sent.documents[1], folder.path("cancelled.pdf"));
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().rule == "file_only_complete");
  CHECK(withdraw(box.client, sent.envelope)->left_complete);
}

TEST_CASE("the signed file of a document does not wait for the signers of another one", "[signing][rules][socket][file]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box(unlimited());
  auto request = two_files_two_signers();
  request.signers[1].group = 2;
  auto const sent = sender(box.client).send(request).value();
  // The second signer has nothing to do with the first document any more.
  std::vector<clicksign::bulk_operation> removals;
  for (auto& one : box.client.requirements().list(sent.envelope, {sent.documents[0], sent.signers[1], {}})) {
    removals.emplace_back(clicksign::remove_requirement{one.value().id});
  }
  REQUIRE(box.client.bulk_requirements().apply(sent.envelope, removals));
  box.server.sign(sent.signers[0].text()).value();
  auto const now = fetch_progress(box.client, sent.envelope).value();
  CHECK(now.status == clicksign::status::running);
  auto const first = std::find_if(now.documents.begin(), now.documents.end(),
                                  [&](document_standing const& one) { return one.id == sent.documents[0]; });
  REQUIRE(first != now.documents.end()); // they are listed in the order of their creation, which is not that of the files
  CHECK(now.complete(*first));
  CHECK_FALSE(now.everybody_signed());
  CHECK(download_signed(box.client, sent.envelope, sent.documents[0], folder.path("signed.pdf")));
  auto const waiting = download_signed(box.client, sent.envelope, sent.documents[1], folder.path("waiting.pdf"));
  REQUIRE_FALSE(waiting);
  CHECK(waiting.error().rule == "file_only_complete");
}

} // namespace envelope_progress_test
