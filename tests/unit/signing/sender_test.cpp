#include "support/catch.hpp"

#include "support/clock/skipping_clock.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/sender.hpp>

#include <nlohmann/json.hpp>

namespace sender_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

TEST_CASE("one document for k signers costs exactly 5 + k requests", "[signing][sending][socket]") {
  for (int k : {1, 3, 10}) {
    sandboxed box;
    auto const sent = sender(box.client).send(rubrica_test::request_with_signers(k));
    REQUIRE(sent);
    CHECK(sent->signers.size() == static_cast<std::size_t>(k));
    CHECK(sent->notified);
    CHECK(box.server.requests().size() == static_cast<std::size_t>(5 + k));
    for (auto const& one : box.server.requests()) CHECK(one.status < 300);
  }
}

TEST_CASE("a sending stands at ClickSign as it was asked for", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::request_with_signers(2);
  request.message = "Segue o contrato.";
  request.subject = "Contrato";
  request.signers[1].role = role::witness;
  request.signers[1].authentication = auth::whatsapp;
  request.signers[1].mobile = "(11) 98765-4321";
  auto const sent = sender(box.client).send(request).value();

  auto const envelope = box.client.envelopes().get(sent.envelope).value();
  CHECK(envelope.status == status::running);
  CHECK(envelope.name == "contrato.pdf (ref. " + sent.reference + ")");
  CHECK(envelope.message == "Segue o contrato.");
  CHECK(envelope.subject == "Contrato");
  CHECK((envelope.deadline.at() == sent.deadline.at()));
  auto const month = *sent.deadline.at() - box.server.now();
  CHECK(month > std::chrono::hours(24 * 27));
  CHECK(month < std::chrono::hours(24 * 32));

  auto const document = box.client.documents().get(sent.envelope, sent.documents[0]).value();
  CHECK(document.filename == "contrato.pdf");
  CHECK(nlohmann::json::parse(document.metadata)["record_id"] == "OP-1207");
  CHECK(nlohmann::json::parse(document.metadata)["rubrica_key"] == sent.key);

  auto const second = box.client.signers().get(sent.envelope, sent.signers[1]).value();
  CHECK(second.phone_number == "11987654321");
  CHECK(second.channels.signature_request == clicksign::channel::whatsapp);

  auto requirements = box.client.requirements().list(sent.envelope, {sent.documents[0], sent.signers[1], {}}).all().value();
  REQUIRE(requirements.size() == 2);
  if (requirements[0].action != clicksign::requirement_action::agree) std::swap(requirements[0], requirements[1]);
  CHECK(requirements[0].role == role::witness);
  CHECK(requirements[1].auth == auth::whatsapp);
}

TEST_CASE("a request with problems sends nothing", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::small_request();
  request.signers[0].email = "";
  auto const sent = sender(box.client).send(request);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::invalid_request);
  CHECK(sent.error().outcome == outcome::not_sent);
  REQUIRE(sent.error().problems.size() == 1);
  CHECK(sent.error().problems[0].pointer == "/signers/0/email");
  CHECK(box.server.requests().empty());
}

TEST_CASE("the progress of a sending tells each step", "[signing][sending][socket]") {
  sandboxed box;
  std::vector<progress> steps;
  send_options options;
  options.on_progress = [&](progress const& one) { steps.push_back(one); };
  auto const sent = sender(box.client).send(rubrica_test::request_with_signers(2), options).value();
  auto count = [&](step wanted) {
    return std::count_if(steps.begin(), steps.end(), [&](auto& one) { return one.step == wanted; });
  };
  CHECK(steps.front().step == step::envelope_created);
  CHECK(steps.front().id == sent.envelope.text());
  CHECK(count(step::document_created) == 1);
  CHECK(count(step::signer_created) == 2);
  CHECK(count(step::requirements_set) == 1);
  CHECK(count(step::activated) == 1);
  CHECK(steps.back().step == step::notified);
  auto const last_upload = std::find_if(steps.rbegin(), steps.rend(), [](auto& one) { return one.step == step::uploading; });
  REQUIRE(last_upload != steps.rend());
  CHECK(last_upload->bytes == last_upload->total);
  CHECK(last_upload->total > 0);
}

TEST_CASE("a document that is still processed is waited for", "[signing][sending][socket][clock]") {
  auto options = unlimited();
  options.document_ready_after = std::chrono::seconds(3);
  auto const server_time = std::make_shared<rubrica_test::skipping_clock>();
  sandboxed box(options, {}, server_time);
  // The server's clock follows the client's waits.
  class follower final : public clock {
  public:
    follower(std::shared_ptr<rubrica_test::skipping_clock> time, sandbox::server& server)
        : time_(std::move(time)), server_(server) {}
    std::chrono::steady_clock::time_point now() const override { return time_->now(); }
    std::chrono::system_clock::time_point calendar() const override { return time_->calendar(); }
    void wait(std::chrono::steady_clock::time_point until, cancel_flag const* cancelled) override {
      auto const before = time_->skipped();
      time_->wait(until, cancelled);
      server_.advance(time_->skipped() - before);
    }

  private:
    std::shared_ptr<rubrica_test::skipping_clock> time_;
    sandbox::server& server_;
  };
  clicksign::client const client(sandboxed::client_options(box.server, {}, std::make_shared<follower>(server_time, box.server)));
  auto const sent = sender(client).send(rubrica_test::small_request());
  REQUIRE(sent);
  CHECK(server_time->waits >= 2);
  CHECK(box.count("POST", "/bulk_requirements") == server_time->waits + 1);
  CHECK(box.client.envelopes().get(sent->envelope)->status == status::running);
}

TEST_CASE("a document that never becomes ready ends with the time, and no draft stays", "[signing][sending][socket][clock]") {
  auto options = unlimited();
  options.document_ready_after = std::chrono::hours(24);
  sandboxed box(options, {}, std::make_shared<rubrica_test::skipping_clock>());
  auto const sent = sender(box.client).send(rubrica_test::small_request());
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::timeout);
  CHECK(sent.error().envelope_left_behind.empty());
  CHECK(box.client.envelopes().list().all()->empty());
}

TEST_CASE("a draft goes away again when ClickSign refuses a part of it", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::small_request();
  request.signers[0].role = role::unlisted("captain"); // the simulator knows no such role
  auto const sent = sender(box.client).send(request);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::invalid);
  CHECK(sent.error().outcome == outcome::rejected);
  CHECK_FALSE(sent.error().problems.empty());
  CHECK(sent.error().envelope_left_behind.empty());
  CHECK(box.client.envelopes().list().all()->empty());
}

TEST_CASE("a notification that fails does not undo the sending", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::small_request();
  request.notify = false;
  auto const quiet = sender(box.client).send(request).value();
  CHECK_FALSE(quiet.notified);
  CHECK_FALSE(quiet.notification_error.has_value());
  CHECK(box.count("POST", "/notifications") == 0);
}

TEST_CASE("a raised flag ends the sending and the draft goes away", "[signing][sending][socket]") {
  sandboxed box;
  send_options options;
  options.cancelled = std::make_shared<cancel_flag>(false);
  options.on_progress = [&](progress const& one) {
    if (one.step == step::envelope_created) options.cancelled->store(true);
  };
  auto const sent = sender(box.client).send(rubrica_test::small_request(), options);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().code == errc::cancelled);
  CHECK(sent.error().envelope_left_behind.empty());
  CHECK(box.client.envelopes().list().all()->empty());
}

} // namespace sender_test
