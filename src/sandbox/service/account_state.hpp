#pragma once

#include "sandbox/formats/file_stamp.hpp"
#include "sandbox/formats/ids.hpp"
#include "sandbox/http/faults.hpp"
#include "sandbox/http/rate_limit.hpp"
#include "sandbox/records/envelope_store.hpp"
#include "sandbox/records/model.hpp"
#include "sandbox/records/outbox.hpp"
#include "sandbox/records/recent.hpp"
#include "sandbox/records/records.hpp"
#include "sandbox/service/acceptance_lines.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/sandbox/server.hpp>

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

inline constexpr char const* account_name = "Rubrica";
/// The user to whom API calls are attributed; every account has it from the beginning.
inline constexpr char const* api_user_name = "API rubrica";
inline constexpr char const* api_user_email = "api@rubrica.test";

struct account_state;

/// A fault that applies to a request, and the end of its delay.
struct met_fault {
  std::optional<fault_plan> plan{};
  instant until{};
};

/// What the accounts of one server share. Accessing it, or an account's state, requires `mutex`; no network I/O may be done
/// meanwhile.
struct server_state {
  explicit server_state(server_options const& chosen, std::shared_ptr<rubrica::clock> own_clock = system_clock());

  std::shared_ptr<rubrica::clock> const clock; ///< a simulation has one of its own; `pause` waits by the machine's

  std::string api_origin;     ///< `http://127.0.0.1:PORT`
  std::string storage_origin; ///< `http://127.0.0.1:PORT2`

  std::vector<account_state const*> account_states; ///< of all accounts; `accounts` owns them

  std::mutex mutex;
  std::condition_variable changed;    ///< notified when a callback was delivered, the time was moved, or the server stops
  std::chrono::microseconds ahead{0}; ///< how far the server's time is ahead of that clock
  bool stopping = false;

  id_source request_ids; ///< separate, so that the ids of records do not depend on the number of requests
  rate_limiter limiter;
  file_stamp stamp; ///< of finished files, of all accounts
  fault_board faults;

  recent<delivery> deliveries{limits::largest_told_deliveries};
  recent<notification> notifications{limits::largest_told};
  recent<seen_request> api_requests{limits::largest_told};
  recent<seen_request> storage_requests{limits::largest_told};

  [[nodiscard]] instant now() const;
  /// Returns when the server's clock has reached that time, or the server stops.
  void pause(instant until);
  /// Applies a fault now: its delay counts from here, not from the call of `pause`.
  [[nodiscard]] met_fault met(std::optional<fault_plan> plan) const;
  /// The delivery of a callback has ended, successfully or not.
  void tell(delivery one);
};

/// All records of one account.
struct account_state {
  /// `chosen` is the account's own: its token, its webhook, its switches.
  account_state(server_state& server, server_options chosen, std::size_t position);

  server_state& shared;
  server_options const options;
  std::size_t const number; ///< of the account; 0 is the first
  account_switches switches;
  std::string& api_origin = shared.api_origin;
  std::string& storage_origin = shared.storage_origin;
  std::mutex& mutex = shared.mutex;

  id_source ids;
  std::string account_key;
  std::string account_id; ///< its id in `/oauth2/accounts`; different from the key, so that nobody mixes them up
  std::string storage_key;

  envelope_store envelopes;
  record_list<webhook> webhooks;
  record_list<folder> folders;
  record_list<acceptance_term> acceptance_terms;
  acceptance_lines acceptances;
  std::uint64_t acceptances_made = 0;
  record_list<user> users;                               ///< the API's own user is the first
  std::unordered_map<std::string, user*> users_by_email; ///< in lower case
  record_list<membership> memberships;
  std::unordered_map<std::string, membership*> memberships_by_user;
  record_list<group> groups;
  std::map<std::pair<std::string, std::string>, access_control_list> access_control_lists; ///< by group and folder
  record_list<document_template> templates;
  record_list<auto_signature_term> auto_signature_terms;
  std::unordered_multimap<std::string, auto_signature_term*> auto_signature_terms_by_cpf;
  std::deque<bulk_creation> bulk_creations;               ///< those whose job is not done, in order
  std::unordered_map<std::string, std::string> delegates; ///< who signs instead, by the id of the signer who handed it over

  outbox callbacks; ///< not delivered yet
  bool posting = false;
  std::condition_variable work;               ///< notified when the poster has something to do
  std::optional<instant> poster_sleeps_until; ///< nothing: until it is notified

  [[nodiscard]] instant now() const { return shared.now(); }
  void add_user(std::unique_ptr<user> made);
  void add_membership(std::unique_ptr<membership> made);
};

using locked = std::lock_guard<std::mutex>;

} // namespace sandbox
RUBRICA_END_NAMESPACE
