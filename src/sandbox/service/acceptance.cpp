#include "sandbox/service/acceptance.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/refused_by.hpp"
#include "sandbox/service/webhooks.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* undelivered = "63016"; // the messenger's code for a recipient who cannot be reached

std::string sender_name(acceptance_term const& one) {
  if (one.sender_name_option == "user_name") return api_user_name;
  if (one.sender_name_option == "account_name") return account_name;
  return std::string(api_user_name) + " - " + account_name;
}

json message_object(acceptance_term const& term, acceptance_message const& one) {
  return {{"message_id", one.id},       {"message", one.text},        {"profile_name", term.signer_name},
          {"error_message", one.error}, {"direction", one.direction}, {"created_at", iso_text(one.created_at)}};
}

json acceptance_object(acceptance_term const& one) {
  json messages = json::array();
  for (acceptance_message const& message : one.messages) messages.push_back(message_object(one, message));
  return {{"key", one.id},
          {"name", one.title},
          {"sender_name", sender_name(one)},
          {"sender_phone", one.sender_phone.value_or("")},
          {"content", one.message},
          {"status", one.status},
          {"signer_phone", one.signer_phone},
          {"signer_name", one.signer_name},
          {"sent_at", one.sent ? json(iso_text(*one.sent)) : json()},
          {"created_at", iso_text(one.created_at)},
          {"messages", messages}};
}

void say(account_state& service, acceptance_term& one, char const* direction, std::string text, instant at) {
  one.messages.push_back({"SM" + service.ids.hex(32), std::move(text), direction, {}, at});
}

void send(account_state& service, acceptance_term& one, instant at) {
  one.sent = at;
  say(service, one, "sent", one.title + "\n\n" + one.message, at);
  announce(service, one, "sent", at);
}

} // namespace

bool is_open(acceptance_term const& one) {
  return one.status == "enqueued" || one.status == "sent";
}

void announce(account_state& service, acceptance_term& one, std::string const& status, instant at) {
  one.status = status;
  one.updated_at = at;
  service.acceptances.look_at(one, service.options.acceptance_sent_after);
  std::string const name = "acceptance_term_" + status;
  json const event = {{"name", name}, {"data", user_and_account(service)}, {"occurred_at", iso_text(at)}};
  queue_body(service, name, {{"event", event}, {"acceptance", acceptance_object(one)}});
}

result<void> answer_acceptance(account_state& service, std::string const& id, acceptance_answer answer) {
  catch_up(service);
  acceptance_term* const one = find_by_id(service.acceptance_terms, id);
  if (one == nullptr) return make_error(errc::not_found, "no such acceptance term");
  if (one->status != "sent") return refused_by("acceptance_not_sent", "the term does not wait for an answer");
  instant const at = service.now();
  if (answer == acceptance_answer::undeliverable) {
    one->messages.back().error = undelivered;
    announce(service, *one, "error", at);
  } else {
    bool const accepted = answer == acceptance_answer::accepted;
    one->status_flow = "waiting_acceptance"; // INFERRED: the recipient answers in the last step
    say(service, *one, "received", accepted ? "Aceitar" : "Recusar", at);
    announce(service, *one, accepted ? "completed" : "refused", at);
  }
  catch_up(service);
  return {};
}

void offer_acceptance_chores(account_state& service, schedule& next) {
  auto const due = service.acceptances.next();
  if (!due) return;
  next.offer(due->at, [&service, due = *due] {
    if (due.to->sent) {
      announce(service, *due.to, "expired", due.at);
    } else {
      send(service, *due.to, due.at);
    }
  });
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
