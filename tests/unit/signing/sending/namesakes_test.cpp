// Envelopes that have the name of a sending and are not of it: the reference in a name has 40 bits, and a person may give any name.
#include "support/catch.hpp"

#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/memory_journal.hpp"
#include "support/signing/requests.hpp"

#include "signing/sending/reference.hpp"

#include <algorithm>

namespace namesakes_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;

namespace {

constexpr char const* key = "job-7";

std::string name_of_key() {
  return std::string(name_with_key) + " (ref. " + reference_of(key) + ")";
}

send_options with_key() {
  send_options options;
  options.key = key;
  return options;
}

enum class content { none, without_key, of_another_key };

/// An envelope of this name that somebody else made.
envelope_id made_by_a_stranger(clicksign::client const& client, std::string const& name, content what, bool runs) {
  clicksign::new_envelope wanted;
  wanted.name = name;
  auto const envelope = client.envelopes().create(wanted).value().id;
  if (what == content::none) return envelope;
  clicksign::new_document file;
  file.filename = "contrato.pdf";
  file.bytes = rubrica_test::small_pdf();
  if (what == content::of_another_key) file.metadata = R"({"rubrica_key":"job-8","rubrica_file":0})";
  auto const document = client.documents().create(envelope, file).value().id;
  clicksign::new_signer who;
  who.name = "Bia Lima";
  who.email = "bia@acme.example";
  auto const signer = client.signers().create(envelope, who).value().id;
  rubrica_test::tie(client, envelope, document, signer);
  if (runs) REQUIRE(client.envelopes().activate(envelope));
  return envelope;
}

/// A process was killed when its envelope existed and nothing was in it; its journal has the sending.
struct killed_after_creation {
  std::shared_ptr<rubrica_test::memory_journal> journal;
  lossy_sandbox lossy{[this](auto const&, int number) {
    if (number == 2) journal->frozen = true;
    return number < 2 ? loss::none : loss::refused;
  }};
  std::string name;

  killed_after_creation() {
    journal = std::make_shared<rubrica_test::memory_journal>(lossy.time);
    static_cast<void>(sender(lossy.box.client, journal).send(rubrica_test::small_request()));
    journal->crash();
    name = lossy.witness().envelopes().list().all()->at(0).name;
  }
  sender process() const {
    return sender(clicksign::client(rubrica_test::sandboxed::client_options(lossy.box.server, {}, lossy.time)), journal);
  }
};

} // namespace

TEST_CASE("a running envelope of the same name and another key, or none, is not taken for the one that was sent",
          "[signing][sending][socket]") {
  for (content what : {content::without_key, content::of_another_key}) {
    lossy_sandbox world([](auto const&, int) { return loss::none; });
    auto const client = world.witness();
    auto const strange = made_by_a_stranger(client, name_of_key(), what, true);
    auto const sent = sender(world.box.client).send(rubrica_test::small_request(), with_key());
    REQUIRE(sent);
    CHECK(sent->envelope != strange);
    CHECK(sent->notified);
    CHECK(sender(world.box.client).send(rubrica_test::small_request(), with_key())->envelope == sent->envelope);
    CHECK(client.envelopes().get(strange)->status == status::running);
    CHECK(client.envelopes().list().all()->size() == 2);
  }
}

TEST_CASE("a stranger's draft of the same name is neither waited for nor removed", "[signing][sending][socket]") {
  for (content what : {content::without_key, content::of_another_key}) {
    lossy_sandbox world([](auto const&, int) { return loss::none; });
    auto const client = world.witness();
    auto const strange = made_by_a_stranger(client, name_of_key(), what, false);
    auto const sent = sender(world.box.client).send(rubrica_test::small_request(), with_key());
    REQUIRE(sent);
    CHECK(sent->envelope != strange);
    CHECK(world.time->waits == 0);
    CHECK(client.envelopes().get(strange)->status == status::draft);
  }
}

