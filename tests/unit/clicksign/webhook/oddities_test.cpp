#include "fixtures.hpp"
#include "support/catch.hpp"

#include "clicksign/webhook/event_reader.hpp"
#include "support/process/run_in_threads.hpp"

#include <atomic>

namespace oddities_test {

namespace webhook = rubrica::clicksign::webhook;
using rubrica::errc;
using rubrica::clicksign::role;

TEST_CASE("event data that is null, absent or an empty object is the same", "[clicksign][webhook]") {
  for (char const* data : {R"(,"data":null)", "", R"(,"data":{})", R"(,"data":[])", R"(,"data":"x")", R"(,"data":5)"}) {
    INFO(data);
    auto const event = parse_text(R"({"event":{"name":"upload")" + std::string(data) + "}}").value();
    auto const& upload = std::get<webhook::upload_event>(event.data);
    CHECK(upload.user.name.empty());
    CHECK(upload.deadline.empty());
    CHECK_FALSE(upload.auto_close.has_value());
  }
  for (char const* data : {R"(,"data":null)", "", R"(,"data":{})", R"(,"data": { } )"}) {
    auto const event = parse_text(R"({"event":{"name":"new_one")" + std::string(data) + "}}").value();
    CHECK(std::get<webhook::unknown_event>(event.data).raw.empty());
  }
}

TEST_CASE("occurred_at may be missing or unreadable", "[clicksign][webhook]") {
  CHECK(event_of("upload_v2").occurred_at.empty());
  auto const event = parse_text(R"({"event":{"name":"sign","occurred_at":"yesterday"}})").value();
  CHECK(event.occurred_at.text() == "yesterday");
  CHECK_FALSE(event.occurred_at.at().has_value());
}

TEST_CASE("the document of a callback may be an array of one", "[clicksign][webhook]") {
  auto const event = event_of("document_closed_array");
  REQUIRE(event.document.has_value());
  CHECK(event.document->key.text() == "doc-77aa");
  CHECK(event.document->downloads.signed_file_url.reveal() == "https://files.rubrica.test/s.pdf");
  CHECK(event.document->downloads.zipped_file_url.empty());
  CHECK_FALSE(event_of("document_closed_empty_array").document.has_value());
  auto const two = parse_text(R"({"event":{"name":"close"},"document":[{"key":"a"},{"key":"b","path":"p"}]})").value();
  CHECK(two.document->key.text() == "a");
  CHECK(two.document->path.empty());
}

TEST_CASE("a document without members is no document", "[clicksign][webhook]") {
  CHECK_FALSE(event_of("attempts_row").document.has_value());
  CHECK_FALSE(parse_text(R"({"event":{"name":"close"},"document":null})").value().document.has_value());
}

TEST_CASE("the top-level arrays of 2018 fill what the document lacks", "[clicksign][webhook]") {
  auto const event = event_of("upload_2018");
  REQUIRE(event.document.has_value());
  REQUIRE(event.document->signers.size() == 1);
  CHECK(event.occurred_at.text() == "2018-10-24T17:11:42.727Z");
  auto const& signer = event.document->signers[0];
  CHECK(signer.key.text() == "old-1");
  CHECK(signer.request_signature_key.reveal() == "rsk-1");
  CHECK(signer.email == "dora@rubrica.test");
  CHECK(signer.sign_as == std::vector<rubrica::clicksign::role>{rubrica::clicksign::role::sign});
  REQUIRE(event.document->events.size() == 1);
  auto const& past = event.document->events[0];
  CHECK(past.name == webhook::event_name::upload);
  CHECK(past.occurred_at.text() == "2018-10-24T17:11:42.727Z");
  CHECK(std::get<webhook::upload_event>(past.data).user.email == "operador@rubrica.test");
  CHECK(std::get<webhook::upload_event>(past.data).user.name == "Olga Pereira");
  auto const both = parse_text(R"({"signers":[{"key":"top"}],"event":{"name":"close"},"document":{"signers":[{"key":"own"}]}})");
  CHECK(both->document->signers.at(0).key.text() == "own");
}

TEST_CASE("an event of the REST API is read without its document", "[clicksign][webhook]") {
  auto const rest = event_of("rest_sign");
  CHECK(rest.id == rubrica::event_id("ev-1"));
  CHECK(rest.occurred_at.text() == "2026-03-02T10:15:30.500-03:00");
  CHECK(std::get<webhook::signed_event>(rest.data).signer.address == "203.0.113.7");
  CHECK(std::get<webhook::signed_event>(rest.data).account.key == "acc0-1111");
  auto const data_first = event_of("rest_data_first");
  CHECK(std::get<webhook::deadline_event>(data_first.data).reached_at.text() == "2026-04-01T09:00:00.500-03:00");
  auto const unwrapped = event_of("add_signer_unwrapped");
  CHECK(std::get<webhook::signers_added_event>(unwrapped.data).signers.at(0).key.text() == "signer-1");
  check_operator(std::get<webhook::signers_added_event>(unwrapped.data));
  // A member that follows the fields of one form is searched among those of the other one too.
  auto const longer =
      parse_text(R"({"name":"sign","data":{},"occurred_at":"2026-03-02","created":"2026-03-03","x":1,"id":"ev-3"})");
  CHECK(longer->occurred_at.text() == "2026-03-02");
  CHECK(longer->id.text() == "ev-3");
  // An unknown name is not enough to treat an object as an event.
  CHECK(parse_text(R"({"name":"Ana","data":{}})").error().code == errc::malformed);
  CHECK(parse_text(R"({"id":"e","type":"events","attributes":{"name":"new_one"}})").has_value());
}

TEST_CASE("a resource of the REST API is read by the table of members alone", "[clicksign][webhook]") {
  std::vector<webhook::event> list;
  std::string const text = "[" + bytes_of("rest_sign") + "," + bytes_of("rest_data_first") + "]";
  REQUIRE(rubrica::detail::read_json(text, rubrica::detail::target_for(list)).has_value());
  REQUIRE(list.size() == 2);
  CHECK(list[0].name == webhook::event_name::sign);
  CHECK(list[1].id.text() == "ev-2");
  CHECK(webhook::kind(list[1].data) == "deadline_event");
}

TEST_CASE("a field of a wrong type counts as absent", "[clicksign][webhook]") {
  auto const event = parse_text(R"({"event":{"name":"sign","data":{"signer":{"key":9,"name":{"first":"A"},"sign_as":5,
    "auths":"sms","created_at":17,"has_documentation":"yes","id":"x","validation":[],"signature":7,"latitude":true},
    "account":"a"},"occurred_at":false},"document":{"key":5,"remind_interval":"often","signers":{},"events":"none",
    "downloads":null,"template":null,"metadata":null,"links":[],"locale":1,"preview":2},"acceptance":null})")
                         .value();
  auto const& signer = std::get<webhook::signed_event>(event.data).signer;
  CHECK(signer.key.text() == "9");
  CHECK(signer.name.empty());
  CHECK(signer.sign_as.empty());
  CHECK(signer.auths.size() == 1);
  CHECK(signer.created_at.empty());
  CHECK_FALSE(signer.has_documentation.has_value());
  CHECK_FALSE(signer.id.has_value());
  CHECK_FALSE(signer.signature.has_value());
  CHECK(signer.latitude.empty());
  CHECK(event.occurred_at.empty());
  CHECK(event.document->key.text() == "5");
  CHECK_FALSE(event.document->remind_interval.has_value());
  CHECK_FALSE(event.document->made_from.has_value());
  CHECK(event.document->metadata.empty());
  CHECK(event.document->signers.empty());
  CHECK_FALSE(event.document->preview.has_value());
  CHECK_FALSE(event.acceptance.has_value());
}

