// A signer of a running envelope is replaced once, whatever gets lost on the way.
#include "support/catch.hpp"
#include "support/http/paths.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/replace_signer.hpp>
#include <rubrica/signing/sender.hpp>

#include <algorithm>
#include <utility>

namespace replace_signer_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::sandboxed;

namespace {

signing::request two_files_two_signers() {
  auto request = rubrica_test::request_with_signers(2);
  request.files.push_back(request.files[0]);
  request.files[1].name = "anexo.pdf";
  request.signers[0].role = clicksign::role::witness;
  return request;
}

signing::signer bia() {
  signing::signer who;
  who.name = "Bia  Lima ";
  who.email = "bia@acme.example";
  return who;
}

std::vector<std::string> emails_in(clicksign::client const& client, envelope_id const& envelope) {
  std::vector<std::string> out;
  for (auto& one : client.signers().list(envelope)) out.push_back(one.value().email.reveal());
  std::sort(out.begin(), out.end());
  return out;
}

/// Exactly one new signer with the old one's part, and no old one.
void check_replaced(clicksign::client const& client, sent const& sent, signer_id const& added) {
  CHECK(emails_in(client, sent.envelope) == std::vector<std::string>{"bia@acme.example", "signer1@acme.example"});
  for (auto const& document : sent.documents) {
    auto const duties = client.requirements().list(sent.envelope, {document, added, {}}).all().value();
    REQUIRE(duties.size() == 2);
    CHECK(std::count_if(duties.begin(), duties.end(), [](auto const& one) { return one.role == clicksign::role::witness; }) == 1);
    CHECK(std::count_if(duties.begin(), duties.end(), [](auto const& one) { return one.auth == clicksign::auth::email; }) == 1);
  }
  CHECK(client.requirements().list(sent.envelope).all()->size() == 8);
}

bool creates_signer(http::request const& request) {
  return request.verb == http::method::post && rubrica_test::ends_in(request, "/signers");
}

} // namespace

TEST_CASE("a signer is replaced by another one with the same part, who is called", "[signing][sending][socket]") {
  sandboxed box;
  auto const sent = sender(box.client).send(two_files_two_signers()).value();
  box.server.forget_requests();
  auto const done = replace_signer(box.client, sent.envelope, sent.signers[0], bia()).value();
  check_replaced(box.client, sent, done.signer);
  CHECK(done.notified);
  CHECK_FALSE(done.notification_error);
  CHECK(box.client.envelopes().get(sent.envelope)->status == clicksign::status::running);

  // in this order, so that at no time nobody is there to sign
  std::vector<std::string> writes;
  for (auto const& one : box.server.requests()) {
    if (one.method != "GET") writes.push_back(one.method + one.path.substr(one.path.rfind('/')));
  }
  CHECK(writes == std::vector<std::string>{"POST/signers", "POST/bulk_requirements", "DELETE/" + sent.signers[0].text(),
                                           "POST/notifications"});

  box.server.sign(done.signer.text()).value();
  box.server.sign(sent.signers[1].text()).value();
  CHECK(fetch_progress(box.client, sent.envelope)->everybody_signed());
}

TEST_CASE("a replacement that is asked for again is done already", "[signing][sending][socket]") {
  sandboxed box;
  auto const sent = sender(box.client).send(two_files_two_signers()).value();
  replace_options quiet;
  quiet.notify = false;
  auto const first = replace_signer(box.client, sent.envelope, sent.signers[0], bia(), quiet).value();
  CHECK_FALSE(first.notified);
  auto const second = replace_signer(box.client, sent.envelope, sent.signers[0], bia(), quiet).value();
  CHECK(second.signer == first.signer);
  check_replaced(box.client, sent, first.signer);
  CHECK(box.count("POST", "/notifications") == 1); // of the sending
}

TEST_CASE("a wrong address is corrected by replacing a signer by the same person", "[signing][sending][socket]") {
  sandboxed box;
  auto const sent = sender(box.client).send(rubrica_test::small_request()).value();
  auto who = rubrica_test::small_request().signers[0];
  SECTION("another address") {
    who.email = "ana.souza@acme.example";
  }
  SECTION("the same address, and a CPF now") {
    who.cpf = "529.982.247-25";
  }
  auto const done = replace_signer(box.client, sent.envelope, sent.signers[0], who).value();
  CHECK(done.signer != sent.signers[0]);
  auto const left = box.client.signers().list(sent.envelope).all().value();
  REQUIRE(left.size() == 1);
  CHECK(left[0].id == done.signer);
  CHECK(left[0].documentation == personal(who.cpf));
}

