// A process that is gone at any moment, and another that goes on (docs/adr/0015-durable-sending.md). The numbers are those of the
// rules there.
#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/memory_journal.hpp"
#include "support/signing/requests.hpp"

#include "signing/sending/reference.hpp"

#include <rubrica/signing/origin.hpp>

#include <cstdio>
#include <fstream>

namespace durable_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::memory_journal;
using std::chrono::seconds;

namespace {

loss no_loss(http::request const&, int) {
  return loss::none;
}

/// A simulator and a journal, which outlive the processes.
struct durable_world {
  explicit durable_world(rubrica_test::lossy_transport::chooser choose = no_loss) : lossy(std::move(choose)) {}

  lossy_sandbox lossy;
  std::shared_ptr<memory_journal> journal = std::make_shared<memory_journal>(lossy.time);

  /// A new process.
  sender process() const {
    auto options = rubrica_test::sandboxed::client_options(lossy.box.server, {}, lossy.time);
    return sender(clicksign::client(options), journal);
  }
  std::vector<clicksign::envelope> envelopes() const { return lossy.witness().envelopes().list().all().value(); }
  std::size_t activated() const {
    auto const all = envelopes();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](auto const& one) { return one.status != status::draft; }));
  }
  std::ptrdiff_t notifications() const { return lossy.box.count("POST", "/notifications"); }
  std::vector<resumed> resume() const { return process().resume().value(); }
};

send_options with_key(std::string key) {
  send_options options;
  options.key = std::move(key);
  return options;
}

/// A process was killed at its request of this number, before it left or while its answer was on the way.
struct killed_at : durable_world {
  killed_at(int request, loss last, send_options const& options = {})
      : durable_world([=, this_process = this](http::request const&, int number) {
          if (number < request) return loss::none;
          this_process->journal->frozen = true;
          return number == request ? last : loss::refused;
        }) {
    static_cast<void>(sender(lossy.box.client, journal).send(rubrica_test::request_with_signers(2), options));
    journal->crash();
  }
};

} // namespace

TEST_CASE("rule 1: the sending is recorded before the first request, under a key that ClickSign can be asked about",
          "[signing][sending][socket]") {
  durable_world world;
  std::size_t requests_at_save = 99;
  world.journal->on_save = [&](sending const&) { requests_at_save = world.lossy.box.server.requests().size(); };
  auto const sent = sender(world.lossy.box.client, world.journal).send(rubrica_test::small_request()).value();
  CHECK(requests_at_save == 0);
  auto const client = world.lossy.witness();
  CHECK(client.envelopes().get(sent.envelope)->name == "contrato.pdf (ref. " + sent.reference + ")");
  CHECK(sent.reference == reference_of(sent.key));
  auto const origin = origin_of(client.documents().list(sent.envelope).all()->at(0));
  REQUIRE(origin);
  CHECK(origin->key == sent.key);
}

TEST_CASE("rule 1: what cannot be recorded is not sent", "[signing][sending][socket]") {
  for (char const* key : {"", "job-1"}) {
    durable_world world;
    world.journal->refusal = make_error(errc::file_error, "No space left on device");
    auto const sent = sender(world.lossy.box.client, world.journal).send(rubrica_test::small_request(), with_key(key));
    REQUIRE_FALSE(sent);
    CHECK(sent.error().code == errc::file_error);
    CHECK(sent.error().outcome == outcome::not_sent);
    CHECK(sent.error().safe_to_retry());
    CHECK(world.lossy.box.server.requests().empty());
  }
}

TEST_CASE("rule 2: a sending without trouble is saved once and takes no request more", "[signing][sending][socket]") {
  durable_world with;
  durable_world without;
  auto const request = rubrica_test::request_with_signers(3);
  REQUIRE(sender(with.lossy.box.client, with.journal).send(request));
  REQUIRE(sender(without.lossy.box.client).send(request));
  CHECK(with.journal->saves == 1);
  CHECK(with.journal->kept.empty()); // forgotten at the end
  CHECK(with.lossy.box.server.requests().size() == 4 + 1 + 3);
  CHECK(without.lossy.box.server.requests().size() == 4 + 1 + 3);
}

