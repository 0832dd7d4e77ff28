#include "support/catch.hpp"

#include "support/http/lossy_transport.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>

namespace acceptance_term_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::loss;
using rubrica_test::lossy_transport;
using rubrica_test::sandboxed;
using sandbox::acceptance_answer;

namespace {

new_acceptance_term term(std::string phone = "11977776666") {
  new_acceptance_term out;
  out.title = "Novo plano";
  out.message = "O plano passa a \"R$ 90,00\"";
  out.sender = acceptance_sender::user_and_account;
  out.signer_name = "Elisa Nunes";
  out.signer_phone = std::move(phone);
  return out;
}

} // namespace

TEST_CASE("a term is sent, read and listed", "[clicksign][acceptance_terms][socket]") {
  sandboxed box;
  auto request = term();
  request.sender_phone = "85988888888";
  auto const made = box.client.acceptance_terms().create(request).value();
  CHECK(made.status == acceptance_status::enqueued);
  CHECK(made.flow == acceptance_flow::introduction);
  CHECK(made.sent_at.text().empty());
  auto const read = box.client.acceptance_terms().get(made.id).value();
  CHECK(read.status == acceptance_status::sent);
  CHECK(read.sent_at.at().has_value());
  for (acceptance_term const& one : {made, read}) {
    CHECK(one.title == request.title);
    CHECK(one.message == request.message);
    CHECK(one.sender == acceptance_sender::user_and_account);
    CHECK(one.sender_phone == request.sender_phone);
    CHECK(one.signer_name == request.signer_name);
    CHECK(one.signer_phone == request.signer_phone);
    CHECK(one.created_at.at().has_value());
    CHECK(one.updated_at.at().has_value());
    CHECK(one.related.empty());
    CHECK(one.raw.empty());
  }
  auto const second = box.client.acceptance_terms().create(term("11966665555")).value();
  acceptance_term_query query;
  query.sort = "-created";
  auto const all = box.client.acceptance_terms().list(query).all().value();
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == second.id);
  query.status = acceptance_status(acceptance_status::pending);
  CHECK(box.client.acceptance_terms().list(query).all()->empty());
}

TEST_CASE("messages come where they are asked for", "[clicksign][acceptance_terms][socket]") {
  sandboxed box;
  auto const made = box.client.acceptance_terms().create(term()).value();
  box.client.acceptance_terms().get(made.id).value();
  REQUIRE(box.server.answer_acceptance(made.id.text(), acceptance_answer::accepted));
  acceptance_term_query query;
  query.include_messages = true;
  for (auto const& one : {box.client.acceptance_terms().get_with_messages(made.id).value(),
                          box.client.acceptance_terms().list(query).all().value().at(0)}) {
    REQUIRE(one.related.size() == 2);
    CHECK(one.related[0].name == "messages");
    CHECK(one.related[0].type == "messages");
    CHECK(one.related[1].attributes.find("\"direction\":\"received\"") != std::string::npos);
  }
  CHECK(box.client.acceptance_terms().get(made.id)->related.empty());
}

TEST_CASE("a term is cancelled while it waits, and no more when it has ended", "[clicksign][acceptance_terms][socket]") {
  sandboxed box;
  auto const made = box.client.acceptance_terms().create(term()).value();
  CHECK(box.client.acceptance_terms().cancel(made.id)->status == acceptance_status::cancelled);
  auto const again = box.client.acceptance_terms().cancel(made.id);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == errc::invalid);
  CHECK(again.error().outcome == outcome::rejected);
  CHECK(box.client.acceptance_terms().cancel(acceptance_term_id("unknown")).error().code == errc::not_found);
}

TEST_CASE("neither a term nor its cancellation is sent twice", "[clicksign][acceptance_terms][socket]") {
  sandboxed box;
  client const unlucky(sandboxed::client_options(box.server, std::make_shared<lossy_transport>([](auto const& request, int) {
                                                   return request.verb == http::method::get ? loss::none : loss::answer;
                                                 })));
  auto const lost = unlucky.acceptance_terms().create(term());
  REQUIRE_FALSE(lost);
  CHECK(lost.error().outcome == outcome::ambiguous);
  CHECK(box.count("POST", "/acceptance_term/whatsapps") == 1);
  auto const made = unlucky.acceptance_terms().list().all().value().at(0);
  auto const cancelled = unlucky.acceptance_terms().cancel(made.id);
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().outcome == outcome::ambiguous);
  CHECK(box.count("PATCH", made.id.text()) == 1);
  CHECK(unlucky.acceptance_terms().get(made.id)->status == acceptance_status::cancelled);

  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(429, "Too many requests");
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  CHECK(client(options).acceptance_terms().create(term()).error().code == errc::rate_limited);
  CHECK(transport->requests().size() == 1);
}

TEST_CASE("the library reads the callbacks of a term", "[clicksign][acceptance_terms][socket][clock]") {
  sandboxed box;
  auto const made = box.client.acceptance_terms().create(term()).value();
  box.server.advance(std::chrono::hours(25));
  auto const sent = box.server.deliveries();
  REQUIRE(sent.size() == 3);
  acceptance_status const expected[] = {acceptance_status::enqueued, acceptance_status::sent, acceptance_status::expired};
  for (std::size_t i = 0; i < sent.size(); ++i) {
    auto const event = webhook::parse(webhook::unverified_body(sent[i].body)).value();
    REQUIRE(event.acceptance);
    CHECK(event.acceptance->key == made.id.text());
    CHECK(event.acceptance->status == expected[i]);
    CHECK(event.acceptance->signer_phone == "11977776666");
    CHECK(event.acceptance->messages.size() == (i == 0 ? 0 : 1));
  }
}

} // namespace acceptance_term_test
