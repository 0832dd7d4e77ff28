#pragma once

#include "sandbox/ids.hpp"
#include "sandbox/model.hpp"
#include "sandbox/rate_limit.hpp"

#include <rubrica/sandbox/server.hpp>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

inline constexpr char const* account_name = "Rubrica";
/// The user in whose name the API acts, whom every account has from the beginning.
inline constexpr char const* api_user_name = "API rubrica";
inline constexpr char const* api_user_email = "api@rubrica.test";

/// A callback that waits to be posted.
struct outgoing {
  delivery what; ///< its status and attempts are not known yet
};

/// Everything the service remembers. Whoever touches it holds `mutex`, and nobody does network I/O meanwhile.
struct world {
  explicit world(server_options const& chosen);

  server_options const options;
  std::string api_origin;     ///< `http://127.0.0.1:PORT`
  std::string storage_origin; ///< `http://127.0.0.1:PORT2`

  std::mutex mutex;
  std::condition_variable changed;    ///< something was queued, delivered, moved in time, or the end has come
  std::chrono::microseconds ahead{0}; ///< how far the server's clock is before the machine's

  id_source ids;
  id_source request_ids; ///< apart, so that the ids of records do not depend on how many requests there were
  std::string account_key;
  std::string account_id; ///< what `/oauth2/accounts` calls it; not the key, so that nobody takes one for the other
  std::string storage_key;
  rate_limiter limiter;

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
  std::vector<delivery> deliveries;
  std::vector<seen_request> api_requests;
  std::vector<seen_request> storage_requests;

  [[nodiscard]] instant now() const;
  envelope* find_envelope(std::string const& id);
  /// Envelopes in the order of their creation.
  std::vector<envelope*> all_envelopes();
};

using locked = std::lock_guard<std::mutex>;

}}} // namespace rubrica::v0_1::sandbox