TEST_CASE("rules 1, 3, 4: a process that is gone at any request leaves a sending that the next one finishes, once",
          "[signing][sending][socket]") {
  for (char const* key : {"", "job-1"}) {
    for (loss last : {loss::request, loss::answer}) {
      for (int request = 1; request <= 10; ++request) {
        INFO("killed at request " << request << (last == loss::answer ? ", which arrived" : "") << ", key '" << key << "'");
        killed_at const world(request, last, with_key(key));
        if (world.journal->kept.empty()) continue; // it had ended
        auto const all = world.resume();
        REQUIRE(all.size() == 1);
        CHECK(all[0].state == sending_state::sent);
        REQUIRE(all[0].sent);
        CHECK(rubrica_test::wrongs_of(world.lossy, *all[0].sent, 2) == std::vector<std::string>());
        CHECK(world.journal->kept.empty());
        CHECK(world.activated() == 1);
      }
    }
  }
}

TEST_CASE("rule 4: who takes a sending over waits until the requests of the former process have arrived or died",
          "[signing][sending][socket]") {
  send_options options;
  options.quiescence = seconds(45);
  killed_at const world(2, loss::request, options);
  auto const before = world.lossy.time->skipped();
  auto const requests = world.lossy.box.server.requests().size();
  std::size_t asked_early = 0;
  world.lossy.time->on_wait = [&] {
    if (world.lossy.time->skipped() - before < seconds(44)) asked_early += world.lossy.box.server.requests().size() - requests;
  };
  REQUIRE(world.resume().size() == 1);
  CHECK(asked_early == 0);
  CHECK(world.lossy.time->skipped() - before >= seconds(44));
}

TEST_CASE("rule 4: of several drafts of one key the oldest is kept", "[signing][sending][socket]") {
  killed_at world(2, loss::refused);
  auto const client = world.lossy.witness();
  auto const first = world.envelopes().at(0);
  world.lossy.box.server.advance(std::chrono::milliseconds(2)); // so that the next one is younger
  clicksign::new_envelope again;
  again.name = first.name;
  REQUIRE(client.envelopes().create(again));
  auto const all = world.resume();
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].sent);
  CHECK(all[0].sent->envelope == first.id);
  CHECK(world.envelopes().size() == 1);
}

TEST_CASE("rule 5: a file that changed or vanished since is not sent, and the error names it",
          "[signing][sending][socket][file]") {
  rubrica_test::temporary_folder const folder;
  auto const write = [&](std::string const& text) {
    std::ofstream(folder.path("c.pdf"), std::ios::binary | std::ios::trunc) << text;
  };
  for (bool vanishes : {false, true}) {
    write(rubrica_test::small_pdf());
    auto request = rubrica_test::small_request();
    request.files[0].bytes.clear();
    request.files[0].path = folder.path("c.pdf");
    durable_world world([](http::request const&, int number) { return number >= 2 ? loss::refused : loss::none; });
    world.journal->on_save = [&](sending const& one) { world.journal->frozen = one.state != sending_state::open; };
    static_cast<void>(sender(world.lossy.box.client, world.journal).send(request));
    world.journal->on_save = nullptr;
    world.journal->crash();
    REQUIRE(world.journal->kept.size() == 1);
    if (vanishes)
      std::remove(folder.path("c.pdf").c_str());
    else
      write(rubrica_test::small_pdf() + "\n% another contract\n%%EOF\n");
    auto const all = world.resume();
    REQUIRE(all.size() == 1);
    CHECK(all[0].state == sending_state::given_up);
    REQUIRE(all[0].error);
    CHECK(all[0].error->code == errc::file_error);
    REQUIRE(all[0].error->problems.size() == 1);
    CHECK(all[0].error->problems[0].pointer == "/files/0/path");
    CHECK(world.envelopes().empty());
    CHECK(world.journal->kept.empty());
  }
}

TEST_CASE("rule 6: a process that stood still beyond its licence sends nothing more, and another one finishes",
          "[signing][sending][socket]") {
  durable_world* here = nullptr;
  std::size_t late = 0;
  bool stalled = false;
  durable_world world([&](http::request const&, int number) {
    if (stalled) ++late;
    if (number == 5) { // it stands still with this request, the requirements, in its hands
      stalled = true;
      here->lossy.time->skip(std::chrono::hours(1));
      return loss::request;
    }
    return loss::none;
  });
  here = &world;
  auto const sent = sender(world.lossy.box.client, world.journal).send(rubrica_test::request_with_signers(2));
  REQUIRE_FALSE(sent);
  CHECK(sent.error().outcome == outcome::ambiguous);
  CHECK(late == 0);
  REQUIRE(world.journal->kept.size() == 1);
  auto const all = world.resume();
  REQUIRE(all.size() == 1);
  CHECK(all[0].state == sending_state::sent);
  CHECK(world.activated() == 1);
  CHECK(world.envelopes().size() == 1);
}

