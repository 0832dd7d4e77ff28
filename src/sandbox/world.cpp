#include "sandbox/world.hpp"

#include "sandbox/webhooks.hpp"

#include <rubrica/clicksign/webhook/event_name.hpp>

#include <algorithm>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr std::uint64_t request_id_stream = 0x9E3779B97F4A7C15;
constexpr std::uint64_t fault_stream = 0xBF58476D1CE4E5B9;
constexpr std::uint64_t account_stream = 0x94D049BB133111EB;

/// A seed for another sequence; random stays random.
std::uint64_t apart(std::uint64_t seed, std::uint64_t stream) {
  return seed == 0 ? 0 : seed ^ stream;
}

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

common::common(server_options const& chosen)
    : request_ids(apart(chosen.seed, request_id_stream)), limiter(chosen.rate_limit), faults(apart(chosen.seed, fault_stream)) {
  for (fault_plan const& plan : chosen.faults) faults.add(plan);
}

instant common::now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()) + ahead;
}

void common::pause(std::chrono::milliseconds time) {
  std::unique_lock<std::mutex> lock(mutex);
  instant const end = now() + time;
  while (!stopping && now() < end) changed.wait_until(lock, std::chrono::system_clock::time_point(end - ahead));
}

world::world(common& server, server_options chosen, std::size_t position)
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
  first->created = now();
  first->modified = first->created;
  webhooks.push_back(std::move(first));
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