TEST_CASE("sign_as may be a text, an array, an empty text or null", "[clicksign][webhook]") {
  auto const roles = [](std::string const& value) {
    auto const event = parse_text(R"({"event":{"name":"sign","data":{"signer":{"sign_as":)" + value + "}}}}").value();
    return std::get<webhook::signed_event>(event.data).signer.sign_as;
  };
  CHECK(roles(R"("seller")") == std::vector<role>{role::seller});
  CHECK(roles(R"(["seller","brand_new"])") == std::vector<role>{role::seller, role("brand_new")});
  CHECK(roles(R"("")").empty());
  CHECK(roles("null").empty());
  CHECK(roles(R"([null,1,"",{"a":"seller"},"witness"])") == std::vector<role>{role::witness});
}

TEST_CASE("template and metadata are read in all their forms", "[clicksign][webhook]") {
  auto const document = [](std::string const& members) {
    return parse_text(R"({"event":{"name":"close"},"document":{"key":"d",)" + members + "}}").value().document.value();
  };
  CHECK(document(R"("template":"t-1")").made_from->key == "t-1");
  CHECK_FALSE(document(R"("template":null)").made_from.has_value());
  CHECK(document(R"("template":{"key":"t","data":null})").made_from->data.empty());
  CHECK(document(R"("template":{"key":"t","data":{"a":"\u0026"}})").made_from->data == R"({"a":"&"})");
  CHECK(document(R"("metadata":{})").metadata == "{}");
  CHECK(document(R"("metadata":"plain")").metadata == "plain");
  CHECK(document(R"("metadata":[1])").metadata == "[1]");
}