TEST_CASE("rule 7: the signers are called once at most, and what is not known is said", "[signing][sending][socket]") {
  // 1 envelope, 1 document, 2 signers, requirements, activation, notification.
  killed_at const before(6, loss::request);
  auto const all_before = before.resume();
  REQUIRE(all_before.at(0).sent);
  CHECK(all_before[0].sent->notified); // this process activated it
  CHECK(before.notifications() == 1);

  for (int request : {6, 7}) {
    killed_at const after(request, loss::answer);
    auto const all = after.resume();
    REQUIRE(all.at(0).sent);
    CHECK_FALSE(all[0].sent->notified);
    REQUIRE(all[0].sent->notification_error);
    CHECK(all[0].sent->notification_error->outcome == outcome::ambiguous);
    CHECK(after.notifications() == (request == 7 ? 1 : 0));
  }
}

TEST_CASE("rule 8: a sending that was given up stays open until its draft is seen gone", "[signing][sending][socket]") {
  bool removes = false;
  durable_world world([&](http::request const& request, int) {
    bool const creates_signer = request.verb == http::method::post && rubrica_test::is_about(request, "/signers");
    if (creates_signer) return loss::refused;
    return request.verb == http::method::del && !removes ? loss::request : loss::none;
  });
  auto const sent = sender(world.lossy.box.client, world.journal).send(rubrica_test::small_request());
  REQUIRE_FALSE(sent);
  CHECK(sent.error().outcome == outcome::ambiguous);
  REQUIRE(world.journal->kept.size() == 1);
  CHECK(sending::from_json(world.journal->kept.begin()->second)->state == sending_state::giving_up);
  removes = true;
  auto const all = world.resume();
  REQUIRE(all.size() == 1);
  CHECK(all[0].state == sending_state::given_up); // never sent after all
  CHECK(world.envelopes().empty());
  CHECK(world.journal->kept.empty());
  CHECK(world.notifications() == 0);
}

TEST_CASE("rule 8: a process that is gone while it gives up does not leave a sending that goes on",
          "[signing][sending][socket]") {
  durable_world* here = nullptr;
  durable_world world([&](http::request const& request, int) {
    bool const creates_signer = request.verb == http::method::post && rubrica_test::is_about(request, "/signers");
    if (creates_signer) return loss::refused;
    if (request.verb == http::method::del) here->journal->frozen = true;
    return here->journal->frozen ? loss::refused : loss::none;
  });
  here = &world;
  REQUIRE_FALSE(sender(world.lossy.box.client, world.journal).send(rubrica_test::small_request()));
  world.journal->crash();
  auto const all = world.resume();
  REQUIRE(all.size() == 1);
  CHECK(all[0].state == sending_state::given_up);
  CHECK(world.envelopes().empty());
}

TEST_CASE("rule 9: once an envelope may exist, no error says that nothing was sent", "[signing][sending][socket]") {
  for (char const* key : {"", "job-1"}) {
    for (int request = 1; request <= 9; ++request) {
      durable_world world([=](http::request const&, int number) {
        return number < request ? loss::none : number == request ? loss::answer : loss::refused;
      });
      auto const sent = sender(world.lossy.box.client, world.journal).send(rubrica_test::request_with_signers(2), with_key(key));
      if (sent || world.envelopes().empty()) continue;
      INFO("everything is lost from request " << request << ", key '" << key << "'");
      CHECK(sent.error().outcome == outcome::ambiguous);
      CHECK_FALSE(sent.error().safe_to_retry());
      CHECK(world.journal->kept.size() == 1); // a later process ends it
    }
  }
}

// ---- keys of the caller ----

