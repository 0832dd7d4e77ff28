// Callbacks changed by frameworks, gateways and other versions: each is read, or refused with a code; none is accepted and its
// content lost.
#include "fixtures.hpp"
#include "support/catch.hpp"

#include "text/code_point.hpp"

namespace delivered_test {

namespace webhook = rubrica::clicksign::webhook;
using rubrica::errc;
using webhook::event_name;
using webhook::subject;

namespace {

constexpr char usual[] = R"({"event":{"name":"sign","data":{"signer":{"key":"s1","name":"Ana Conceição"}},)"
                         R"("occurred_at":"2026-11-20T10:00:00.000-03:00"},"document":{"key":"doc-1","status":"running"}})";

void check_usual(std::string const& body) {
  auto const read = parse_text(body);
  REQUIRE(read.has_value());
  CHECK(read->name == event_name::sign);
  REQUIRE(webhook::signers_of(read->data).size() == 1);
  CHECK(webhook::signers_of(read->data).front()->name == "Ana Conceição");
  REQUIRE(read->document.has_value());
  CHECK(read->document->key.text() == "doc-1");
  CHECK(read->document->status == rubrica::clicksign::status::running);
  CHECK(read->occurred_at.at().has_value());
  CHECK(read->subject == subject::found);
  CHECK(read->raw == body);
}

/// The text in units of two or four bytes.
std::string wide(std::string_view text, std::size_t unit, bool little_endian) {
  std::string out;
  auto const put = [&](char32_t value) {
    for (std::size_t i = 0; i < unit; ++i) {
      std::size_t const place = little_endian ? i : unit - 1 - i;
      out += static_cast<char>(value >> (8 * place) & 0xFFU);
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    auto const point = rubrica::detail::code_point_at(text, at);
    at += point.size;
    if (unit == 4 || point.value < 0x10000) {
      put(point.value);
    } else {
      put(0xD800 + ((point.value - 0x10000) >> 10U));
      put(0xDC00 + ((point.value - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

std::string in_a_text(std::string const& json) {
  std::string out = "\"";
  for (char c : json) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string in_a_form(std::string const& json) {
  std::string out = "payload=";
  constexpr char digits[] = "0123456789ABCDEF";
  for (char c : json) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == ' ')
      out += '+';
    else
      out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  return out;
}

std::string with(std::string const& what_is_behind_the_event) {
  return R"({"event":{"name":"sign","data":{"signer":{"key":"s1"}})" + what_is_behind_the_event;
}

subject subject_of(std::string const& body) {
  auto const read = parse_text(body);
  REQUIRE(read.has_value());
  CHECK(is_told(*read) == (read->subject == subject::found || read->subject == subject::not_asked));
  return read->subject;
}

errc code_of(std::string const& body) {
  auto const read = parse_text(body);
  return read ? errc::not_ready : read.error().code;
}

} // namespace

TEST_CASE("a callback is read in each encoding of Unicode, with a mark and without", "[clicksign][webhook]") {
  check_usual(usual);
  check_usual(std::string("\xEF\xBB\xBF") + usual);
  std::string const marked = std::string("\xEF\xBB\xBF") + usual;
  for (std::size_t const unit : {std::size_t{2}, std::size_t{4}}) {
    for (bool const little : {true, false}) {
      INFO(unit << little);
      check_usual(wide(usual, unit, little));
      check_usual(wide(marked, unit, little));
    }
  }
  auto const odd = wide(R"({"event":{"name":"sign","data":{"x":"😀"}},"document":{"key":"😀"}})", 2, true);
  CHECK(parse_text(odd)->document->key.text() == "😀");
  CHECK(code_of(odd.substr(0, odd.size() - 1)) == errc::malformed);
  CHECK(code_of(std::string("\xFF\xFE{\0\x00\xD8", 6)) == errc::malformed);
  CHECK(code_of("{\"event\":{\"name\":\"sign\",\"x\":\"\xE7\"}}") == errc::malformed); // damaged, for ClickSign writes UTF-8
}

TEST_CASE("a callback is read out of forms, lists of one, texts and wrappers, also out of several of them",
          "[clicksign][webhook]") {
  check_usual(in_a_form(usual));
  check_usual("a=1&" + in_a_form(usual));
  check_usual("[" + std::string(usual) + "]");
  check_usual(in_a_text(usual));
  check_usual(in_a_text(in_a_text(usual)));
  for (char const* name : {"payload", "body", "data", "Body", "PAYLOAD", "dados", "content"}) {
    INFO(name);
    check_usual("{\"" + std::string(name) + "\":" + usual + "}");
    check_usual("{\"id\":7,\"" + std::string(name) + "\":" + in_a_text(usual) + ",\"headers\":{\"event\":1}}");
  }
  check_usual(R"({"body":{"payload":[)" + std::string(usual) + "]}}");
  check_usual(std::string("\xEF\xBB\xBF") + in_a_text("[" + std::string(usual) + "]"));
  CHECK(code_of("{\"a\":{\"b\":" + std::string(usual) + "}}") == errc::malformed);
  CHECK(code_of("{\"body\":" + std::string(usual) + ",\"payload\":" + usual + "}") == errc::malformed); // which one?
}

TEST_CASE("several callbacks in one body, and compressed ones, are refused by their names", "[clicksign][webhook]") {
  auto const several = parse_text("[" + std::string(usual) + "," + usual + "]");
  CHECK(several.error().code == errc::ambiguous_payload);
  CHECK(several.error().message.find("several") != std::string::npos);
  std::pair<std::string, char const*> const cases[] = {
      {std::string("\x1F\x8B\x08\x00", 4) + "rest", "gzip"},
      {"\x28\xB5\x2F\xFDrest", "zstd"},
      {"\x78\x9C\xAB\x56rest", "deflate"},
      {"--b\r\nContent-Disposition: form-data; name=\"payload\"\r\n\r\n{}\r\n--b--", "multipart"}};
  for (auto const& [bytes, word] : cases) {
    auto const refused = parse_text(bytes);
    CHECK(refused.error().code == errc::malformed);
    CHECK(refused.error().message.find(word) != std::string::npos);
  }
  CHECK(code_of(R"({"event":{"name":"sign"},"document":{"key":"d"},"event":{"name":"cancel"}})") == errc::malformed);
  CHECK(code_of(R"({"event":{"name":"sign"},"document":{"key":"d"},"EVENT":{"name":"cancel"}})") == errc::malformed);
}

TEST_CASE("names of members and constants are read in any case, and in both spellings of cancelled", "[clicksign][webhook]") {
  check_usual(R"({"EVENT":{"NAME":"SIGN","DATA":{"SIGNER":{"KEY":"s1","NAME":"Ana Conceição"}},)"
              R"("OCCURRED_AT":"2026-11-20T10:00:00.000-03:00"},"DOCUMENT":{"KEY":"doc-1","STATUS":"RUNNING"}})");
  check_usual(R"({"Event":{"Name":"Sign ","Data":{"Signer":{"Key":"s1","Name":"Ana Conceição"}},)"
              R"("Occurred_At":"20/11/2026 10:00:00"},"Document":{"Key":"doc-1","Status":" Running"}})");
  auto const ended = parse_text(R"({"event":{"name":"DEADLINE"},"document":{"key":"d","status":"Cancelled"}})").value();
  CHECK(ended.name == event_name::deadline);
  CHECK(ended.document->status == rubrica::clicksign::status::cancelled);
  auto const term =
      parse_text(R"({"event":{"name":"acceptance_term_cancelled"},"acceptance":{"key":"a","status":"CANCELLED"}})").value();
  CHECK(term.name == event_name::acceptance_term_cancelled);
  CHECK(term.acceptance->status == webhook::acceptance_status::cancelled);
  CHECK(parse_text(R"({"event":{"name":"SIGNED_LATER"},"document":{"key":"d"}})")->name.text() == "SIGNED_LATER");
}

TEST_CASE("the document of a callback is found as a text, as a list of one, inside the event or inside data",
          "[clicksign][webhook]") {
  std::string const document = R"({"key":"doc-1","status":"running","signers":[{"key":"s1"}]})";
  for (std::string const& body :
       {with(R"(},"document":)" + document + "}"), with(R"(},"document":[)" + document + "]}"),
        with(R"(},"document":)" + in_a_text(document) + "}"), with(R"(},"document":)" + in_a_text("[" + document + "]") + "}"),
        with(R"(,"document":)" + document + "}}"), with(R"(,"document":[)" + document + "]}}"),
        with(R"(,"document":)" + in_a_text(document) + "}}"), with(R"(},"data":{"document":)" + document + "}}"),
        R"({"event":{"name":"sign","data":{"signer":{"key":"s1"},"document":)" + document + "}}}",
        R"({"name":"sign","data":{"signer":{"key":"s1"}},"document":)" + document + "}"}) {
    INFO(body);
    auto const read = parse_text(body).value();
    CHECK(read.subject == subject::found);
    REQUIRE(read.document.has_value());
    CHECK(read.document->key.text() == "doc-1");
    CHECK(read.document->signers.size() == 1);
    CHECK(webhook::signers_of(read.data).size() == 1);
  }
  CHECK(parse_text(with(R"(},"document":{"key":123}})"))->document->key.text() == "123");
  CHECK(parse_text(with(R"(},"document":{"key":123.0}})"))->document->key.text() == "123");
}

TEST_CASE("a known event without a document says why it has none", "[clicksign][webhook]") {
  CHECK(subject_of(with("}}")) == subject::absent);
  for (char const* nothing : {"null", "{}", "[]", "\"\"", "[{}]"}) {
    INFO(nothing);
    CHECK(subject_of(with(R"(},"document":)" + std::string(nothing) + "}")) == subject::absent);
  }
  for (char const* no_document : {"7", "true", "\"doc-1\"", "\"[]\"", "\"{\"", R"("{\"key\":1,\"key\":2}")"}) {
    INFO(no_document);
    CHECK(subject_of(with(R"(},"document":)" + std::string(no_document) + "}")) == subject::unreadable);
  }
  CHECK(subject_of(with(R"(},"document":[{"key":"a"},{"key":"b"}]})")) == subject::several);
  CHECK(subject_of(with(R"(},"document":"[{\"key\":\"a\"},{\"key\":\"b\"}]"})")) == subject::several);
  for (char const* key : {"null", "\"\"", "0", "\"0\"", "\"null\"", "true", R"("00000000-0000-0000-0000-000000000000")"}) {
    INFO(key);
    CHECK(subject_of(with(R"(},"document":{"status":"running","key":)" + std::string(key) + "}}")) == subject::without_key);
  }
  CHECK(subject_of(R"({"event":{"name":"acceptance_term_sent"}})") == subject::absent);
  CHECK(subject_of(R"({"event":{"name":"acceptance_term_sent"},"acceptance":{"status":"sent"}})") == subject::without_key);
  CHECK(subject_of(R"({"event":{"name":"acceptance_term_sent"},"acceptance":{"key":"a"}})") == subject::found);
  CHECK(subject_of(R"({"id":"1","type":"events","attributes":{"name":"sign","data":{}}})") == subject::absent);
  CHECK(subject_of(R"({"event":{"name":"envelope_activated"}})") == subject::absent);
  // These need none.
  CHECK(subject_of(R"({"event":{"name":"envelope_activated","data":{"key":"e"}}})") == subject::not_asked);
  CHECK(subject_of(R"({"event":{"name":"arrived_from_tomorrow"}})") == subject::not_asked);
  CHECK(webhook::to_string(subject::without_key) == "without_key");
}

TEST_CASE("a signature or a refusal by nobody is not one to act on", "[clicksign][webhook]") {
  auto const by = [](std::string const& name, std::string const& data) {
    return subject_of(R"({"event":{"name":")" + name + R"(","data":)" + data + R"(},"document":{"key":"d"}})");
  };
  for (char const* name : {"sign", "refusal"}) {
    for (char const* nothing : {"{}", "null", "\"\"", "[]"}) CHECK(by(name, nothing) == subject::found);
    for (char const* nobody : {R"({"signer":null})", R"({"signer":{"key":"null"}})", R"({"signer":{"key":0,"name":""}})",
                               R"({"signer":["ana"]})", R"("{\"signer\":{\"key\":\"s\"}}")"}) {
      INFO(name << " " << nobody);
      CHECK(by(name, nobody) == subject::without_signer);
    }
    for (char const* person : {R"({"signer":{"key":"s"}})", R"({"signer":{"key":null,"email":"ana@acme.example"}})",
                               R"({"signer":{"name":"Ana"}})", R"({"signer":{"phone_number":"11987654321"}})"})
      CHECK(by(name, person) == subject::found);
  }
  CHECK(by("add_signer", R"({"signers":[]})") == subject::found);
  CHECK(webhook::to_string(subject::without_signer) == "without_signer");
}

TEST_CASE("a member in two spellings is refused in whatever object it stands", "[clicksign][webhook]") {
  char const* const bodies[] = {
      R"({"event":{"name":"sign","Name":"cancel","data":{"signer":{"key":"s"}}},"document":{"key":"d"}})",
      R"({"event":{"name":"sign","data":{"signer":{"key":"s","KEY":"t"}}},"document":{"key":"d"}})",
      R"({"event":{"name":"sign","data":{"signer":{"key":"s"},"Signer":{"key":"t"}}},"document":{"key":"d"}})",
      R"({"event":{"name":"sign","data":{"signer":{"key":"s"}}},"document":{"key":"d","Key":"e"}})",
      R"({"event":{"name":"close","DATA":{}},"document":{"STATUS":"closed","status":"canceled","key":"d"}})",
      R"({"event":{"name":"sign","data":{"signer":{"key":"s"}}},"DOCUMENT":{"key":"d"},"Document":{"key":"e"}})",
      R"({"Event":{"name":"sign","data":{"signer":{"key":"s"}}},"document":{"key":"d","events":[{"Name":"a","name":"b"}]}})"};
  for (char const* body : bodies) {
    INFO(body);
    CHECK(code_of(body) == errc::malformed);
  }
  // Names that are nobody's but the sender's may differ in case.
  CHECK(parse_text(R"({"event":{"name":"close"},"document":{"key":"d","metadata":{"Nome":1,"nome":2}}})").has_value());
}

TEST_CASE("an id is the same with blanks around it, and an activation's envelope is its own", "[clicksign][webhook]") {
  CHECK(parse_text(R"({"event":{"name":"close"},"document":{"key":" d "}})")->document->key.text() == "d");
  auto const envelope_of = [](std::string const& data) {
    auto const read = parse_text(R"({"event":{"name":"envelope_activated","data":)" + data + "}}").value();
    return std::get<webhook::activation_event>(read.data).envelope.text();
  };
  for (char const* data : {R"({"envelope":{"key":"E1"},"id":"job-77"})", R"({"id":"job-77","envelope":{"key":"E1"}})",
                           R"({"key":"E1","id":"77"})", R"({"id":77,"key":"E1"})", R"({"envelope":{"key":"E1"},"key":"null"})",
                           R"({"envelope":"null","key":"E1"})", R"({"envelope":{"id":" E1 ","key":null}})", R"({"id":"E1"})"}) {
    INFO(data);
    CHECK(envelope_of(data) == "E1");
  }
}

TEST_CASE("wrappers without an end are not followed", "[clicksign][webhook]") {
  std::string body = usual;
  for (int layer = 0; layer < 3; ++layer) body = R"({"payload":)" + body + "}";
  check_usual(body);
  CHECK(code_of(R"({"payload":)" + body + "}") == errc::malformed);
}

} // namespace delivered_test
