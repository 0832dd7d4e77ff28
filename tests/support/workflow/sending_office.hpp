#pragma once

#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"
#include "support/workflow/databases.hpp"
#include "workflow/queue/claim.hpp"
#include "workflow/steps.hpp"

#include <rubrica/workflow/engine.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace rubrica_test {

/// An engine that sends to a simulator, for the tenant `acme` and whoever else is in `tenants`.
class sending_office {
public:
  explicit sending_office(std::string const& address, sandboxed& at, std::shared_ptr<rubrica::http::transport> transport = {})
      : options_(options_on(address)) {
    tenants["acme"] = sandboxed::client_options(at.server, std::move(transport));
    options_.tenants = [this](std::string const& name) -> rubrica::result<rubrica::workflow::tenant_settings> {
      auto const found = tenants.find(name);
      if (found == tenants.end()) return rubrica::make_error(rubrica::errc::not_found, "no such tenant");
      rubrica::workflow::tenant_settings out;
      out.clicksign = found->second;
      return out;
    };
    reopen();
  }

  /// As another process would begin.
  void reopen() {
    engine.emplace(options_);
    state.emplace(options_);
  }

  rubrica::workflow::submission order(std::string const& id, std::string const& tenant = "acme") const {
    rubrica::workflow::submission out;
    out.tenant = tenant;
    out.id = id;
    out.request = small_request();
    return out;
  }

  rubrica::workflow::work_done work() {
    rubrica::workflow::work_options how;
    how.until_idle = true;
    how.for_at_most = std::chrono::minutes(1);
    how.on_work = [this](rubrica::workflow::work_note const& note) { notes.push_back(note); };
    return engine->work(how).value();
  }

  /// What waits is due now.
  void hurry() const {
    execute("UPDATE rubrica_submissions SET due_at = {now} WHERE due_at IS NOT NULL AND lease_until = 0");
    execute("UPDATE rubrica_tenants SET due_at = {now}");
  }
  /// So is what a worker that died was at work on.
  void end_leases() const {
    execute("UPDATE rubrica_submissions SET due_at = {now}, lease_until = 1 WHERE lease_until > 0");
    execute("UPDATE rubrica_tenants SET due_at = {now}");
  }

  template <class Work> auto on_tables(Work const& work) const { return options_.store.database()->write(work); }
  void execute(std::string const& statement) const {
    on_tables([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      at.sql() << at.text(statement);
      return {};
    }).value();
  }
  long long number(std::string const& query) const {
    return on_tables([&](rubrica::workflow::connection& at) -> rubrica::result<long long> {
             long long found = 0;
             soci::indicator has = soci::i_null;
             at.sql() << query, soci::into(found, has);
             return has == soci::i_ok ? found : -1;
           })
        .value();
  }
  std::string text(std::string const& query) const {
    return on_tables([&](rubrica::workflow::connection& at) -> rubrica::result<std::string> {
             std::string found;
             soci::indicator has = soci::i_null;
             at.sql() << query, soci::into(found, has);
             return has == soci::i_ok ? found : std::string();
           })
        .value();
  }
  std::string state_of(std::string const& id) const {
    return text("SELECT state FROM rubrica_submissions WHERE id = '" + id + "'");
  }

  std::map<std::string, rubrica::clicksign::client_options> tenants;
  std::vector<rubrica::workflow::work_note> notes;
  rubrica::workflow::engine_options& options() { return options_; }

private:
  static rubrica::workflow::engine_options options_on(std::string const& address) {
    rubrica::workflow::engine_options out;
    out.store = rubrica::workflow::open_store(address).value();
    out.quiescence = std::chrono::milliseconds(200);
    out.send_timeout = std::chrono::seconds(30);
    return out;
  }
  rubrica::workflow::engine_options options_;

public:
  std::optional<rubrica::workflow::engine> engine;
  std::optional<rubrica::workflow::engine::state> state;
};

} // namespace rubrica_test