TEST_CASE("the same key again finds the same sending, with and without a journal", "[signing][sending][socket]") {
  durable_world world;
  auto const request = rubrica_test::request_with_signers(2);
  auto const first = sender(world.lossy.box.client).send(request, with_key("job-7")).value();
  CHECK(first.notified);
  CHECK(world.lossy.box.server.requests().size() == 4 + 1 + 2 + 2);
  auto const second = world.process().send(request, with_key("job-7")).value();
  CHECK(second.envelope == first.envelope);
  CHECK(second.documents == first.documents);
  CHECK(second.signers == first.signers);
  CHECK(second.pairs.size() == first.pairs.size());
  CHECK(world.envelopes().size() == 1);
  CHECK(world.notifications() == 1);
  CHECK(world.process().send(request, with_key("job-8"))->envelope != first.envelope);
}

TEST_CASE("an envelope that runs already is left alone when its records cannot be read", "[signing][sending][socket]") {
  for (char const* records : {"/documents", "/signers"}) {
    CAPTURE(records);
    bool is_read = true;
    durable_world world([&](http::request const& one, int) {
      bool const is_lost = !is_read && one.verb == http::method::get && one.url.find(records) != std::string::npos;
      return is_lost ? loss::refused : loss::none;
    });
    auto const request = rubrica_test::request_with_signers(2);
    auto const first = sender(world.lossy.box.client).send(request, with_key("job-1")).value();
    is_read = false;
    auto const second = sender(world.lossy.box.client).send(request, with_key("job-1"));
    REQUIRE_FALSE(second);
    CHECK(second.error().outcome == outcome::ambiguous);
    bool const is_known = std::string_view(records) == "/signers"; // whose it is only its documents tell
    CHECK(second.error().envelope_left_behind == (is_known ? first.envelope.text() : ""));
    CHECK(world.lossy.box.count("DELETE", "/envelopes") == 0);
    is_read = true;
    CHECK(sender(world.lossy.box.client).send(request, with_key("job-1")).value().envelope == first.envelope);
    CHECK(world.activated() == 1);
  }
}

TEST_CASE("the same key with another request is refused, and nothing is sent", "[signing][sending][socket]") {
  durable_world world;
  auto const request = rubrica_test::small_request();
  auto const first = world.process().send(request, with_key("job-7")).value();
  auto const refused = [&](auto change) {
    auto other = request;
    change(other);
    auto const sent = world.process().send(other, with_key("job-7"));
    REQUIRE_FALSE(sent);
    CHECK(sent.error().code == errc::conflict);
    CHECK_FALSE(sent.error().safe_to_retry());
    CHECK(world.envelopes().size() == 1);
  };
  refused([](auto& other) { other.files[0].bytes += "\n% another contract\n%%EOF\n"; });
  refused([](auto& other) { other.files[0].name = "contrato (2).pdf", other.files[0].bytes += "\n% another contract\n%%EOF\n"; });
  refused([](auto& other) { other.files[0].name = "contrato (2).pdf"; });
  refused([](auto& other) { other.signers[0].email = "bia@acme.example"; });
  refused([](auto& other) { other.signers[0].role = role::witness; });
  refused([](auto& other) { other.signers.push_back(other.signers[0]), other.signers[1].email = "bia@acme.example"; });
  // What is not signed may be said otherwise.
  auto same = request;
  same.message = "Mais uma vez";
  same.remind_interval = 7;
  CHECK(world.process().send(same, with_key("job-7"))->envelope == first.envelope);
}

TEST_CASE("the same key takes up a sending that was interrupted, instead of beginning another", "[signing][sending][socket]") {
  for (int request = 1; request <= 9; ++request) {
    INFO("killed at request " << request);
    killed_at const world(request, loss::answer, with_key("job-7"));
    auto const sent = world.process().send(rubrica_test::request_with_signers(2), with_key("job-7"));
    CHECK(rubrica_test::wrongs_of(world.lossy, sent, 2) == std::vector<std::string>());
    CHECK(sent);
    CHECK(world.journal->kept.empty());
  }
}

TEST_CASE("without a journal the same key ends what a killed process began", "[signing][sending][socket]") {
  for (int request = 2; request <= 9; ++request) {
    INFO("killed at request " << request);
    killed_at const world(request, loss::answer, with_key("job-7"));
    world.journal->kept.clear();
    auto options = rubrica_test::sandboxed::client_options(world.lossy.box.server, {}, world.lossy.time);
    auto const sent = sender(clicksign::client(options)).send(rubrica_test::request_with_signers(2), with_key("job-7"));
    CHECK(rubrica_test::wrongs_of(world.lossy, sent, 2) == std::vector<std::string>());
    CHECK(sent);
  }
}

