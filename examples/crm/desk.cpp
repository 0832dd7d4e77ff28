#include "desk.hpp"

#include <rubrica/clicksign/ensure_webhook.hpp>
#include <rubrica/signing/describe.hpp>
#include <rubrica/signing/trust_store.hpp>
#include <rubrica/workflow/soci.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace crm {
namespace {

namespace callbacks = rubrica::callbacks;
namespace clicksign = rubrica::clicksign;
namespace flow = rubrica::workflow;
using rubrica::errc;
using rubrica::outcome;
using rubrica::result;
using soci::into;
using soci::use;

rubrica::error_info refused(std::string_view why) {
  return rubrica::make_error(errc::rule_refused, why, outcome::not_sent);
}

callbacks::route route_of(tenant const& whose, callbacks::provider provider) {
  callbacks::route out;
  out.tenant = whose.id;
  out.provider = provider;
  out.path_token = rubrica::secret(whose.company_token);
  out.unit.name = whose.id;
  return out;
}

} // namespace

signing_desk::signing_desk(database& tables, desk_settings settings)
    : tables_(tables), settings_(std::move(settings)), engine_(engine_options()) {
  follow_integrations();
}

flow::engine_options signing_desk::engine_options() {
  flow::engine_options out;
  out.store = flow::open_store("sqlite3://" + settings_.folder + "/crm.db").value();
  out.tenants = [this](std::string const& tenant) { return settings_of(tenant); };
  out.routes = routes_;
  out.files = flow::folder_files(settings_.folder + "/signed");
  if (!settings_.trusted.empty()) {
    out.trusted =
        std::make_shared<rubrica::signing::trust_store>(rubrica::signing::trust_store::from_file(settings_.trusted).value());
  }
  out.clock = settings_.clock;
  out.send_timeout = settings_.send_timeout;
  out.quiescence = settings_.quiescence;
  return out;
}

result<flow::tenant_settings> signing_desk::settings_of(std::string const& tenant) const {
  flow::tenant_settings out;
  auto const found =
      tables_.read([&](soci::session& at) { return std::pair(tenant_of(at, tenant), integration_of(at, tenant, "clicksign")); });
  auto const& [whose, account] = found;
  if (!whose) return rubrica::make_error(errc::not_found, "there is no such tenant", outcome::not_sent);
  if (!account) return rubrica::make_error(errc::unauthorized, "the tenant has no token", outcome::not_sent);
  out.clicksign.base_url = settings_.clicksign_url;
  out.clicksign.token = rubrica::secret(account->token);
  auto url = address(*whose, callbacks::provider::clicksign);
  if (!url) return std::move(url).error();
  out.callback_url = *std::move(url);
  return out;
}

result<rubrica::secret> signing_desk::address(tenant const& whose, callbacks::provider provider, std::string const& hint) const {
  return callbacks::registration_url(settings_.public_url, route_of(whose, provider), hint);
}

result<void> signing_desk::send(std::string const& tenant, document const& one, int number, rubrica::signing::request request) {
  if (number > 1) {
    document former = one;
    former.last->number = number - 1;
    auto const before = view_of(tenant, former);
    if (!before) return before.error();
    auto const& actions = before->actions;
    auto const again = std::find_if(actions.begin(), actions.end(),
                                    [](flow::allowed_action const& each) { return each.action == flow::action::send_again; });
    if (again == actions.end() || !again->allowed) return refused("the former envelope is neither cancelled nor ended");
  }
  flow::submission submission;
  submission.tenant = tenant;
  submission.id = one.submission(number);
  submission.request = std::move(request);
  auto const sent = tables_.write([&](soci::session& at) -> result<void> {
    if (!add_sending(at, tenant, one.number, number)) return {};
    auto const submitted = flow::submit(at, submission, settings_.clock->calendar());
    if (!submitted) return submitted.error();
    return {};
  });
  if (sent) refresh(tenant, submission.id);
  return sent;
}

result<flow::view> signing_desk::view_of(std::string const& tenant, document const& one) const {
  if (!one.last) return rubrica::make_error(errc::not_found, "the document was never sent", outcome::not_sent);
  return engine_.find(tenant, one.submission(one.last->number));
}

result<void> signing_desk::act(std::string const& tenant, document const& one, flow::action wanted) {
  if (!one.last) return rubrica::make_error(errc::not_found, "the document was never sent", outcome::not_sent);
  std::string const id = one.submission(one.last->number);
  auto const recorded = engine_.act(tenant, id, wanted);
  refresh(tenant, id);
  return recorded;
}

result<void> signing_desk::describe(std::string const& tenant, document const& one) {
  bool const is_there = one.last && !flow::is_over(one.last->state);
  if (is_there) {
    auto const view = view_of(tenant, one);
    if (!view) return view.error();
    if (view->envelope.empty() || view->documents.empty()) return refused("the document is being sent just now");
    auto const settings = settings_of(tenant);
    if (!settings) return settings.error();
    rubrica::signing::description_changes changes;
    changes.name = one.name;
    changes.type = one.type;
    changes.description = one.description;
    auto const described =
        rubrica::signing::describe(clicksign::client(settings->clicksign), view->envelope, view->documents.front().id, changes);
    if (!described) return described.error();
  }
  tables_.write([&](soci::session& at) { describe_document(at, tenant, one); });
  return {};
}

