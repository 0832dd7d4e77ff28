#include "support/catch.hpp"
#include "support/http/paths.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/sender.hpp>
#include <rubrica/signing/verify_signed_file.hpp>
#include <rubrica/signing/withdrawal.hpp>

namespace withdrawal_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

namespace {

struct running {
  sandboxed box;
  signing::sent sent;

  explicit running(int signers = 2, sandbox::server_options options = unlimited())
      : box(std::move(options)), sent(sender(box.client).send(rubrica_test::request_with_signers(signers)).value()) {}

  void sign(std::size_t index) { box.server.sign(sent.signers[index].text()).value(); }
  status state() const { return status(box.client.envelopes().get(sent.envelope)->status); }
};

template <class T> void check_rule(result<T> const& answer, std::string_view rule) {
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errc::rule_refused);
  CHECK(answer.error().rule == rule);
}

} // namespace

TEST_CASE("an envelope that nobody signed is cancelled, document by document", "[signing][rules][socket]") {
  running world;
  auto const done = cancel(world.box.client, world.sent.envelope).value();
  CHECK(done.cancelled == world.sent.documents);
  CHECK_FALSE(done.signed_meanwhile);
  CHECK(world.state() == status::cancelled);

  // and may be sent again, to somebody else
  auto const former = fetch_progress(world.box.client, world.sent.envelope).value();
  CHECK(may_send_again(&former));
  CHECK(sender(world.box.client).send(rubrica_test::request_with_signers(3)));
}

TEST_CASE("an envelope that somebody signed is not cancelled", "[signing][rules][socket]") {
  running world;
  world.sign(0);
  check_rule(cancel(world.box.client, world.sent.envelope), "cancel_only_unsigned");
  CHECK(world.state() == status::running);
}

TEST_CASE("an envelope is deleted after it is cancelled, and ClickSign keeps the cancelled one", "[signing][rules][socket]") {
  running world;
  check_rule(remove(world.box.client, world.sent.envelope), "delete_only_cancelled");
  CHECK(cancel(world.box.client, world.sent.envelope));
  auto const done = remove(world.box.client, world.sent.envelope).value();
  CHECK_FALSE(done.deleted);
  REQUIRE(done.not_possible.size() == 1);
  CHECK(world.state() == status::cancelled);
}

TEST_CASE("a draft is deleted at once", "[signing][rules][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  auto const done = remove(box.client, draft.envelope.id).value();
  CHECK(done.deleted);
  CHECK(done.not_possible.empty());
  CHECK(box.client.envelopes().get(draft.envelope.id).error().code == errc::not_found);
}

TEST_CASE("a record that is deleted takes an unfinished envelope with it", "[signing][rules][socket]") {
  SECTION("nobody signed") {
    running world;
    auto const done = withdraw(world.box.client, world.sent.envelope).value();
    CHECK(done.cancelled == world.sent.documents);
    CHECK(done.not_possible.size() == 1);
    CHECK(world.state() == status::cancelled);
  }
  SECTION("some signed") {
    running world;
    world.sign(0);
    auto const done = withdraw(world.box.client, world.sent.envelope).value();
    CHECK(done.cancelled == world.sent.documents);
    CHECK_FALSE(done.left_complete);
    CHECK(world.state() == status::cancelled);
  }
  SECTION("all signed") {
    running world;
    world.sign(0);
    world.sign(1);
    auto const done = withdraw(world.box.client, world.sent.envelope).value();
    CHECK(done.left_complete);
    CHECK(done.cancelled.empty());
    CHECK(world.state() == status::closed);
  }
  SECTION("a draft") {
    sandboxed box;
    auto const draft = rubrica_test::make_draft(box.client);
    CHECK(withdraw(box.client, draft.envelope.id)->deleted);
  }
}

TEST_CASE("an envelope that is gone before it is withdrawn is a success", "[signing][rules][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  box.client.envelopes().remove(draft.envelope.id).value();
  auto const done = withdraw(box.client, draft.envelope.id).value();
  CHECK(done.gone);
  CHECK(done.deleted);
  CHECK(done.cancelled.empty());
}

TEST_CASE("an envelope that goes away at any step of its withdrawal is a success", "[signing][rules][socket]") {
  bool went = true;
  for (int step = 1; went; ++step) {
    went = false;
    std::string id;
    rubrica_test::lossy_sandbox* here = nullptr;
    rubrica_test::lossy_sandbox world([&](auto const&, int number) {
      if (here != nullptr && number == step) {
        went = true;
        static_cast<void>(here->witness().envelopes().remove(envelope_id(id)));
      }
      return rubrica_test::loss::none;
    });
    auto const draft = rubrica_test::make_draft(world.witness());
    id = draft.envelope.id.text();
    here = &world;
    auto const done = withdraw(world.box.client, draft.envelope.id);
    INFO("request " << step);
    REQUIRE(done);
    CHECK(done->deleted);
    CHECK(done->gone == went);
  }
}