TEST_CASE("a sending that another run holds is waited for, and its envelope is the result", "[signing][sending][socket]") {
  durable_world world;
  auto const request = rubrica_test::small_request();
  // The other process has recorded it, and sends while this one waits.
  std::optional<result<sent>> other;
  auto const holder = std::make_shared<memory_journal>(world.lossy.time);
  holder->on_save = [&](sending const& one) { world.journal->kept[one.key] = one.to_json(); };
  bool began = false;
  world.lossy.time->on_wait = [&] {
    if (began) return;
    began = true;
    auto options = rubrica_test::sandboxed::client_options(world.lossy.box.server, {}, world.lossy.time);
    other = sender(clicksign::client(options), holder).send(request, with_key("job-7"));
    world.journal->kept.clear();
  };
  durable_world elsewhere;
  elsewhere.journal->on_save = [&](sending const& one) { world.journal->kept[one.key] = one.to_json(); };
  REQUIRE(elsewhere.process().send(request, with_key("job-7")));
  REQUIRE(world.journal->kept.count("job-7") == 1);
  auto const sent = world.process().send(request, with_key("job-7"));
  REQUIRE(began);
  REQUIRE(other);
  REQUIRE(*other);
  REQUIRE(sent);
  CHECK(sent->envelope == (*other)->envelope);
  CHECK(world.envelopes().size() == 1);
}

TEST_CASE("keys and name forms that cannot be used are refused before anything is sent", "[signing][sending][socket]") {
  durable_world world;
  auto const refuses = [&](send_options const& options) {
    auto const sent = world.process().send(rubrica_test::small_request(), options);
    CHECK((!sent && sent.error().code == errc::invalid_argument && sent.error().outcome == outcome::not_sent));
  };
  refuses(with_key(std::string(201, 'k')));
  refuses(with_key("a\nb"));
  refuses(with_key("\xFF"));
  send_options form;
  form.name_form = "{name}";
  refuses(form);
  send_options bulk;
  bulk.creation = creation::bulk;
  refuses(bulk);
  bulk.key = "job-7"; // of a job that runs twice
  auto const without = sender(world.lossy.box.client).send(rubrica_test::small_request(), bulk);
  REQUIRE_FALSE(without);
  CHECK(without.error().code == errc::invalid_argument);
  CHECK(world.lossy.box.server.requests().empty());
  send_options own;
  own.name_form = "[{reference}] {name}";
  auto const sent = world.process().send(rubrica_test::small_request(), own).value();
  CHECK(world.envelopes().at(0).name == "[" + sent.reference + "] contrato.pdf");
}

// ---- resume, sweep, progress ----

TEST_CASE("resume goes on where it can and leaves the rest for later", "[signing][sending][socket]") {
  durable_world world;
  CHECK(world.resume().empty());
  auto const without = sender(world.lossy.box.client).resume();
  REQUIRE_FALSE(without);
  CHECK(without.error().code == errc::invalid_argument);

  killed_at const killed(3, loss::answer);
  auto options = rubrica_test::sandboxed::client_options(killed.lossy.box.server, {}, killed.lossy.time);
  options.transport = std::make_shared<rubrica_test::lossy_transport>([](auto const&, int) { return loss::refused; });
  auto const nowhere = sender(clicksign::client(options), killed.journal).resume();
  REQUIRE(nowhere);
  REQUIRE(nowhere->size() == 1);
  CHECK(nowhere->at(0).state == sending_state::open);
  REQUIRE(nowhere->at(0).error);
  CHECK(nowhere->at(0).error->outcome == outcome::ambiguous);
  CHECK(killed.journal->kept.size() == 1);
  auto const later = killed.resume();
  REQUIRE(later.size() == 1);
  CHECK(later[0].state == sending_state::sent);
}

