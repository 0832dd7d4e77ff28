#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/additions.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/notices.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::pair<char const*, std::size_t> customized_texts[] = {
    {"subject", 998}, {"greeting", 3000}, {"principal", 3000}, {"final", 3000}, {"button", 50}};
/// The pages about the two routes differ in this alone.
constexpr std::size_t longest_head = 3000;
constexpr std::size_t longest_head_for_one = 998;

/// Only accepted posts count; the service checks its rate limit before everything else.
void check_throttle(account_state const& service, std::optional<instant> const& last) {
  bool const too_soon = last && service.now() < *last + clicksign::wire::notification_interval;
  if (too_soon) throw rejection{text_reply(429, "Too many requests")};
}

void read_customization(fields& attributes, bool for_one, problem_list& model) {
  auto nested = attributes.object("email_customization");
  if (!nested) return;
  auto const read = [&](char const* name, std::size_t most) {
    std::string const* text = nested->text(name);
    if (text != nullptr && characters_in(*text) > most) model.add(too_long_error(name, most));
  };
  for (auto const& [name, most] : customized_texts) read(name, most);
  read("head", for_one ? longest_head_for_one : longest_head);
  nested->one_of("align", {"left", "center", "right", "justify"});
  for (char const* name : {"show_token", "show_qrcode", "show_details"}) nested->flag(name);
  nested->close();
}

} // namespace

json read_notification(envelope const& owner, json const& data, bool for_one) {
  resource_body body(data, "notifications");
  problem_list model(422);
  std::string const* message = body.attributes.text("message");
  read_customization(body.attributes, for_one, model);
  body.check();
  model.check();
  return message == nullptr ? owner.default_message : json(*message);
}

namespace {

reply notified(call& request, json const& message, json const& summary, std::optional<instant>& last) {
  instant const now = request.service.now();
  last = now;
  return data_reply(clicksign::wire::notified_status,
                    {{"id", request.service.ids.uuid()},
                     {"type", "notifications"},
                     {"attributes", {{"message", message}, {"summary", summary}, {"created", iso_text(now)}}}});
}

void require_running(envelope const& owner) {
  if (!owner.running()) reject(422, base_error("Não foi possível notificar o(s) signatário(s)"));
}

reply notify_envelope(call& request) {
  envelope& owner = envelope_of(request);
  check_throttle(request.service, owner.notified);
  json const message = read_notification(owner, request.body["data"], false);
  require_running(owner);
  json const summary = call_signers(request.service, owner, message, request.service.now());
  return notified(request, message, summary, owner.notified);
}

reply notify_signer(call& request) {
  envelope& owner = envelope_of(request);
  signer& who = signer_of(request, owner);
  check_throttle(request.service, who.notified);
  json const message = read_notification(owner, request.body["data"], true);
  require_running(owner);
  json const called = call_signer(request.service, owner, who, message, request.service.now());
  return notified(request, message, json::array({called}), who.notified);
}

constexpr route notification_table[] = {
    {"POST", "/envelopes/*/notifications", notify_envelope, "data"},
    {"POST", "/envelopes/*/signers/*/notifications", notify_signer, "data"},
};

} // namespace

route_table const notification_routes(notification_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
