#include "fixtures.hpp"
#include "support/catch.hpp"

#include <type_traits>

namespace new_events_test {

namespace webhook = rubrica::clicksign::webhook;
using webhook::event_name;

namespace {

std::string bounce_of(std::string const& signer, std::string const& reason) {
  return R"({"name":"tracking_notification_error","data":{"signer":{"key":")" + signer +
         R"(","email":"bruno@rubrica.test"},"notification":{"kind":"signature_request","provider":"email",)"
         R"("last_status":"bounce","last_bounce_type":"HardBounce","details":")" +
         reason + R"("}},"occurred_at":"2026-11-20T13:01:00.000Z"})";
}

std::string with_event(std::string const& event) {
  return R"({"event":)" + event + R"(,"document":{"key":"doc-1","status":"running"}})";
}

void check_bounce(webhook::payload const& data) {
  auto const& e = std::get<webhook::notification_failed_event>(data);
  CHECK(e.signer.key.text() == "signer-2");
  CHECK(e.message_kind == "signature_request");
  CHECK(e.provider == "email");
  CHECK(e.last_status == "bounce");
  CHECK(e.bounce_type == "HardBounce");
  CHECK(e.details.reveal() == "550 5.1.1 unknown mailbox bruno@rubrica.test");
  CHECK(webhook::signers_of(data).size() == 1);
  CHECK(webhook::kind(data) == "notification_failed_event");
}

constexpr char reason[] = "550 5.1.1 unknown mailbox bruno@rubrica.test";

webhook::activation_event activation_of(std::string const& text) {
  return std::get<webhook::activation_event>(parse_text(text).value().data);
}

template <class T, class = void> struct can_be_printed : std::false_type {};
template <class T>
struct can_be_printed<T, std::void_t<decltype(std::declval<std::ostream&>() << std::declval<T const&>())>> : std::true_type {};

} // namespace

TEST_CASE("an invitation that did not arrive is told as a callback, in a document's history and over REST",
          "[clicksign][webhook]") {
  check_bounce(parse_text(with_event(bounce_of("signer-2", reason))).value().data);

  auto const later = parse_text(R"({"event":{"name":"sign","data":{}},"document":{"key":"d","events":[)" +
                                bounce_of("signer-2", reason) + "," + bounce_of("signer-3", reason) + "]}}")
                         .value();
  REQUIRE(later.document->events.size() == 2);
  CHECK(later.document->events[0].name == event_name::tracking_notification_error);
  check_bounce(later.document->events[0].data);
  CHECK(webhook::signers_of(later.document->events[1].data).front()->key.text() == "signer-3");

  auto const rest = parse_text(R"({"id":"7","type":"events","attributes":)" + bounce_of("signer-2", reason) + "}").value();
  check_bounce(rest.data);
}

TEST_CASE("an event that nobody knows keeps its signers, be it one or several", "[clicksign][webhook][rule4]") {
  auto const one =
      parse_text(with_event(R"({"name":"tomorrow","data":{"signer":{"key":"signer-1","name":"Ana"},"x":1}})")).value();
  REQUIRE(webhook::signers_of(one.data).size() == 1);
  CHECK(webhook::signers_of(one.data).front()->name == "Ana");
  CHECK(std::get<webhook::unknown_event>(one.data).raw == R"({"signer":{"key":"signer-1","name":"Ana"},"x":1})");

  auto const many = parse_text(with_event(R"({"data":{"signers":[{"key":"a"},{"key":"b"},7]},"name":"tomorrow"})")).value();
  REQUIRE(webhook::signers_of(many.data).size() == 2);
  CHECK(webhook::signers_of(many.data)[1]->key.text() == "b");
  CHECK(webhook::signers_of(parse_text(with_event(R"({"name":"tomorrow","data":{"signers":"x","signer":null}})")).value().data)
            .empty());
}

TEST_CASE("the end of an activation names its envelope and its reasons, wherever they are", "[clicksign][webhook]") {
  auto const done = activation_of(R"({"event":{"name":"envelope_activated","data":{"envelope":{"key":"env-1"}}}})");
  CHECK_FALSE(done.failed);
  CHECK(done.envelope.text() == "env-1");
  CHECK(done.problems.empty());
  CHECK(activation_of(R"({"event":{"name":"envelope_activated","data":{"id":"env-2"}}})").envelope.text() == "env-2");
  CHECK(activation_of(R"({"envelope":{"id":"env-3"},"event":{"name":"envelope_activated"}})").envelope.text() == "env-3");

  auto const failed = activation_of(R"({"event":{"data":{"envelope":"env-4","errors":[{"code":100,"title":"t","detail":)"
                                    R"("ana@rubrica.test não","source":{"pointer":"/signers/0"}},"sem assinante"]},)"
                                    R"("name":"envelope_activation_failed"}})");
  CHECK(failed.failed);
  CHECK(failed.envelope.text() == "env-4");
  REQUIRE(failed.problems.size() == 2);
  CHECK(failed.problems[0].code == "100");
  CHECK(failed.problems[0].pointer == "/signers/0");
  CHECK(failed.problems[0].detail.find("ana@") == std::string::npos);
  CHECK(failed.problems[1].detail == "sem assinante");
  CHECK(failed.raw.find("sem assinante") != std::string::npos);
  auto const told = activation_of(R"({"event":{"name":"envelope_activation_failed","data":{"message":"sem documento"}}})");
  REQUIRE(told.problems.size() == 1);
  CHECK(told.problems[0].detail == "sem documento");
}

TEST_CASE("links that are as good as a signature can be revealed but not printed or compared", "[clicksign][webhook]") {
  auto const event = parse_text(R"({"event":{"name":"add_signer","data":{"signers":[{"key":"k","url":"https://sign.test/x",)"
                                R"("request_signature_key":"rsk"}]}},"document":{"key":"d","downloads":{"original_file_url":"o",)"
                                R"("signed_file_url":"s","ziped_file_url":"z"}}})")
                         .value();
  auto const& who = *webhook::signers_of(event.data).front();
  CHECK(who.url.reveal() == "https://sign.test/x");
  CHECK(who.request_signature_key.reveal() == "rsk");
  CHECK(event.document->downloads.signed_file_url.reveal() == "s");
  CHECK_FALSE(can_be_printed<decltype(who.url)>::value);
  CHECK_FALSE(can_be_printed<decltype(who.request_signature_key)>::value);
  CHECK_FALSE(can_be_printed<decltype(event.document->downloads.original_file_url)>::value);
  CHECK_FALSE(can_be_printed<decltype(event.document->downloads.zipped_file_url)>::value);
  CHECK(can_be_printed<rubrica::personal>::value);
}

} // namespace new_events_test