TEST_CASE("a sweep removes drafts that nobody will finish, and no others", "[signing][sending][socket]") {
  durable_world world;
  auto const client = world.lossy.witness();
  auto const sent = world.process().send(rubrica_test::small_request()).value();
  std::string const name = client.envelopes().get(sent.envelope)->name;
  auto const create = [&](std::string const& as) {
    clicksign::new_envelope one;
    one.name = as;
    return client.envelopes().create(one)->id;
  };
  auto const twin = create(name);                              // a creation that arrived late
  auto const of_a_person = create("Aditivo (ref. 2024-0001)"); // looks like one of ours, but nothing runs under this name
  auto const unrelated = create("Rascunho");
  killed_at const open(4, loss::answer); // in the journal
  killed_at const left(4, loss::answer); // in no journal
  left.journal->kept.clear();

  CHECK(world.process().sweep().value() == std::vector<envelope_id>{twin});
  CHECK(client.envelopes().get(of_a_person));
  CHECK(client.envelopes().get(unrelated));
  CHECK(client.envelopes().get(sent.envelope)->status == status::running);

  CHECK(left.process().sweep()->empty()); // it may still be at work
  left.lossy.time->skip(std::chrono::hours(25));
  CHECK(left.process().sweep()->size() == 1);
  CHECK(left.envelopes().empty());
  open.lossy.time->skip(std::chrono::hours(25));
  CHECK(open.process().sweep()->empty());
  CHECK(open.envelopes().size() == 1);
}

TEST_CASE("progress says for what the sender waits and until when", "[signing][sending][socket]") {
  durable_world world([](http::request const&, int number) { return number == 1 ? loss::answer : loss::none; });
  std::vector<progress> waits;
  send_options options;
  options.on_progress = [&](progress const& one) {
    if (one.step == step::waiting) waits.push_back(one);
  };
  auto const before = world.lossy.time->calendar();
  REQUIRE(sender(world.lossy.box.client).send(rubrica_test::small_request(), options));
  REQUIRE(waits.size() == 1);
  CHECK(waits[0].reason == wait_reason::lost_answer);
  CHECK(to_string(waits[0].reason) == "lost_answer");
  CHECK(waits[0].until >= before + seconds(119));
  CHECK(waits[0].until <= before + seconds(150));
}

TEST_CASE("many requests are sent several at a time, each once and in its place", "[signing][sending][socket]") {
  durable_world world;
  std::vector<request> requests;
  for (int i = 0; i < 20; ++i) requests.push_back(rubrica_test::request_with_signers(1 + i % 3));
  requests[7].signers.clear(); // cannot be sent
  send_all_options options;
  options.under_way = 4;
  for (std::size_t i = 0; i < requests.size(); ++i) options.keys.push_back("job-" + std::to_string(i));
  std::vector<std::size_t> ended;
  options.on_end = [&](std::size_t index, result<sent> const&) { ended.push_back(index); };
  auto const all = world.process().send_all(requests, options);
  REQUIRE(all.size() == 20);
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO("request " << i);
    if (i == 7) {
      REQUIRE_FALSE(all[i]);
      CHECK(all[i].error().code == errc::invalid_request);
      continue;
    }
    REQUIRE(all[i]);
    CHECK(all[i]->key == options.keys[i]);
    CHECK(all[i]->signers.size() == 1 + i % 3);
  }
  CHECK(ended.size() == 20);
  CHECK(world.activated() == 19);
  CHECK(world.journal->kept.empty());
}

TEST_CASE("an exception of who is told of an end leaves nothing in its middle, and begins nothing more",
          "[signing][sending][socket]") {
  durable_world world;
  send_all_options options;
  options.under_way = 4;
  int told = 0;
  options.on_end = [&](std::size_t, result<sent> const&) {
    ++told;
    throw std::runtime_error("the CRM's own");
  };
  std::vector<request> const requests(20, rubrica_test::small_request());
  CHECK_THROWS_WITH(world.process().send_all(requests, options), "the CRM's own");
  CHECK(told == 1);
  CHECK(world.activated() == 4);
  CHECK(world.envelopes().size() == 4);
  CHECK(world.journal->kept.empty());
}

TEST_CASE("many requests at once are not created in bulk, and the error says so", "[signing][sending][socket]") {
  durable_world world;
  send_all_options options;
  options.each.creation = creation::bulk;
  auto const all = sender(world.lossy.box.client).send_all({2, rubrica_test::small_request()}, options);
  REQUIRE(all.size() == 2);
  for (auto const& one : all) {
    REQUIRE_FALSE(one);
    CHECK(one.error().code == errc::invalid_argument);
    CHECK(one.error().outcome == outcome::not_sent);
    CHECK(one.error().message.find("bulk creation") != std::string::npos);
  }
  CHECK(world.lossy.box.server.requests().empty());
}

} // namespace durable_test
