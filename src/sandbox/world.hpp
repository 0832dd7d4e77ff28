#pragma once

#include "sandbox/faults.hpp"
#include "sandbox/ids.hpp"
#include "sandbox/model.hpp"
#include "sandbox/rate_limit.hpp"

#include <rubrica/sandbox/server.hpp>

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

inline constexpr char const* account_name = "Rubrica";
/// The user in whose name the API acts, whom every account has from the beginning.
inline constexpr char const* api_user_name = "API rubrica";
inline constexpr char const* api_user_email = "api@rubrica.test";

/// A callback that waits to be posted.
struct outgoing {
  delivery what;                       ///< its status and attempts are not known yet
  std::optional<instant> not_before{}; ///< a fault delays it so long
  bool goes_after_next = false;        ///< or until another one was queued
};

struct world;

/// What the accounts of one server have in common. Whoever touches it, or an account's world, holds `mutex`, and nobody
/// does network I/O meanwhile.
struct common {
  explicit common(server_options const& chosen);

  std::string api_origin;     ///< `http://127.0.0.1:PORT`
  std::string storage_origin; ///< `http://127.0.0.1:PORT2`

  std::vector<world const*> worlds; ///< of all accounts; `accounts` owns them

  std::mutex mutex;
  std::condition_variable changed;    ///< something was queued, delivered, moved in time, or the end has come
  std::chrono::microseconds ahead{0}; ///< how far the server's clock is before the machine's
  bool stopping = false;

  id_source request_ids; ///< apart, so that the ids of records do not depend on how many requests there were
  rate_limiter limiter;
  fault_board faults;

  std::vector<delivery> deliveries;
  std::vector<notification> notifications;
  std::vector<seen_request> api_requests;
  std::vector<seen_request> storage_requests;

  [[nodiscard]] instant now() const;
  /// Returns when the server's clock has gone so far on, or the server stops.
  void pause(std::chrono::milliseconds time);
};

/// Everything the service remembers of one account.
struct world {
  /// `chosen` is the account's own: its token, its webhook, its switches.
  world(common& server, server_options chosen, std::size_t position);

  common& shared;
  server_options const options;
  std::size_t const number; ///< of the account; 0 is the first
  account_switches switches;
  std::string& api_origin = shared.api_origin;
  std::string& storage_origin = shared.storage_origin;
  std::mutex& mutex = shared.mutex;
  std::condition_variable& changed = shared.changed;
  std::vector<delivery>& deliveries = shared.deliveries;

  id_source ids;
  std::string account_key;
  std::string account_id; ///< what `/oauth2/accounts` calls it; not the key, so that nobody takes one for the other
  std::string storage_key;

  std::map<std::string, std::unique_ptr<envelope>> envelopes;
  std::uint64_t envelopes_made = 0;
  std::map<std::string, instant> last_notification; ///< by path
  std::vector<std::unique_ptr<webhook>> webhooks;   ///< in the order of their creation
  std::vector<std::unique_ptr<folder>> folders;     ///< likewise
  std::vector<std::unique_ptr<acceptance_term>> acceptance_terms;
  std::vector<std::unique_ptr<user>> users; ///< the API's own first
  std::vector<std::unique_ptr<membership>> memberships;
  std::vector<std::unique_ptr<group>> groups;
  std::vector<std::unique_ptr<access_control_list>> access_control_lists;
  std::vector<std::unique_ptr<document_template>> templates;
  std::vector<std::unique_ptr<auto_signature_term>> auto_signature_terms;
  std::vector<bulk_creation> bulk_creations; ///< those whose job is not done

  std::deque<outgoing> outbox;
  bool posting = false;

  [[nodiscard]] instant now() const { return shared.now(); }
  envelope* find_envelope(std::string const& id);
  /// Envelopes in the order of their creation.
  std::vector<envelope*> all_envelopes();
};

using locked = std::lock_guard<std::mutex>;

}}} // namespace rubrica::v0_1::sandbox
