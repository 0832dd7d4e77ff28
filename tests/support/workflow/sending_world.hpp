#pragma once

#include "support/catch.hpp"
#include "support/clock/skipping_clock.hpp"
#include "support/http/lossy_transport.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"
#include "support/workflow/databases.hpp"
#include "support/workflow/tables.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/workflow/engine.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace rubrica_test {

inline loss loses_nothing(rubrica::http::request const&, int) {
  return loss::none;
}

/// A request of ours under an id, which is in the name of its file, too.
inline rubrica::workflow::submission submission_of(std::string id, std::string tenant = "acme", int signers = 2) {
  rubrica::workflow::submission out;
  out.tenant = std::move(tenant);
  out.request = request_with_signers(signers);
  out.request.files[0].bytes = small_pdf(id);
  out.id = std::move(id);
  return out;
}

/// Sends nothing after its deadline by the clock of the test, as a transport does by the machine's.
class punctual_transport final : public rubrica::http::transport {
public:
  punctual_transport(std::shared_ptr<rubrica::clock> time, lossy_transport::chooser choose)
      : time_(std::move(time)), lossy_(std::move(choose)) {}
  rubrica::result<rubrica::http::response> send(rubrica::http::request const& request,
                                                rubrica::http::context const& limits) override {
    std::lock_guard const one_at_a_time(mutex_); // who waited for another's stall has stood still, too
    if (limits.deadline <= time_->now()) return rubrica::make_error(rubrica::errc::timeout, {}, rubrica::outcome::not_sent);
    return lossy_.send(request, limits);
  }

private:
  std::shared_ptr<rubrica::clock> time_;
  std::mutex mutex_;
  lossy_transport lossy_;
};

/// A simulator of ClickSign and a database, which outlive the workers on them. Waits of workers are skipped; the database's clock
/// goes on by itself, and by `let_all_be_due`.
class sending_world {
public:
  explicit sending_world(fresh_database const& on) : tables(on.address), on_(on), server_(recorded(unlimited())) {}

  /// A worker as a process of its own would be: with connections of its own to the database and to ClickSign.
  [[nodiscard]] rubrica::workflow::engine worker(lossy_transport::chooser choose = loses_nothing) const {
    return rubrica::workflow::engine(options(std::move(choose)));
  }
  [[nodiscard]] rubrica::workflow::engine_options options(lossy_transport::chooser choose = loses_nothing) const {
    rubrica::workflow::engine_options out;
    out.store = rubrica::workflow::open_store(on_.address).value();
    out.clock = time;
    auto const transport = std::make_shared<punctual_transport>(time, std::move(choose));
    out.tenants = [this, transport](std::string const& tenant) -> rubrica::result<rubrica::workflow::tenant_settings> {
      if (refuses) {
        if (auto why = refuses(tenant)) return *why;
      }
      rubrica::workflow::tenant_settings settings;
      settings.clicksign = server_.client_options();
      settings.clicksign.clock = time;
      if (token_of) settings.clicksign.token = token_of(tenant);
      settings.clicksign.transport = transport;
      return settings;
    };
    return out;
  }

  /// All that is due now, by one worker.
  static rubrica::workflow::work_done work_all(rubrica::workflow::engine& by,
                                               std::vector<rubrica::workflow::work_note>* notes = nullptr) {
    rubrica::workflow::work_options how;
    how.until_idle = true;
    how.for_at_most = std::chrono::hours(24);
    if (notes != nullptr) how.on_work = [notes](rubrica::workflow::work_note const& one) { notes->push_back(one); };
    return by.work(how).value();
  }
  rubrica::workflow::work_done work_all() const {
    auto by = worker();
    return work_all(by);
  }

  /// As if a day had gone by, for the database and for the workers: leases are over, and pauses, too.
  void let_all_be_due() const {
    tables.execute("UPDATE rubrica_submissions SET lease_until = CASE WHEN lease_until > 0 THEN 1 ELSE 0 END, due_at = 1 "
                   "WHERE due_at IS NOT NULL");
    tables.execute("UPDATE rubrica_tenants SET due_at = 1");
    time->skip(std::chrono::hours(24));
  }

  [[nodiscard]] std::string state_of(std::string const& id, std::string const& tenant = "acme") const {
    return tables.text("SELECT state FROM rubrica_submissions WHERE tenant = '" + tenant + "' AND id = '" + id + "'");
  }
  /// As it is stored.
  [[nodiscard]] std::string last_error_of(std::string const& id, std::string const& tenant = "acme") const {
    return tables.text("SELECT last_error FROM rubrica_submissions WHERE last_error IS NOT NULL AND tenant = '" + tenant +
                       "' AND id = '" + id + "'");
  }
  /// How long until it is due, by the database's clock, in milliseconds.
  [[nodiscard]] long long due_in(std::string const& id) const {
    return tables.number("SELECT due_at - {now} FROM rubrica_submissions WHERE id = '" + id + "'");
  }

  [[nodiscard]] std::size_t activated() const {
    std::size_t out = 0;
    for (auto const& [key, many] : server_.activations().by_key) out += many;
    return out + server_.activations().without_key;
  }
  /// Of those keys that were activated more than once.
  [[nodiscard]] std::size_t activated_twice() const {
    std::size_t out = 0;
    for (auto const& [key, many] : server_.activations().by_key) out += many > 1 ? 1 : 0;
    return out;
  }
  [[nodiscard]] std::size_t drafts() const { return server_.activations().drafts; }

  [[nodiscard]] rubrica::sandbox::server& clicksign() const { return server_; }

  workflow_tables tables;
  std::shared_ptr<skipping_clock> time = std::make_shared<skipping_clock>();
  std::function<rubrica::secret(std::string const& tenant)> token_of{}; ///< null: the right one
  std::function<std::optional<rubrica::error_info>(std::string const& tenant)> refuses{};

private:
  fresh_database on_;
  mutable rubrica::sandbox::server server_;
};

/// One envelope runs, whole, and nothing else is there.
inline void check_sent_once(sending_world const& world, std::string const& id = "S1") {
  CHECK(world.state_of(id) == "running");
  CHECK(world.activated() == 1);
  CHECK(world.drafts() == 0);
  CHECK(world.tables.count("rubrica_documents WHERE id = '" + id + "' AND attempt = 1 AND file_state = 'none'") == 1);
  rubrica::clicksign::client const client(world.clicksign().client_options());
  auto const envelopes = client.envelopes().list().all().value();
  REQUIRE(envelopes.size() == 1);
  CHECK(client.signers().list(envelopes[0].id).all()->size() == 2);
  CHECK(client.requirements().list(envelopes[0].id).all()->size() == 4);
  CHECK(world.tables.text("SELECT envelope FROM rubrica_documents") == envelopes[0].id.text());
  CHECK(world.tables.count("rubrica_changes WHERE id = '" + id + "'") == 1);
}

} // namespace rubrica_test