TEST_CASE("a signer who has signed is not replaced", "[signing][rules][socket]") {
  sandboxed box;
  auto const sent = sender(box.client).send(two_files_two_signers()).value();
  box.server.sign(sent.signers[0].text()).value();
  auto const refused = replace_signer(box.client, sent.envelope, sent.signers[0], bia());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().rule == "replace_only_unsigned");
  CHECK(emails_in(box.client, sent.envelope).size() == 2);
  CHECK(replace_signer(box.client, sent.envelope, sent.signers[1], bia())); // the other one still may be
}

TEST_CASE("a signer who signs while being replaced stays alone", "[signing][rules][socket]") {
  std::string old;
  lossy_sandbox* here = nullptr;
  lossy_sandbox world([&](http::request const& request, int) {
    bool const removes_old = request.verb == http::method::del && rubrica_test::is_about(request, old);
    if (here != nullptr && removes_old) here->box.server.sign(old).value();
    return loss::none;
  });
  auto const sent = sender(world.witness()).send(two_files_two_signers()).value();
  old = sent.signers[0].text();
  here = &world;
  auto const refused = replace_signer(world.box.client, sent.envelope, sent.signers[0], bia());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::rule_refused);
  CHECK(refused.error().rule == "replace_only_unsigned");
  CHECK(refused.error().outcome == outcome::rejected);
  CHECK(emails_in(world.witness(), sent.envelope) == std::vector<std::string>{"ana@acme.example", "signer1@acme.example"});
}

TEST_CASE("a replacement is checked as a new signer is, before anything is changed", "[signing][preflight][socket]") {
  sandboxed box;
  auto request = rubrica_test::small_request();
  request.signers[0].mobile = "(11) 98765-4321";
  request.signers[0].authentication = auth::sms;
  auto const sent = sender(box.client).send(request).value();
  auto who = bia(); // without a mobile, which the old one's authentication needs
  who.cpf = "111.111.111-11";
  auto const refused = replace_signer(box.client, sent.envelope, sent.signers[0], who);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::invalid_request);
  std::vector<std::string> pointers;
  for (auto const& one : refused.error().problems) pointers.push_back(one.pointer);
  CHECK(pointers == std::vector<std::string>{"/mobile", "/cpf"});
  CHECK(box.count("POST", "/signers") == 1);

  who.cpf = personal();
  who.mobile = "+55 11 91234-5678";
  auto const done = replace_signer(box.client, sent.envelope, sent.signers[0], who).value();
  CHECK(box.client.signers().get(sent.envelope, done.signer)->phone_number == personal("11912345678"));
}

TEST_CASE("a replacement that ClickSign refuses leaves the envelope as it was", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::request_with_signers(2);
  request.signers[1].group = 2;
  auto const sent = sender(box.client).send(request).value();
  // A group is refused in a running envelope, and without it the new one would be called too early.
  auto const refused = replace_signer(box.client, sent.envelope, sent.signers[1], bia());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().outcome == outcome::rejected);
  CHECK(emails_in(box.client, sent.envelope) == std::vector<std::string>{"ana@acme.example", "signer1@acme.example"});
}

TEST_CASE("a signer is not replaced in an envelope that does not run, or that lacks the signer", "[signing][rules][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(replace_signer(box.client, draft.envelope.id, draft.signer.id, bia()).error().rule == "replace_only_unsigned");
  auto const sent = sender(box.client).send(two_files_two_signers()).value();
  CHECK(replace_signer(box.client, sent.envelope, draft.signer.id, bia()).error().code == errc::not_found);
}

