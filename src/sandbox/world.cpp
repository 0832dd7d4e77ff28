#include "sandbox/world.hpp"

#include "sandbox/webhooks.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr std::uint64_t request_id_stream = 0x9E3779B97F4A7C15;

void add_api_user(world& service) {
  auto who = std::make_unique<user>();
  who->id = service.ids.uuid();
  who->name = api_user_name;
  who->email = api_user_email;
  who->phone_number = "1133334444";
  who->created = service.now();
  who->modified = who->created;
  auto place = std::make_unique<membership>();
  place->id = service.ids.uuid();
  place->user_id = who->id;
  place->role = "admin";
  place->created = who->created;
  place->modified = who->created;
  service.users.push_back(std::move(who));
  service.memberships.push_back(std::move(place));
}

} // namespace

world::world(server_options const& chosen)
    : options(chosen), ids(chosen.seed), request_ids(chosen.seed == 0 ? 0 : chosen.seed ^ request_id_stream),
      account_key(ids.uuid()), account_id(ids.uuid()), storage_key(ids.hex(40)), limiter(chosen.rate_limit) {
  add_api_user(*this);
  if (chosen.webhook_url.empty()) return;
  auto first = std::make_unique<webhook>();
  first->id = ids.uuid();
  first->endpoint = chosen.webhook_url;
  first->secret = chosen.webhook_secret.reveal();
  first->events.assign(webhook_events.begin(), webhook_events.end());
  first->created = now();
  first->modified = first->created;
  webhooks.push_back(std::move(first));
}

instant world::now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()) + ahead;
}

envelope* world::find_envelope(std::string const& id) {
  auto const found = envelopes.find(id);
  return found == envelopes.end() ? nullptr : found->second.get();
}

std::vector<envelope*> world::all_envelopes() {
  std::vector<envelope*> all;
  all.reserve(envelopes.size());
  for (auto const& entry : envelopes) all.push_back(entry.second.get());
  std::sort(all.begin(), all.end(), [](envelope const* a, envelope const* b) { return a->number < b->number; });
  return all;
}

}}} // namespace rubrica::v0_1::sandbox
