#include "sandbox/service/events.hpp"

#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/webhooks.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

json account_of(account_state const& service) {
  return {{"key", service.account_key}};
}

} // namespace

json user_and_account(account_state const& service) {
  return {{"user", {{"email", api_user_email}, {"name", api_user_name}}}, {"account", account_of(service)}};
}

json upload_data(account_state const& service, envelope const& owner) {
  json data = user_and_account(service);
  data["deadline_at"] = iso_text(owner.deadline);
  data["auto_close"] = owner.auto_close;
  data["locale"] = owner.locale;
  return data;
}

json signers_data(account_state const& service, envelope const& owner, document const& target, signer const& who) {
  json data = user_and_account(service);
  data["signers"] = json::array();
  for (requirement const* role : roles_of(owner, target.id, who.id)) {
    data["signers"].push_back(event_signer(service, owner, target, who, *role, signer_detail::added));
  }
  return data;
}

json sign_data(account_state const& service, envelope const& owner, document const& target, signer const& who) {
  json account = account_of(service);
  account["timestamp_signature_functionality"] = false;
  json data = {{"signer", json()}, {"secret_hmac", json()}, {"account", account}, {"log_version", "1.1495.0"}};
  auto const roles = roles_of(owner, target.id, who.id);
  if (!roles.empty()) {
    data["signer"] = event_signer(service, owner, target, who, *roles.front(), signer_detail::signed_now);
  }
  data["url"] = signing_link(service, who);
  return data;
}

json refusal_data(account_state const& service, envelope const& owner, document const& target, signer const& who,
                  std::string const& reason, std::string const& comment) {
  json who_refused;
  json sign_as = json::array();
  for (requirement const* role : roles_of(owner, target.id, who.id)) {
    if (who_refused.is_null()) {
      who_refused = event_signer(service, owner, target, who, *role, signer_detail::plain);
    }
    sign_as.push_back(role->value);
  }
  if (!who_refused.is_null()) who_refused["sign_as"] = sign_as; // only this event has a list here
  return {{"signer", who_refused},
          {"refusal", {{"reasons", json::array({reason})}, {"comment", comment}}},
          {"account", account_of(service)}};
}

void record(account_state& service, envelope const& owner, document& target, std::string const& name, json data, instant at,
            audience who) {
  target.events.push_back({service.ids.uuid(), name, std::move(data), at});
  if (who == audience::webhook && !owner.draft()) queue_callback(service, owner, target, target.events.back());
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
