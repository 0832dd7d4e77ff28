#pragma once

#include "support/callbacks/content_hmac.hpp"
#include "support/clock/skipping_clock.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"
#include "support/workflow/databases.hpp"
#include "support/workflow/tables.hpp"
#include "workflow/queue/claim.hpp"

#include <rubrica/signing/trust_store.hpp>
#include <rubrica/workflow/engine.hpp>

#include <memory>
#include <string>
#include <vector>

namespace rubrica_test {

/// An engine on one database, with the simulator as ClickSign, for the tenants `acme` and `beta`, each with an account of its own. Callbacks
/// come only when the test lets them.
class pages_world : public workflow_tables {
public:
  explicit pages_world(fresh_database const& on, rubrica::sandbox::server_options how = two_accounts())
      : workflow_tables(on.address), box(std::move(how)), options(options_on()), engine(options) {}

  rubrica::workflow::submission submission(std::string const& id = "OP-1", int signers = 2,
                                           std::string const& tenant = "acme") const {
    rubrica::workflow::submission out;
    out.tenant = tenant;
    out.id = id;
    out.request = request_with_signers(signers);
    return out;
  }
  /// Submits it, and sends it.
  rubrica::workflow::view send(std::string const& id = "OP-1", int signers = 2, std::string const& tenant = "acme") {
    engine.submit(submission(id, signers, tenant)).value();
    work();
    return view(id, tenant);
  }
  rubrica::workflow::view view(std::string const& id = "OP-1", std::string const& tenant = "acme") const {
    return engine.find(tenant, id).value();
  }
  /// All that is due.
  rubrica::workflow::work_done work() {
    rubrica::workflow::work_options how;
    how.until_idle = true;
    how.for_at_most = std::chrono::minutes(2);
    return engine.work(how).value();
  }
  /// Acts, and carries it out.
  rubrica::workflow::view act(rubrica::workflow::action what, std::string const& id = "OP-1") {
    engine.act("acme", id, what).value();
    work();
    return view(id);
  }
  /// Lets it be looked at now, whenever it would be.
  void wake(std::string const& id = "OP-1", std::string const& tenant = "acme") {
    write([&](rubrica::workflow::connection& at) -> rubrica::result<void> {
      rubrica::workflow::wake(at, tenant, id);
      return {};
    }).value();
  }
  /// For ClickSign and for the engine.
  void pass(std::chrono::milliseconds some) {
    box.server.advance(some);
    time->skip(some);
  }
  void sign(rubrica::workflow::view const& of, std::size_t signer) { box.server.sign(of.signers[signer].id.text()).value(); }

  rubrica::workflow::allowed_action action(rubrica::workflow::action what, std::string const& id = "OP-1") const {
    for (auto const& one : view(id).actions) {
      if (one.action == what) return one;
    }
    return {};
  }
  std::vector<rubrica::workflow::change> changes() const {
    rubrica::workflow::changes_query query;
    query.limit = 1'000;
    return engine.changes(query).value();
  }
  std::vector<rubrica::workflow::change> changes_of(rubrica::workflow::change_kind::known kind) const {
    std::vector<rubrica::workflow::change> out;
    for (auto const& one : changes()) {
      if (one.kind == kind) out.push_back(one);
    }
    return out;
  }

  /// Every text of every table of rubrica's.
  std::string dump() const;

  static rubrica::sandbox::server_options two_accounts() {
    auto out = unlimited();
    rubrica::sandbox::account second;
    second.token = rubrica::secret("token-of-beta");
    out.more_accounts.push_back(second);
    return out;
  }

private:
  rubrica::workflow::engine_options options_on() {
    rubrica::workflow::engine_options out;
    out.store = store();
    out.clock = time;
    out.files = rubrica::workflow::folder_files(folder.path("signed"));
    out.trusted = std::make_shared<rubrica::signing::trust_store>(
        rubrica::signing::trust_store::from_pem(box.server.signing_certificates()).value());
    out.tenants = [this](std::string const& tenant) -> rubrica::result<rubrica::workflow::tenant_settings> {
      if (tenant != "acme" && tenant != "beta") return rubrica::make_error(rubrica::errc::not_found);
      rubrica::workflow::tenant_settings settings;
      settings.clicksign = box.server.client_options(tenant == "beta" ? 1 : 0);
      settings.clicksign.clock = time;
      settings.callback_url = callback_url;
      return settings;
    };
    return out;
  }

public:
  std::shared_ptr<skipping_clock> time = std::make_shared<skipping_clock>();
  temporary_folder folder;
  sandboxed box;
  rubrica::secret callback_url{};
  rubrica::workflow::engine_options options;
  rubrica::workflow::engine engine;
};

inline std::string pages_world::dump() const {
  constexpr char const* texts[] = {
      "SELECT sending FROM rubrica_submissions",
      "SELECT COALESCE(sent, '') FROM rubrica_submissions",
      "SELECT COALESCE(last_error, '') FROM rubrica_submissions",
      "SELECT content FROM rubrica_contents",
      "SELECT COALESCE(reference, '') FROM rubrica_documents",
      "SELECT COALESCE(file_error, '') FROM rubrica_documents",
      "SELECT delivery FROM rubrica_deliveries",
      "SELECT content FROM rubrica_delivery_parts",
      "SELECT history FROM rubrica_histories",
      "SELECT told FROM rubrica_changes",
  };
  return write([&](rubrica::workflow::connection& at) -> rubrica::result<std::string> {
           std::string out;
           for (char const* statement : texts) {
             soci::rowset<std::string> const rows = (at.sql().prepare << statement);
             for (std::string const& one : rows) out += one + "\n";
           }
           return out;
         })
      .value();
}

} // namespace rubrica_test
