#include "support/catch.hpp"

#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <nlohmann/json.hpp>

namespace notification_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("signers are called together or one by one", "[clicksign][notifications][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK_FALSE(box.client.notifications().notify(draft.envelope.id)); // it does not run yet
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  new_notification request;
  request.message = "Por favor, assine.";
  auto const all = box.client.notifications().notify(draft.envelope.id, request).value();
  CHECK_FALSE(all.id.empty());
  CHECK(all.message == "Por favor, assine.");
  REQUIRE(all.summary.size() == 1);
  CHECK(all.summary[0].signer == draft.signer.id);
  CHECK(all.summary[0].notified);
  auto const one = box.client.notifications().notify(draft.envelope.id, draft.signer.id).value();
  CHECK(one.message.empty());
}

TEST_CASE("a second call within the minute is not sent", "[clicksign][notifications][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(box.client.notifications().notify(draft.envelope.id));
  auto const again = box.client.notifications().notify(draft.envelope.id);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == errc::rate_limited);
  CHECK(again.error().outcome == rubrica::outcome::not_sent);
  CHECK(again.error().retry_after > std::chrono::seconds(30));
  CHECK(again.error().retry_after <= std::chrono::seconds(60));
  CHECK(box.count("POST", "/notifications") == 1);
}

TEST_CASE("a second call of another program within the minute is refused by ClickSign and not repeated",
          "[clicksign][notifications][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(box.client.notifications().notify(draft.envelope.id));
  auto options = sandboxed::client_options(box.server);
  options.quota = std::make_shared<rubrica::http::quota>(0); // like the quota of another process
  auto const again = client(options).notifications().notify(draft.envelope.id);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == errc::rate_limited);
  CHECK(again.error().http_status == 429);
  CHECK(box.count("POST", "/notifications") == 2);
}

TEST_CASE("a notification that is answered by a status alone was done", "[clicksign][notifications]") {
  auto const notified = [](int status) {
    auto const transport = std::make_shared<rubrica_test::scripted_transport>();
    transport->status(status);
    client_options options;
    options.token = secret("t");
    options.transport = transport;
    return client(options).notifications().notify(envelope_id("e"));
  };
  CHECK(notified(202).value().summary.empty());
  CHECK(notified(204).value().summary.empty());
  // These announce a record, so something on the way lost it.
  CHECK(notified(200).error().code == errc::protocol);
  CHECK(notified(201).error().code == errc::protocol);
}

TEST_CASE("the look of the e-mail is sent under ClickSign's names", "[clicksign][notifications]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(404);
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  new_notification request;
  request.email.emplace();
  request.email->subject = "s";
  request.email->head = "h";
  request.email->greeting = "g";
  request.email->principal = "p";
  request.email->final_text = "f";
  request.email->button = "b";
  request.email->align = "left";
  request.email->show_token = true;
  request.email->show_qrcode = false;
  request.email->show_details = true;
  static_cast<void>(client(options).notifications().notify(envelope_id("e"), request));
  auto const body = nlohmann::json::parse(std::get<std::string>(transport->requests().at(0).body));
  CHECK(body["data"]["type"] == "notifications");
  CHECK(body["data"]["attributes"]["email_customization"] == nlohmann::json::parse(R"({"subject":"s","head":"h","greeting":"g",
    "principal":"p","final":"f","button":"b","align":"left","show_token":true,"show_qrcode":false,"show_details":true})"));
}

} // namespace notification_test
