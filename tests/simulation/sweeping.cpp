#include "simulation/sweeping.hpp"

#include "simulation/direct_transport.hpp"
#include "simulation/process.hpp"
#include "simulation/requests.hpp"

#include <rubrica/signing/sender.hpp>

#include <set>

namespace simulation {

using namespace rubrica;

namespace {

/// With `sweep_open`: a journal that knows of nothing.
class empty_journal final : public signing::journal {
public:
  result<void> save(signing::sending const&) override { return {}; }
  result<void> claim(signing::sending const&, std::string const&) override { return {}; }
  result<std::optional<signing::sending>> load(std::string const&) override { return std::optional<signing::sending>(); }
  result<std::vector<result<signing::sending>>> load_open() override { return std::vector<result<signing::sending>>(); }
  result<void> forget(signing::sending const&) override { return {}; }
};

std::set<std::string> names_in(office& in, store& records) {
  std::set<std::string> names;
  for (std::string const& key : records.keys()) {
    order const* const of = in.order_of(key);
    if (of != nullptr) names.insert(name_of_envelope(*of, key));
  }
  return names;
}

} // namespace

void sweep(office& in, host& at, bool ends) {
  if (at.running == nullptr || at.records == nullptr || in.clicksign.is_limited()) return; // else it would have to wait
  clicksign::client_options chosen;
  chosen.base_url = base_url;
  chosen.token = secret(access_token);
  chosen.clock = at.clock;
  chosen.quota = std::make_shared<http::quota>(0);
  chosen.transport = std::make_shared<direct_transport>(in.clicksign);
  std::shared_ptr<signing::journal> records(std::shared_ptr<void>(), at.running.get());
  if (in.fault == planted::sweep_open) records = std::make_shared<empty_journal>();
  signing::sweep_options options;
  options.abandoned_after = std::chrono::hours(ends || in.fault == planted::sweep_open ? 0 : 24);
  std::set<std::string> const open = names_in(in, *at.records);
  std::set<std::string> existing;
  for (auto const& one : in.clicksign.account().envelopes.all()) {
    if (one->draft() && open.count(one->name) > 0) existing.insert(one->id);
  }
  auto const swept = signing::sender(clicksign::client(chosen), records).sweep(options);
  in.all.note("host", at.number, "sweeps", swept ? swept->size() : 0);
  if (!swept) return in.all.violation("the sweep failed: " + swept.error().message);
  for (envelope_id const& one : *swept) {
    if (existing.count(one.text()) > 0) in.all.violation("the sweep removed the draft of a sending that is not finished");
  }
  if (!ends) return;
  for (auto const& one : in.clicksign.account().envelopes.all()) {
    bool const can_be_recognised = one->draft() && !one->documents.empty();
    if (can_be_recognised && in.clicksign.foreign().count(one->id) == 0) in.all.violation("a draft is left after the sweep");
  }
}

} // namespace simulation
