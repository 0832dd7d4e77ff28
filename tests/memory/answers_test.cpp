// Reading and the client's calls when any one allocation fails, or all from one on.
#include "support/catch.hpp"

#include "support/http/scripted_client.hpp"
#include "support/process/failing_memory.hpp"

#include "json/json_reader.hpp"
#include "json/model_handlers.hpp"

#include <rubrica/clicksign/async_client.hpp>

#include <future>
#include <new>
#include <optional>

namespace answers_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::failing_allocation;
using rubrica_test::scripted_client;
using rubrica_test::shortage;

namespace {

constexpr char const* made = R"({"data":{"type":"envelopes","id":"3b241101-e2bb-4255-8caf-4136c566a962","attributes":{
  "name":"Contrato com um nome de mais de quinze bytes","tint":"a colour that nobody knows","status":"draft"},
  "relationships":{"folder":{"data":{"type":"folders","id":"6f3200ae-a89d-4c86-81bf-685ccb71a8d2"}}}},
  "included":[{"type":"folders","id":"6f3200ae-a89d-4c86-81bf-685ccb71a8d2","attributes":{"name":"Contratos do ano"}}]})";
constexpr char const* refused = R"({"errors":[{"title":"t","detail":"name - n\u00e3o pode ficar em branco, e mais alguma coisa",
  "code":"100","status":"422","source":{"pointer":"/data/attributes/name"}}]})";

struct kept_texts {
  std::vector<std::string> all;
};

constexpr auto json_members(rubrica::detail::tag<kept_texts>) {
  return rubrica::detail::member_list({{"texts", rubrica::detail::member<&kept_texts::all>}});
}

} // namespace

TEST_CASE("a JSON text that cannot be read for want of memory is not malformed", "[memory][rule2]") {
  std::string text = R"({"texts":["\u00e9 um texto longo demais para caber em quinze bytes")";
  for (int i = 0; i < 50; ++i) text += ",\"outro texto, que n\\u00e3o cabe em quinze bytes\"";
  text += "]}";
  kept_texts before; // simdjson looks at the processor once, and ends the process when that fails
  REQUIRE(rubrica::detail::read_json(text, rubrica::detail::target_for(before)));
  for (std::string const& json : {text, text.substr(0, text.size() - 1)}) {
    errc const expected = json == text ? errc::unknown_route : errc::malformed; // none, or the text's own fault
    for (auto producer : {&rubrica::detail::parse_with_nlohmann, &rubrica::detail::parse_with_simdjson}) {
      for (bool from_then_on : {false, true}) {
        int failures = 0;
        for (int number = 1;; ++number) {
          kept_texts into;
          std::optional<result<void>> done;
          {
            failing_allocation const failing(number - 1, from_then_on ? shortage::for_good : shortage::once);
            done = rubrica::detail::read_json(json, rubrica::detail::target_for(into), {}, producer);
          }
          errc const code = *done ? errc::unknown_route : done->error().code;
          bool const failed = failing_allocation::happened();
          INFO("allocation " << number);
          if (!failed || code != errc::out_of_memory) CHECK(code == expected);
          if (failed && code == errc::out_of_memory) ++failures;
          if (!failed) break;
        }
        CHECK(failures > 10);
      }
    }
  }
}

namespace {

/// The result of a call, or that it threw an exception.
struct outcome_of_call {
  std::optional<error_info> error;
  bool threw = false;
};

template <class Call> outcome_of_call without_allocation(int number, bool from_then_on, scripted_client& s, Call const& make) {
  clicksign::client const client = s.client();
  outcome_of_call out;
  try {
    failing_allocation const failing(number - 1, from_then_on ? shortage::for_good : shortage::once);
    auto got = make(client);
    if (!got) out.error = std::move(got).error();
  } catch (std::bad_alloc const&) {
    out.threw = true;
  }
  return out;
}

/// Every allocation of a call fails once: the call ends in an error that says how far it had come. Until something was sent, the
/// exception may come through.
template <class Call> void fail_each(int status, char const* body, bool changes_something, Call const& make) {
  for (bool from_then_on : {false, true}) {
    int lacking = 0;
    for (int number = 1;; ++number) {
      scripted_client s;
      s.transport->status(status, body);
      auto const got = without_allocation(number, from_then_on, s, make);
      INFO("allocation " << number);
      bool const sent = !s.transport->requests().empty();
      if (got.threw) CHECK_FALSE(sent);
      if (got.error && got.error->code == errc::out_of_memory) {
        ++lacking;
        if (sent) CHECK(got.error->outcome == (changes_something ? outcome::ambiguous : outcome::rejected));
      } else if (got.error) {
        CHECK(got.error->code == errc::invalid);
      }
      if (!failing_allocation::happened()) break;
    }
    CHECK(lacking > 5);
  }
}

} // namespace

