// What ClickSign says about an envelope, as the rules count it.
#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/sender.hpp>
#include <rubrica/signing/withdrawal.hpp>

namespace envelope_progress_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

TEST_CASE("a cancelled document keeps nobody from the signed file of the other one", "[signing][rules][socket][file][clock]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box(unlimited());
  auto request = rubrica_test::request_with_signers(2);
  request.files.push_back(request.files[0]);
  request.files[1].name = "anexo.pdf";
  auto const sent = sender(box.client).send(request).value();
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

} // namespace envelope_progress_test
