#include "support/catch.hpp"

#include "support/signing/requests.hpp"

namespace recipients_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::channel;
using list = std::vector<std::string>;

namespace {

instant const now = *timestamp("2026-11-22T10:00:00.000-03:00").at();

list findings(request const& request) {
  return rubrica_test::findings_of(request, now);
}

} // namespace

TEST_CASE("watchers have addresses, kinds and channels that ClickSign accepts", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  request.watchers.resize(4);
  request.watchers[0].email = " socia@acme.example\n";
  request.watchers[1].email = "nobody";
  request.watchers[2].email = "SOCIA@acme.example";
  request.watchers[3].email = "b@acme.example";
  request.watchers[3].kind = clicksign::watcher_kind("sometimes");
  request.watchers[3].channels = clicksign::watcher_channels{};
  request.watchers[3].channels->document_signed = channel::sms;
  request.watchers[3].channels->envelope_closed = channel::none;
  CHECK(findings(request) == list{"/watchers/1/email watcher_email", "/watchers/2 watcher_duplicated",
                                  "/watchers/3/channels/document_signed watcher_channel", "/watchers/3/kind watcher_kind"});
  request.watchers.resize(1);
  CHECK(preflight(request, now)->get().watchers[0].email == "socia@acme.example");
}

TEST_CASE("the texts of the invitation are as long as ClickSign takes, in characters", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  request.email.emplace();
  std::string long_button;
  for (int i = 0; i < 50; ++i) long_button += "\xC3\xA7";
  request.email->button = long_button;
  request.email->subject = std::string(998, 'a');
  request.email->align = "center";
  CHECK(findings(request).empty());
  request.email->button += 'x';
  request.email->subject += 'x';
  request.email->greeting = std::string(3001, 'a');
  request.email->final_text = "\xFF";
  request.email->align = "middle";
  CHECK(findings(request) == list{"/email/align email_align", "/email/button email_text_too_long",
                                  "/email/final_text text_encoding", "/email/greeting email_text_too_long",
                                  "/email/subject email_text_too_long"});
}

TEST_CASE("what happens at the deadline is one of two things", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  request.at_deadline = clicksign::partial_signature_action::cancelled;
  CHECK(findings(request).empty());
  request.at_deadline = clicksign::partial_signature_action("extended");
  CHECK(findings(request) == list{"/at_deadline at_deadline"});
}

TEST_CASE("a file has one source, and a template has data", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& file = request.files[0];
  SECTION("two sources") {
    file.copy_of = document_id("d-1");
    CHECK(findings(request) == list{"/files/0 file_source"});
  }
  SECTION("a copy is not looked into") {
    file.bytes.clear();
    file.copy_of = document_id("d-1");
    CHECK(findings(request).empty());
    file.name.clear();
    CHECK(findings(request) == list{"/files/0/name file_extension"});
  }
  SECTION("a template makes a .docx") {
    file.bytes.clear();
    file.from_template = template_id("t-1");
    CHECK(findings(request) == list{"/files/0/name template_name"});
    file.name = "contrato.docx";
    file.data = {{"nome", "Ana"}, {"itens", std::vector<clicksign::template_data>{{{"item", "x"}}}}};
    auto const checked = preflight(request, now);
    REQUIRE(checked);
    CHECK(checked->get().files[0].data_json == R"({"nome":"Ana","itens":[{"item":"x"}]})");
    CHECK(rubrica_test::problems_of(checked->get(), now).empty()); // what was checked stays good
  }
  SECTION("data that is no object, given twice, or without a template") {
    file.data_json = "{}";
    CHECK(findings(request) == list{"/files/0/from_template template_data"});
    file.bytes.clear();
    file.name = "contrato.docx";
    file.from_template = template_id("t-1");
    CHECK(findings(request).empty());
    for (char const* bad : {"[]", "{", "null", "\"a\"", "{\"a\":1}x"}) {
      file.data_json = bad;
      INFO(bad);
      CHECK(findings(request) == list{"/files/0/data_json template_data"});
    }
    file.data_json = "{}";
    file.data = {{"a", "b"}};
    CHECK(findings(request) == list{"/files/0/data_json template_data"});
  }
}

} // namespace recipients_test