std::optional<flow::action> signing_desk::deletion_of(document const& one) {
  if (!one.last || one.last->is_removed) return std::nullopt;
  if (!flow::is_over(one.last->state)) return flow::action::withdraw;
  return one.last->state == flow::submission_state::cancelled ? std::optional(flow::action::remove) : std::nullopt;
}

result<void> signing_desk::remove(std::string const& tenant, document const& one) {
  if (auto const wanted = deletion_of(one)) {
    // Recorded before the row is gone: whatever happens in between, the button can be pressed again.
    auto const recorded = act(tenant, one, *wanted);
    bool const is_nothing_there = !recorded && *wanted == flow::action::remove && recorded.error().code == errc::rule_refused;
    if (!recorded && !is_nothing_there) return recorded;
  }
  tables_.write([&](soci::session& at) { delete_document(at, tenant, one.number); });
  return {};
}

result<void> signing_desk::register_webhook(tenant const& whose) {
  auto const settings = settings_of(whose.id);
  if (!settings) return settings.error();
  auto const& known = clicksign::webhook::event_name::all;
  auto const registered = clicksign::ensure_webhook(clicksign::client(settings->clicksign), settings->callback_url,
                                                    {std::begin(known), std::end(known)});
  if (!registered) return registered.error();
  tables_.write([&](soci::session& at) { save_webhook_secret(at, whose.id, std::string(registered->secret.reveal())); });
  follow_integrations();
  return {};
}

void signing_desk::refresh(std::string const& tenant, std::string const& submission) {
  auto const view = engine_.find(tenant, submission);
  if (!view) return; // its row is there and says so; the next change brings it
  tables_.write([&](soci::session& at) { save_summary(at, tenant, submission, summary_of(*view)); });
}

bool signing_desk::follow_changes() {
  flow::changes_query query;
  tables_.read([&](soci::session& at) {
    long long position = 0;
    at << "SELECT position FROM crm_cursor", into(position);
    query.after = position;
  });
  auto const told = engine_.changes(query);
  if (!told || told->empty()) return false;
  std::set<std::pair<std::string, std::string>> touched;
  for (flow::change const& one : *told) {
    if (!one.id.empty()) touched.emplace(one.tenant, one.id);
  }
  for (auto const& [tenant, id] : touched) refresh(tenant, id);
  long long const last = told->back().position;
  tables_.write([&](soci::session& at) {
    for (flow::change const& one : *told) {
      bool const was_removed = one.kind == flow::change_kind::action && one.action == flow::action::remove && !one.error;
      if (was_removed) note_removed(at, one.tenant, one.id);
      bool const is_for_inbox = !one.delivery.empty() && (one.provider != callbacks::provider::clicksign || one.id.empty());
      if (is_for_inbox) note_delivery(at, one.tenant, one.delivery, one.at);
    }
    at << "UPDATE crm_cursor SET position = MAX(position, :last)", use(last);
  });
  return true;
}

void signing_desk::follow_integrations() {
  std::lock_guard const lock(routes_mutex_);
  auto const [version, all] = tables_.read([&](soci::session& at) {
    std::vector<std::pair<tenant, std::vector<integration>>> out;
    long long const now = integrations_version(at);
    if (now == known_version_) return std::pair(now, out);
    for (tenant const& one : tenants(at)) out.emplace_back(one, integrations(at, one.id));
    return std::pair(now, out);
  });
  for (auto const& [whose, set_up] : all) {
    std::map<std::string, integration> by_type;
    for (integration const& one : set_up) by_type.emplace(one.type, one);
    follow_route(whose, callbacks::provider::clicksign, by_type["clicksign"].secret);
    follow_route(whose, callbacks::provider::assinebem, by_type["assinebem"].token);
    follow_route(whose, callbacks::provider::pacto, {});
  }
  known_version_ = version;
}

void signing_desk::follow_route(tenant const& whose, callbacks::provider provider, std::string const& secret) {
  std::string& known = known_routes_[whose.id + '/' + std::string(to_string(provider))];
  std::string const made_of = whose.company_token + '/' + secret;
  if (known == made_of) return;
  callbacks::route route = route_of(whose, provider);
  if (!secret.empty()) route.secrets.emplace_back(secret);
  bool const cannot_be = provider == callbacks::provider::clicksign && secret.empty(); // nothing proves who sends
  if (cannot_be) {
    routes_->remove(whose.id, provider);
  } else if (auto replaced = routes_->replace(route); !replaced) {
    routes_->add(std::move(route)).value();
  }
  known = made_of;
}

} // namespace crm