TEST_CASE("a document that is missed does not make a running envelope a gone one", "[signing][rules][socket]") {
  running world;
  auto const transport =
      std::make_shared<rubrica_test::lossy_transport>([](auto const&, int) { return rubrica_test::loss::none; });
  class without_documents final : public http::transport {
  public:
    explicit without_documents(std::shared_ptr<http::transport> next) : next_(std::move(next)) {}
    result<http::response> send(http::request const& request, http::context const& limits) override {
      if (!rubrica_test::is_about(request, "/documents/")) return next_->send(request, limits);
      return http::response{404, {}, R"({"errors":[{"code":"404","detail":"not found"}]})"};
    }

  private:
    std::shared_ptr<http::transport> next_;
  };
  clicksign::client const client(sandboxed::client_options(world.box.server, std::make_shared<without_documents>(transport)));
  auto const done = withdraw(client, world.sent.envelope);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == errc::not_found);
  CHECK(world.state() == status::running);
}

TEST_CASE("an envelope changes until somebody signs", "[signing][rules][socket]") {
  running world;
  clicksign::envelope_changes changes;
  changes.message = "Nova mensagem";
  CHECK(update_unsigned(world.box.client, world.sent.envelope, changes)->message == "Nova mensagem");
  world.sign(0);
  check_rule(update_unsigned(world.box.client, world.sent.envelope, changes), "signed_is_final");
}

TEST_CASE("the signed file comes when all have signed and it is ready", "[signing][rules][socket][file][clock]") {
  rubrica_test::temporary_folder const folder;
  auto options = unlimited();
  options.signed_files_ready_after = std::chrono::minutes(1);
  running world(2, options);
  auto fetch = [&] {
    return download_signed(world.box.client, world.sent.envelope, world.sent.documents[0], folder.path("signed.pdf"));
  };
  check_rule(fetch(), "file_only_complete");
  world.sign(0);
  check_rule(fetch(), "file_only_complete");
  world.sign(1);
  check_rule(fetch(), "file_only_complete"); // not ready yet
  CHECK(folder.files() == 0);
  world.box.server.advance(std::chrono::minutes(2));
  auto const file = fetch();
  REQUIRE(file);
  CHECK(folder.read("signed.pdf").size() == file->size);
  CHECK(folder.read("signed.pdf").substr(0, 5) == "%PDF-");
  auto const trusted = trust_store::from_pem(world.box.server.signing_certificates()).value();
  CHECK(is_intact(verify_signed_file(folder.path("signed.pdf"), trusted, world.box.server.now()).value()));
}

TEST_CASE("an envelope closed by its deadline with part of the signatures offers no complete file",
          "[signing][rules][socket][file][clock]") {
  rubrica_test::temporary_folder const folder;
  running world;
  world.sign(0);
  world.box.server.advance(std::chrono::hours(24 * 40));
  CHECK(world.state() == status::closed);
  check_rule(download_signed(world.box.client, world.sent.envelope, world.sent.documents[0], folder.path("signed.pdf")),
             "file_only_complete");

  // the record can move on all the same
  auto const file = download_partial(world.box.client, world.sent.envelope, world.sent.documents[0], folder.path("partial.pdf"));
  REQUIRE(file);
  CHECK(folder.read("partial.pdf").substr(0, 5) == "%PDF-");
  auto const former = fetch_progress(world.box.client, world.sent.envelope).value();
  CHECK(former.ended_incomplete());
  CHECK(may_send_again(&former));
}

TEST_CASE("a document that nobody signed before the deadline lets its record be sent again", "[signing][rules][socket][clock]") {
  running world(1);
  world.box.server.advance(std::chrono::hours(24 * 40));
  auto const former = fetch_progress(world.box.client, world.sent.envelope).value();
  CHECK(former.documents.at(0).cancelled());
  CHECK(former.documents.at(0).deadline_reached);
  CHECK(may_send_again(&former));
}

TEST_CASE("a record of which everybody signed everything is not sent again, and its files are whole",
          "[signing][rules][socket][file]") {
  rubrica_test::temporary_folder const folder;
  running world(1);
  auto fetch = [&] {
    return download_partial(world.box.client, world.sent.envelope, world.sent.documents[0], folder.path("signed.pdf"));
  };
  check_rule(fetch(), "partial_file_only_ended");
  world.sign(0);
  CHECK(fetch());
  auto const former = fetch_progress(world.box.client, world.sent.envelope).value();
  check_rule(may_send_again(&former), "send_again_only_ended");
}

} // namespace withdrawal_test