TEST_CASE("whichever single exchange of a replacement is lost, there is one new signer and no old one",
          "[signing][sending][socket]") {
  for (loss fate : {loss::request, loss::answer}) {
    int number = 0;
    for (int lost = 1; lost == 1 || number >= lost; ++lost) {
      number = 0;
      bool counts = false;
      lossy_sandbox world([&](auto const&, int) { return counts && ++number == lost ? fate : loss::none; });
      auto const sent = sender(world.box.client).send(two_files_two_signers()).value();
      counts = true;
      auto done = replace_signer(world.box.client, sent.envelope, sent.signers[0], bia());
      counts = false;
      INFO("lost request " << lost << (fate == loss::answer ? " (answer)" : " (request)"));
      REQUIRE(done);
      check_replaced(world.witness(), sent, done->signer);
      CHECK(world.box.count("POST", "/notifications") <= 2);
    }
    CHECK(number >= 10);
  }
}

TEST_CASE("a replacement that was cut off at any step is finished by calling again", "[signing][sending][socket]") {
  for (int cut = 1, number = 1; number >= cut; ++cut) {
    number = 0;
    bool counts = false;
    // Everything after the step is lost, and the step's own answer.
    lossy_sandbox world([&](auto const&, int) {
      if (!counts || ++number < cut) return loss::none;
      return number == cut ? loss::answer : loss::request;
    });
    auto const sent = sender(world.box.client).send(two_files_two_signers()).value();
    counts = true;
    auto const cut_off = replace_signer(world.box.client, sent.envelope, sent.signers[0], bia());
    counts = false;
    INFO("cut off at request " << cut);
    auto const present = emails_in(world.witness(), sent.envelope);
    bool const added = std::find(present.begin(), present.end(), "bia@acme.example") != present.end();
    if (!cut_off && added) {
      CHECK(cut_off.error().outcome == outcome::ambiguous);
      CHECK(cut_off.error().message.find("new signer") != std::string::npos);
    }
    auto const done = replace_signer(world.box.client, sent.envelope, sent.signers[0], bia());
    REQUIRE(done);
    check_replaced(world.witness(), sent, done->signer);
  }
}

TEST_CASE("however many answers of a replacement are lost, calling again ends with one new signer and no old one",
          "[signing][sending][socket]") {
  for (unsigned percent : {20u, 35u}) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
      bool counts = false;
      lossy_sandbox world([&, lose = rubrica_test::losing(percent, seed)](auto const& request, int number) mutable {
        return counts ? lose(request, number) : loss::none;
      });
      auto const sent = sender(world.box.client).send(two_files_two_signers()).value();
      INFO(percent << " % lost, seed " << seed);
      counts = true;
      auto done = replace_signer(world.box.client, sent.envelope, sent.signers[0], bia());
      for (int again = 0; !done && again < 40; ++again) {
        CHECK(emails_in(world.witness(), sent.envelope).size() >= 2); // never is nobody there to sign
        done = replace_signer(world.box.client, sent.envelope, sent.signers[0], bia());
      }
      INFO((done ? std::string() : to_string(done.error())));
      REQUIRE(done);
      check_replaced(world.witness(), sent, done->signer);
    }
  }
}

TEST_CASE("a new signer whose creation arrives late does not stay beside the one that was created again",
          "[signing][sending][socket]") {
  bool replaces = false;
  bool held = false;
  lossy_sandbox world([&](http::request const& request, int) {
    bool const first = replaces && creates_signer(request) && !std::exchange(held, true);
    return first ? loss::late_request : loss::none;
  });
  auto const sent = sender(world.box.client).send(two_files_two_signers()).value();
  replaces = true;
  world.transport->on_answer = [&](http::request const& request) {
    if (creates_signer(request)) world.transport->deliver_late();
  };
  auto const done = replace_signer(world.box.client, sent.envelope, sent.signers[0], bia());
  REQUIRE(done);
  check_replaced(world.witness(), sent, done->signer);
}

TEST_CASE("a person who signs already takes the part of the one who is replaced", "[signing][sending][socket]") {
  sandboxed box;
  auto const request = two_files_two_signers();
  auto const sent = sender(box.client).send(request).value();
  auto const done = replace_signer(box.client, sent.envelope, sent.signers[0], request.signers[1]).value();
  CHECK(done.signer == sent.signers[1]);
  CHECK(box.client.signers().list(sent.envelope).all()->size() == 1);
  for (auto const& document : sent.documents) {
    auto const duties = box.client.requirements().list(sent.envelope, {document, done.signer, {}}).all().value();
    CHECK(duties.size() == 3); // two roles, one authentication
  }
}

} // namespace replace_signer_test