TEST_CASE("whose envelopes of a name are is asked once for each", "[signing][sending][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  made_by_a_stranger(world.witness(), name_of_key(), content::without_key, true);
  auto const before = world.box.server.requests().size();
  REQUIRE(sender(world.box.client).send(rubrica_test::small_request(), with_key()));
  CHECK(world.box.server.requests().size() - before == 4 + 1 + 1 + 2 + 1); // two looks for the name, one at the stranger
}

TEST_CASE("an interrupted sending is finished beside strangers' envelopes of its name", "[signing][sending][socket]") {
  for (bool runs : {false, true}) {
    killed_after_creation const world;
    auto const client = world.lossy.witness();
    auto const draft = client.envelopes().list().all()->at(0).id;
    auto const strange = made_by_a_stranger(client, world.name, content::without_key, runs);
    auto const all = world.process().resume().value();
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].sent);
    CHECK(all[0].sent->envelope == draft);
    CHECK(client.envelopes().get(strange)->status == (runs ? status::running : status::draft));
  }
}

TEST_CASE("a lost creation is repeated although a stranger's envelope has the name, and giving up leaves that alone",
          "[signing][sending][socket]") {
  for (bool gives_up : {false, true}) {
    INFO("gives up: " << gives_up);
    envelope_id strange;
    lossy_sandbox* here = nullptr;
    lossy_sandbox world([&](http::request const& request, int) {
      if (rubrica_test::creates_envelope(request) && strange.empty()) {
        auto const& body = std::get<std::string>(request.body);
        auto const at = body.find("contrato.pdf (ref. ");
        REQUIRE(at != std::string::npos);
        strange = made_by_a_stranger(here->witness(), body.substr(at, body.find('"', at) - at), content::without_key, false);
        return loss::request;
      }
      return gives_up && rubrica_test::is_activation(request) ? loss::refused : loss::none;
    });
    here = &world;
    auto const sent = sender(world.box.client).send(rubrica_test::small_request());
    auto const left = world.witness().envelopes().list().all().value();
    CHECK(std::any_of(left.begin(), left.end(), [&](auto const& one) { return one.id == strange; }));
    CHECK(sent.has_value() != gives_up);
    CHECK(left.size() == (gives_up ? 1 : 2));
  }
}

TEST_CASE("a draft of the name without documents is treated as that of another process", "[signing][sending][socket]") {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  auto const left = made_by_a_stranger(world.witness(), name_of_key(), content::none, false);
  auto const sent = sender(world.box.client).send(rubrica_test::small_request(), with_key());
  REQUIRE(sent);
  CHECK(world.time->waits > 0);
  CHECK(world.witness().envelopes().get(left).error().code == errc::not_found);
}

TEST_CASE("what a bulk creation made is not looked for in a stranger's envelope", "[signing][sending][socket]") {
  rubrica_test::sandboxed box;
  auto const request = rubrica_test::small_request();
  send_options options;
  options.creation = creation::bulk;
  auto const drawn = sender(box.client).send(request, options).value().key;
  auto const name = box.client.envelopes().list({}, {}).all().value().at(0).name;
  auto const strange = made_by_a_stranger(box.client, name, content::of_another_key, true);
  auto const found = sender(box.client).find(request, drawn);
  REQUIRE(found);
  CHECK(found->envelope != strange);
}

TEST_CASE("a sweep leaves a draft that a stranger gave the name of an envelope that runs", "[signing][sending][socket]") {
  rubrica_test::sandboxed box;
  auto const sent = sender(box.client).send(rubrica_test::small_request(), with_key()).value();
  auto const strange = made_by_a_stranger(box.client, name_of_key(), content::without_key, false);
  auto const twin = made_by_a_stranger(box.client, name_of_key(), content::none, false);
  CHECK(sender(box.client).sweep().value() == std::vector<envelope_id>{twin});
  CHECK(box.client.envelopes().get(strange)->status == status::draft);
}

} // namespace namesakes_test