TEST_CASE("a call whose memory fails ends in an error that says how far it had come", "[memory][rule2]") {
  new_envelope request;
  request.name = "Contrato com um nome de mais de quinze bytes";
  fail_each(201, made, true, [&](client const& c) { return c.envelopes().create(request); });
  fail_each(422, refused, true, [&](client const& c) { return c.envelopes().create(request); });
  fail_each(200, made, false,
            [](client const& c) { return c.envelopes().get(envelope_id("3b241101-e2bb-4255-8caf-4136c566a962")); });
  static std::string const list =
      std::string(R"({"data":[)") + std::string(made).substr(8, std::string(made).find(",\n  \"included\"") - 8) + "]}";
  fail_each(200, list.c_str(), false, [](client const& c) { return c.envelopes().list().all(); });
}

TEST_CASE("a call of the engine whose memory fails after its request ends, and the engine goes on", "[memory][rule2]") {
  new_envelope request;
  request.name = "Contrato com um nome de mais de quinze bytes";
  for (bool from_then_on : {false, true}) {
    int lacking = 0;
    bool failed = true;
    for (int number = 1; failed; ++number) {
      scripted_client s;
      auto failing = std::make_shared<std::optional<failing_allocation>>();
      s.transport->then([&, failing](auto const&) -> result<http::response> {
        http::response answer{201, {}, made};
        failing->emplace(number - 1, from_then_on ? shortage::for_good
                                                  : shortage::once); // on the engine's thread, where all of the rest happens
        return answer;
      });
      s.transport->status(201, made);
      async_client async(s.client());
      std::promise<result<envelope>> told;
      auto later = told.get_future();
      async.start(async.envelopes().create(request), [&](result<envelope> got) {
        failed = failing_allocation::happened();
        failing->reset();
        told.set_value(std::move(got));
      });
      REQUIRE(later.wait_for(std::chrono::seconds(60)) == std::future_status::ready);
      auto const got = later.get();
      INFO("allocation " << number);
      if (!got) {
        ++lacking;
        CHECK(got.error().code == errc::out_of_memory);
        CHECK(got.error().outcome == outcome::ambiguous);
      }
      std::promise<bool> next;
      async.start(async.envelopes().create(request), [&](result<envelope> again) { next.set_value(again.has_value()); });
      CHECK(next.get_future().get());
    }
    CHECK(lacking > 5);
  }
}

TEST_CASE("a call whose memory fails before its request is ended with nothing sent", "[memory][rule2]") {
  new_envelope request;
  request.name = "Contrato com um nome de mais de quinze bytes";
  bool failed = true;
  for (int number = 1; failed; ++number) {
    scripted_client s;
    s.transport->status(201, made).status(201, made);
    async_client async(s.client());
    auto described = async.envelopes().create(request);
    std::promise<result<envelope>> told;
    auto later = told.get_future();
    try {
      failing_allocation const failing(number - 1);
      async.start(std::move(described), [&](result<envelope> got) { told.set_value(std::move(got)); });
      failed = failing_allocation::happened();
    } catch (std::bad_alloc const&) {
      CHECK(s.transport->requests().empty());
      continue;
    }
    REQUIRE(later.wait_for(std::chrono::seconds(60)) == std::future_status::ready);
    if (auto const got = later.get(); !got) {
      CHECK(got.error().code == errc::out_of_memory);
      CHECK(got.error().outcome == outcome::not_sent);
    }
  }
}

} // namespace answers_test
