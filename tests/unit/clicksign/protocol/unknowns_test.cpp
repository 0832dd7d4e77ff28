// What an observer is told about attributes and values that this version does not know.
#include "support/catch.hpp"

#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <mutex>

namespace unknowns_test {

using namespace rubrica;
using namespace rubrica::clicksign;

namespace {

class listener final : public http::observer {
public:
  void unknown(http::unknown_notice const& notice) noexcept override {
    std::lock_guard const lock(mutex_);
    bool const is_field = notice.kind == http::unknown_notice::what::field;
    heard_.push_back((is_field ? "field " : "value ") + std::string(notice.where));
  }
  std::vector<std::string> heard() const {
    std::lock_guard const lock(mutex_);
    return heard_;
  }

private:
  mutable std::mutex mutex_;
  std::vector<std::string> heard_;
};

using list = std::vector<std::string>;

struct told {
  std::shared_ptr<rubrica_test::scripted_transport> transport = std::make_shared<rubrica_test::scripted_transport>();
  std::shared_ptr<listener> observer = std::make_shared<listener>();

  clicksign::client client() const {
    client_options options;
    options.token = secret("t0ken");
    options.transport = transport;
    options.observer = observer;
    return clicksign::client(options);
  }
};

constexpr char some_id[] = "7d2b8f1c-8e1a-4b67-9d3c-2f8e6a1b5c40";

std::string resource(std::string const& type, std::string const& attributes) {
  return R"({"id":")" + std::string(some_id) + R"(","type":")" + type + R"(","attributes":)" + attributes + "}";
}

} // namespace

TEST_CASE("unknown attributes and values of a resource are told, without what they hold", "[clicksign][protocol][rule4]") {
  told one;
  one.transport->status(200, R"({"data":)" + resource("envelopes", R"({"name":"x","status":"paused","locale":"pt-BR",
    "deadline_partial_signature_action":"kept","colour":{"inner":"red"},"weight":[1],"529.982.247-25":1})") +
                                 "}");
  auto const got = one.client().envelopes().get(envelope_id(some_id));
  REQUIRE(got);
  CHECK(got->status.text() == "paused");
  CHECK(got->raw == R"({"colour":{"inner":"red"},"weight":[1],"529.982.247-25":1})");
  CHECK(one.observer->heard() == list{"field envelopes.colour", "field envelopes.weight", "field envelopes.(no name)",
                                      "value envelopes.status", "value envelopes.deadline_partial_signature_action"});
}

TEST_CASE("unknown values are found in nested objects, lists and events", "[clicksign][protocol][rule4]") {
  told one;
  one.transport->status(200, R"({"data":)" + resource("signers", R"({"name":"Ana Souza",
    "communicate_events":{"signature_request":"pigeon","document_signed":"email"}})") +
                                 "}");
  one.transport->status(200, R"({"data":[)" + resource("webhooks", R"({"status":"active","events":["sign","sang"]})") + "]}");
  one.transport->status(200, R"({"data":[)" + resource("events", R"({"name":"sang","data":{}})") + "]}");
  REQUIRE(one.client().signers().get(envelope_id(some_id), signer_id(some_id)));
  CHECK(one.observer->heard() == list{"value signers.communicate_events.signature_request"});
  REQUIRE(one.client().webhooks().list().all());
  CHECK(one.observer->heard().back() == "value webhooks.events");
  REQUIRE(one.client().envelopes().events(envelope_id(some_id)).all());
  CHECK(one.observer->heard().back() == "value events.name");
  CHECK(one.observer->heard().size() == 3);
}

TEST_CASE("the simulator says nothing that the library does not know", "[clicksign][protocol][socket]") {
  auto const heard = std::make_shared<listener>();
  rubrica::sandbox::server const server(rubrica_test::unlimited());
  auto options = rubrica_test::sandboxed::client_options(server);
  options.observer = heard;
  client const client(options);
  auto const draft = rubrica_test::make_draft(client);
  REQUIRE(client.envelopes().activate(draft.envelope.id));
  REQUIRE(client.notifications().notify(draft.envelope.id));
  REQUIRE(client.envelopes().list().all());
  REQUIRE(client.envelopes().events(draft.envelope.id).all());
  REQUIRE(client.documents().list(draft.envelope.id).all());
  REQUIRE(client.signers().list(draft.envelope.id).all());
  REQUIRE(client.requirements().list(draft.envelope.id).all());
  CHECK(heard->heard() == list{});
}

} // namespace unknowns_test
