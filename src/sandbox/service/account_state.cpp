#include "sandbox/service/account_state.hpp"

#include "sandbox/formats/text.hpp"

#include <rubrica/clicksign/webhook/event_name.hpp>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::uint64_t request_id_stream = 0x9E3779B97F4A7C15;
constexpr std::uint64_t fault_stream = 0xBF58476D1CE4E5B9;
constexpr std::uint64_t account_stream = 0x94D049BB133111EB;

/// A different seed for each stream; 0 (random) stays 0.
std::uint64_t apart(std::uint64_t seed, std::uint64_t stream) {
  return seed == 0 ? 0 : seed ^ stream;
}

void add_api_user(account_state& service) {
  auto who = std::make_unique<user>();
  who->id = service.ids.uuid();
  who->name = api_user_name;
  who->email = api_user_email;
  who->phone_number = "1133334444";
  who->created_at = service.now();
  who->updated_at = who->created_at;
  auto place = std::make_unique<membership>();
  place->id = service.ids.uuid();
  place->user_id = who->id;
  place->role = "admin";
  place->created_at = who->created_at;
  place->updated_at = who->created_at;
  service.add_user(std::move(who));
  service.add_membership(std::move(place));
}

} // namespace

server_state::server_state(server_options const& chosen, std::shared_ptr<rubrica::clock> own_clock)
    : clock(std::move(own_clock)), request_ids(apart(chosen.seed, request_id_stream)), limiter(chosen.rate_limit), stamp(now()),
      faults(apart(chosen.seed, fault_stream)) {
  for (fault_plan const& plan : chosen.faults) faults.add(plan);
}

instant server_state::now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(clock->calendar()) + ahead;
}

void server_state::pause(instant until) {
  std::unique_lock<std::mutex> lock(mutex);
  while (!stopping && now() < until) changed.wait_until(lock, std::chrono::system_clock::time_point(until - ahead));
}

met_fault server_state::met(std::optional<fault_plan> plan) const {
  instant const until = now() + (plan ? plan->delay : std::chrono::milliseconds(0));
  return {std::move(plan), until};
}

void server_state::tell(delivery one) {
  std::size_t const size = one.body.size();
  deliveries.add(std::move(one), size);
}

account_state::account_state(server_state& server, server_options chosen, std::size_t position)
    : shared(server), options(std::move(chosen)), number(position), switches(options.switches),
      ids(apart(options.seed, position * account_stream)), account_key(ids.uuid()), account_id(ids.uuid()),
      storage_key(ids.hex(40)) {
  add_api_user(*this);
  if (options.webhook_url.empty()) return;
  auto first = std::make_unique<webhook>();
  first->id = ids.uuid();
  first->endpoint = options.webhook_url;
  first->secret = options.webhook_secret.reveal();
  for (auto const& each : clicksign::webhook::event_name::all) first->events.emplace_back(each.text);
  first->created_at = now();
  first->updated_at = first->created_at;
  webhooks.add(std::move(first));
}

void account_state::add_user(std::unique_ptr<user> made) {
  users_by_email[lower(made->email)] = made.get();
  users.add(std::move(made));
}

void account_state::add_membership(std::unique_ptr<membership> made) {
  memberships_by_user[made->user_id] = made.get();
  memberships.add(std::move(made));
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