TEST_CASE("a score may be an integer, a float or a text", "[clicksign][webhook]") {
  for (char const* score : {"12", "12.0", "1.2e1", R"("12")"}) {
    auto const event =
        parse_text(R"({"event":{"name":"liveness_refused","data":{"unico_result":{"score":)" + std::string(score) + "}}}}")
            .value();
    CHECK(std::get<webhook::evidence_refused_event>(event.data).unico_result->score == 12.0);
  }
  auto const none = parse_text(R"({"event":{"name":"liveness_refused","data":{"unico_result":{"score":null}}}})").value();
  CHECK_FALSE(std::get<webhook::evidence_refused_event>(none.data).unico_result->score.has_value());
}

TEST_CASE("a JSON text that is no event is refused", "[clicksign][webhook]") {
  struct {
    char const* text;
    char const* why;
  } const cases[] = {
      {R"({"event":"envelope.completed"})", "'event' is not an object"},
      {R"({"event":null})", "'event' is not an object"},
      {R"({"event":[{"name":"sign"}]})", "'event' is not an object"},
      {R"({"event":{}})", "'event.name'"},
      {R"({"event":{"name":""}})", "'event.name'"},
      {R"({"event":{"name":null}})", "'event.name'"},
      {R"({"event":{"name":7}})", "'event.name'"},
      {R"([])", "not an object"},
      {R"(["sign"])", "not an object"},
      {R"("sign")", "not an object"},
      {"17", "not an object"},
      {"null", "not an object"},
      {"{}", "no object 'event'"},
      {R"({"document":{"key":"d"}})", "no object 'event'"},
  };
  for (auto const& one : cases) {
    INFO(one.text);
    auto const parsed = parse_text(one.text);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == errc::malformed);
    CHECK(parsed.error().message.find(one.why) != std::string::npos);
    CHECK(parsed.error().line == 1);
  }
}

TEST_CASE("a wrapped text that is no event is refused without a place, which nobody could find", "[clicksign][webhook]") {
  auto const error = parse_text(R"({"data":{"id":"evt-1","type":"envelopes","attributes":{"status":"completed"}}})").error();
  CHECK(error.code == errc::malformed);
  CHECK(error.message.find("no object 'event'") != std::string::npos);
  CHECK(error.line == 0);
}

TEST_CASE("a callback that is no JSON is refused with its place", "[clicksign][webhook]") {
  auto const error = parse_text("{\"event\":\n {\"name\": sign}}").error();
  CHECK(error.code == errc::malformed);
  CHECK(error.line == 2);
  CHECK(error.column == 11);
  CHECK_FALSE(parse_text("").has_value());
  CHECK_FALSE(parse_text(std::string("{\"event\":{\"name\":\"sign\"}}") + '\0').has_value());
  CHECK(parse_text(R"({"event":{"name":"sign"},"event":{"name":"cancel"}})").error().column == 26);
  CHECK(parse_text(R"({"event":{"name":"sign","name":"cancel"}})").error().column == 25);
  CHECK(parse_text(R"({"event":{"name":"sign"},"x":[{"y":{"z":1,"\u007a":2}}]})").error().column == 43);
}

TEST_CASE("a JSON text that is no event is refused with the place of what is wrong", "[clicksign][webhook]") {
  auto const place = [](std::string text) {
    auto const error = parse_text(std::move(text)).error();
    return std::pair(error.line, error.column);
  };
  CHECK(place("\n [1]") == std::pair(2, 2));
  CHECK(place(" {\"document\": {}}") == std::pair(1, 2));
  CHECK(place("{\"document\": {\"event\": {}},\n \"event\":\n  \"sign\"}") == std::pair(3, 3));
  CHECK(place("{\"event\": {\"data\": {\"name\": \"Ana\"},\n\"name\" : null}}") == std::pair(2, 10));
  CHECK(place("{\"event\": {\"data\": {\"name\": \"Ana\"}}}") == std::pair(1, 11));
}

TEST_CASE("a callback over the size limit is refused", "[clicksign][webhook]") {
  std::string const body = bytes_of("sign_v3");
  webhook::parse_options options;
  options.largest_body = body.size();
  CHECK(webhook::parse(webhook::unverified_body(body), options).has_value());
  options.largest_body -= 1;
  auto const error = webhook::parse(webhook::unverified_body(body), options).error();
  CHECK(error.code == errc::limit_exceeded);
  CHECK(error.message.find("size") != std::string::npos);
}

TEST_CASE("threads may parse callbacks at once", "[clicksign][webhook][threads]") {
  std::atomic<int> right{0};
  rubrica_test::run_in_threads(2, [&](std::size_t) {
    for (int i = 0; i < 200; ++i) right += event_of("sign_v3").document.value().events.size() == 4 ? 1 : 0;
  });
  CHECK(right == 400);
}

} // namespace oddities_test
