#pragma once

#include "support/clock/manual_clock.hpp"
#include "support/workflow/databases.hpp"
#include "support/workflow/tables.hpp"
#include "workflow/queue/claim.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace rubrica_test {

inline constexpr rubrica::workflow::lease_terms an_hour{std::chrono::milliseconds(3'600'000),
                                                        std::chrono::milliseconds(1'800'000), std::chrono::milliseconds(600'000)};

/// The tables, and rows in them that nobody need understand.
struct queue_world : workflow_tables {
  explicit queue_world(fresh_database const& on) : workflow_tables(on.address) {}
  queue_world(std::string const& address, rubrica::workflow::store_options const& how) : workflow_tables(address, how) {}

  void add(std::string const& id, std::string const& tenant = "acme", std::string const& how_far = "waiting") const {
    write([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      insert(at, id, tenant, how_far);
      return {};
    }).value();
  }
  static void insert(rubrica::workflow::connection const& at, std::string const& id, std::string const& tenant,
                     std::string const& how_far = "waiting") {
    at.change("INSERT INTO rubrica_submissions (tenant, id, sending_key, digest, state, due_at, submitted_at, sending) VALUES "
              "(:tenant, :id, '-', '-', :how_far, {now}, {now}, 'what to send')",
              soci::use(tenant, "tenant"), soci::use(id, "id"), soci::use(how_far, "how_far"));
  }

  std::optional<rubrica::workflow::claim> next(rubrica::workflow::lease_terms const& times = an_hour) const {
    return claim_next(database(), time, times).value();
  }
  bool end(rubrica::workflow::claim const& held, rubrica::workflow::conclusion const& how = {}) const {
    return write([&](rubrica::workflow::connection& at) -> rubrica::result<bool> { return conclude(at, held, how); }).value();
  }
  void wake_up(std::string const& id) const {
    write([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      wake(at, "acme", id);
      return {};
    }).value();
  }
  bool holds(rubrica::workflow::claim const& held) const {
    return write([&](rubrica::workflow::connection& at) -> rubrica::result<bool> { return is_held(at, held); }).value();
  }
  void arrive(std::string const& id, rubrica::workflow::submission_state state, int attempt = 1) const {
    write([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      reach(at, "acme", id, attempt, state);
      return {};
    }).value();
  }
  /// As if so much time had gone by that every lease is over.
  void end_leases() const {
    execute("UPDATE rubrica_submissions SET lease_until = 1, due_at = 1 WHERE lease_until > 0");
    execute("UPDATE rubrica_tenants SET due_at = 1");
  }
  std::string column(std::string const& name, std::string const& id) const {
    return text("SELECT " + name + " FROM rubrica_submissions WHERE " + name + " IS NOT NULL AND id = '" + id + "'");
  }

  manual_clock time;
};

} // namespace rubrica_test
