#pragma once

#include "documents.hpp"
#include "inbox.hpp"
#include "tenants.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/workflow/engine.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace crm {

struct desk_settings {
  std::string folder{};        ///< holds the database and the files
  std::string clicksign_url{}; ///< of the API
  std::string public_url{};    ///< under which the providers reach this program
  std::string trusted{};       ///< PEM file of whom to trust for signed files; empty: they are not checked
  std::shared_ptr<rubrica::clock> clock = rubrica::system_clock(); ///< or that of a simulator, whose calendar may be moved on
  std::chrono::milliseconds send_timeout{180'000};
  std::chrono::milliseconds quiescence{120'000};
};

/// All that joins the CRM to the engine. May be used from several threads at once.
class signing_desk {
public:
  /// Throws `rubrica::failure` or `soci::soci_error` when the folder cannot be used.
  signing_desk(database& tables, desk_settings settings);

  rubrica::workflow::engine& engine() { return engine_; }
  [[nodiscard]] desk_settings const& settings() const { return settings_; }

  /// Submits the next sending of a document, in one transaction with the CRM's own row. The same number again is the same sending.
  rubrica::result<void> send(std::string const& tenant, document const& one, int number, rubrica::signing::request request);
  /// What the engine knows of a document's last sending.
  rubrica::result<rubrica::workflow::view> view_of(std::string const& tenant, document const& one) const;
  rubrica::result<void> act(std::string const& tenant, document const& one, rubrica::workflow::action wanted);
  /// Name, type and description: here, and at ClickSign when it runs there.
  rubrica::result<void> describe(std::string const& tenant, document const& one);
  /// What is done at ClickSign when the document is deleted here; nothing when all have signed, or nothing of it is there.
  static std::optional<rubrica::workflow::action> deletion_of(document const& one);
  /// Deletes it here, and at ClickSign when not everybody has signed.
  rubrica::result<void> remove(std::string const& tenant, document const& one);

  /// Where a provider's callbacks for this tenant arrive.
  [[nodiscard]] rubrica::result<rubrica::secret> address(tenant const& whose, rubrica::callbacks::provider provider,
                                                         std::string const& hint = {}) const;
  /// Registers the address at ClickSign and keeps the secret that it answers with.
  rubrica::result<void> register_webhook(tenant const& whose);
  [[nodiscard]] std::string uploads(std::string const& name = {}) const { return settings_.folder + "/uploads/" + name; }
  [[nodiscard]] std::string signed_file(std::string const& reference) const { return settings_.folder + "/signed/" + reference; }

  /// Brings the CRM's tables up to what the engine tells. False: there was nothing new.
  bool follow_changes();
  /// Lets callbacks arrive for all tenants as they are set up now, whichever process changed that.
  void follow_integrations();

private:
  [[nodiscard]] rubrica::result<rubrica::workflow::tenant_settings> settings_of(std::string const& tenant) const;
  void refresh(std::string const& tenant, std::string const& submission);
  void follow_route(tenant const& whose, rubrica::callbacks::provider provider, std::string const& secret);
  rubrica::workflow::engine_options engine_options();

  database& tables_;
  desk_settings settings_;
  std::shared_ptr<rubrica::callbacks::router> routes_ = std::make_shared<rubrica::callbacks::router>();
  std::mutex routes_mutex_;
  long long known_version_ = -1;
  std::map<std::string, std::string> known_routes_{}; ///< by tenant and provider, what they were made of
  rubrica::workflow::engine engine_;
};

} // namespace crm
