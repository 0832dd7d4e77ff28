#include "support/catch.hpp"

#include "support/signing/requests.hpp"

#include <rubrica/signing/sending.hpp>

namespace sending_test {

using namespace rubrica;
using namespace rubrica::signing;

namespace {

/// A sending in which every member has a value that is not its default.
sending full_sending() {
  sending one;
  one.key = "pedido 7/ção";
  one.state = sending_state::giving_up;
  one.reason = "ClickSign refused it";
  one.holder = "0123456789abcdef";
  one.held_until = instant(std::chrono::microseconds(1'800'000'000'123'456));
  one.quiescence = std::chrono::milliseconds(90'001);
  one.digest = "d1";
  one.digests = {"aa", "", ""};
  plan& plan = one.plan;
  plan.key = one.key;
  plan.envelope.name = "Contrato \"7\" (ref. 7K2M-9Q4X)";
  plan.envelope.deadline = timestamp("2026-12-31T23:59:59-03:00");
  plan.envelope.locale = clicksign::locale::en_us;
  plan.envelope.auto_close = false;
  plan.envelope.remind_interval = 7;
  plan.envelope.block_after_refusal = false;
  plan.envelope.at_deadline = clicksign::partial_signature_action::cancelled;
  plan.envelope.subject = "Assunto";
  plan.envelope.message = "Duas\nlinhas";
  plan.envelope.folder = folder_id("f-1");
  clicksign::new_document bytes;
  bytes.filename = "a.pdf";
  bytes.bytes = std::string("%PDF\0\xFF", 6);
  bytes.metadata = R"({"rubrica_key":"k"})";
  clicksign::new_document made;
  made.filename = "b.docx";
  made.source_template = {template_id("t-1"), R"({"a":1})"};
  clicksign::new_document copied;
  copied.filename = "c.pdf";
  copied.path = "pasta/c.pdf";
  copied.duplicate_of = document_id("d-9");
  plan.documents = {bytes, made, copied};
  clicksign::new_signer who;
  who.name = "Ana Souza";
  who.email = "ana@acme.example";
  who.phone_number = "11987654321";
  who.has_documentation = false;
  who.documentation = "123.456.789-09";
  who.birthday = "1990-01-31";
  who.refusable = true;
  who.group = 2;
  who.location_required = true;
  who.channels = {clicksign::channel::whatsapp, clicksign::channel::none, clicksign::channel::whatsapp};
  who.host = {"Rui Dias", "rui@acme.example", clicksign::channel::none};
  plan.signers = {who};
  clicksign::new_requirement put;
  put.action = clicksign::requirement_action::rubricate;
  put.pages = "1, 3";
  put.rubric_field = "position_sign_1";
  put.positions = {{2, 0.1, 1.0 / 3}};
  put.kind = clicksign::rubric_kind::manuscript;
  clicksign::new_requirement agree;
  agree.role = clicksign::role::unlisted("captain");
  agree.auth = clicksign::authentication::pix;
  plan.requirements = {{0, 0, agree, "/signers/0/role"}, {2, 0, put, "/signers/0/rubrics/0"}};
  clicksign::new_watcher watcher;
  watcher.email = "chefe@acme.example";
  watcher.kind = clicksign::watcher_kind::on_finished;
  watcher.attach_documents = true;
  watcher.channels = clicksign::watcher_channels();
  watcher.channels->envelope_closed = clicksign::channel::none;
  plan.watchers = {watcher};
  plan.notification = clicksign::new_notification();
  plan.notification->message = "Oi";
  plan.notification->email = clicksign::email_customization{"s", "h", "g", "p", "f", "b", "left", true, false, true};
  return one;
}

} // namespace

TEST_CASE("a sending that is stored comes back with every member", "[signing][sending]") {
  sending const one = full_sending();
  std::string const text = one.to_json();
  auto const back = sending::from_json(text);
  REQUIRE(back);
  CHECK(back->to_json() == text);
  // The text holds every value, so the comparison above means something.
  for (char const* value : {"pedido 7",
                            "giving_up",
                            "ClickSign refused it",
                            "0123456789abcdef",
                            "1800000000123456",
                            "90001",
                            "7K2M-9Q4X",
                            "2026-12-31",
                            "en-US",
                            "\"auto_close\":false",
                            "\"remind_interval\":7",
                            "\"block_after_refusal\":false",
                            "canceled",
                            "Assunto",
                            "Duas\\nlinhas",
                            "f-1",
                            "JVBERgD/",
                            "rubrica_key",
                            "t-1",
                            "pasta/c.pdf",
                            "d-9",
                            "Ana Souza",
                            "ana@acme",
                            "11987654321",
                            "123.456.789-09",
                            "1990-01-31",
                            "\"refusable\":true",
                            "\"group\":2",
                            "\"location_required\":true",
                            "whatsapp",
                            "Rui Dias",
                            "rui@acme",
                            "1, 3",
                            "position_sign_1",
                            "0.3333333333333333",
                            "manuscript",
                            "captain",
                            "pix",
                            "/signers/0/rubrics/0",
                            "chefe@acme",
                            "on_finished",
                            "\"notify\":true",
                            "\"message\":\"Oi\"",
                            "\"show_qrcode\":false"}) {
    INFO(value);
    std::string wanted = value;
    if (wanted == "\"message\":\"Oi\"") wanted = "\"notify_message\":\"Oi\"";
    CHECK(text.find(wanted) != std::string::npos);
  }
  CHECK(back->plan.documents[0].bytes == one.plan.documents[0].bytes);
  CHECK(back->held_until == one.held_until);
}

TEST_CASE("a stored sending without reminders or options comes back so", "[signing][sending]") {
  sending one = full_sending();
  one.plan.envelope = {};
  one.plan.envelope.name = "n";
  one.plan.envelope.remind_interval = null;
  one.plan.notification.reset();
  auto const back = sending::from_json(one.to_json());
  REQUIRE(back);
  CHECK(back->plan.envelope.remind_interval.is_null());
  CHECK_FALSE(back->plan.envelope.deadline);
  CHECK_FALSE(back->plan.envelope.auto_close);
  CHECK_FALSE(back->plan.notification);
}

TEST_CASE("a stored sending may have members of a later library, but not a later version", "[signing][sending]") {
  std::string text = full_sending().to_json();
  std::string more = text;
  more.insert(1, R"("of_the_future":{"a":[1,2]},)");
  REQUIRE(sending::from_json(more));
  CHECK(sending::from_json(more)->to_json() == text);

  std::string later = text;
  later.replace(later.find("\"version\":1"), 11, "\"version\":2");
  auto const refused = sending::from_json(later);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::malformed);
  CHECK(refused.error().message.find("later version") != std::string::npos);
}

TEST_CASE("a stored sending that was cut or damaged is refused, never half understood", "[signing][sending]") {
  std::string const text = full_sending().to_json();
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO("cut to " << size);
    CHECK_FALSE(sending::from_json(text.substr(0, size)));
  }
  auto const damaged = [&](std::string const& from, std::string const& to) {
    std::string other = text;
    other.replace(other.find(from), from.size(), to);
    return sending::from_json(other);
  };
  CHECK_FALSE(damaged("\"document\":2", "\"document\":3"));
  CHECK_FALSE(damaged("\"document\":2", "\"document\":-1"));
  CHECK_FALSE(damaged("\"signer\":0", "\"signer\":1"));
  CHECK_FALSE(damaged("JVBERgD/", "JVBERgD"));
  CHECK_FALSE(damaged("giving_up", "gave_up"));
  CHECK_FALSE(damaged("\"aa\",", ""));
  CHECK_FALSE(damaged("rubrica.sending", "rubrica.history"));
}

TEST_CASE("what the first version of the library stored can be read", "[signing][sending]") {
  auto const back = sending::from_json(
      R"j({"format":"rubrica.sending","version":1,"state":"open","held_until_us":1,"quiescence_ms":120000,"key":"k",)j"
      R"j("digest":"","digests":[""],"plan":{"envelope":{"name":"n (ref. 7K2M-9Q4X)","block_after_refusal":true},)j"
      R"j("documents":[{"filename":"a.pdf","content":"JVBERg==","metadata":"{}"}],)j"
      R"j("signers":[{"name":"Ana Souza","email":"a@b.example","has_documentation":true,"refusable":false,)j"
      R"j("location_required":false,"channels":{"signature_request":"email","signature_reminder":"email",)j"
      R"j("document_signed":"email"},"host_channel":"email"}],"requirements":[{"document":0,"signer":0,"action":"agree",)j"
      R"j("role":"sign","place":"/signers/0/role"}],"watchers":[],"notify":true}})j");
  REQUIRE(back);
  CHECK(back->state == sending_state::open);
  CHECK(back->plan.signers[0].channels.signature_request == clicksign::channel::email);
  CHECK(back->plan.documents[0].bytes == "%PDF");
}

TEST_CASE("a sending under another key is the same request with another reference, begun anew", "[signing][sending]") {
  auto checked = preflight(rubrica_test::small_request(), instant(std::chrono::hours(24 * 365 * 56))).value();
  auto former = make_sending(make_plan(checked, "first-key")).value();
  auto const fresh = make_sending(make_plan(checked, "second-key")).value();
  former.state = sending_state::sent;
  former.reason = "-";
  former.holder = "0123456789abcdef";
  former.held_until = instant(std::chrono::hours(1));
  CHECK(with_key(former, "second-key").to_json() == fresh.to_json());
}

} // namespace sending_test
