#pragma once

#include <rubrica/clicksign/client.hpp>

#include <functional>
#include <memory>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

struct async_options {
  int max_in_flight = 32; ///< calls in progress at a time; the others wait in the order in which they were started
};

/// Makes many calls at a time on its own thread. Deadlines, rate limit, retries and observer are those of the client that it is
/// made from; it shares that client's quota.
///
///     clicksign::async_client async(client);
///     async.start(async.envelopes().get(id), [](result<clicksign::envelope> answer) { ... });
///
/// Calls may be started from any thread. Completions run one after another on the engine's thread: they should be quick and may
/// start further calls; their exceptions are ignored. A call's timeout begins when it is started. When memory runs out on that
/// thread, only the affected call ends, with `errc::out_of_memory`. In a forked child, where that thread does not exist, each
/// call ends with `errc::process_forked`.
class RUBRICA_EXPORT async_client {
public:
  explicit async_client(client const& like, async_options const& options = {});
  /// Unfinished calls end with `errc::cancelled`, whose `effect` says what may have happened; their completions have run when
  /// the destructor returns. When it is called in one of its own completions, it returns at once and the remaining completions
  /// run afterwards.
  ~async_client();
  async_client(async_client const&) = delete;
  async_client& operator=(async_client const&) = delete;

  [[nodiscard]] basic_envelopes<deferred> envelopes() const { return basic_envelopes<deferred>(session_); }
  [[nodiscard]] basic_documents<deferred> documents() const { return basic_documents<deferred>(session_); }
  [[nodiscard]] basic_signers<deferred> signers() const { return basic_signers<deferred>(session_); }
  [[nodiscard]] basic_requirements<deferred> requirements() const { return basic_requirements<deferred>(session_); }
  [[nodiscard]] basic_bulk_requirements<deferred> bulk_requirements() const {
    return basic_bulk_requirements<deferred>(session_);
  }
  [[nodiscard]] basic_watchers<deferred> watchers() const { return basic_watchers<deferred>(session_); }
  [[nodiscard]] basic_folders<deferred> folders() const { return basic_folders<deferred>(session_); }
  [[nodiscard]] basic_templates<deferred> templates() const { return basic_templates<deferred>(session_); }
  [[nodiscard]] basic_template_fields<deferred> template_fields() const { return basic_template_fields<deferred>(session_); }
  [[nodiscard]] basic_notifications<deferred> notifications() const { return basic_notifications<deferred>(session_); }
  [[nodiscard]] basic_webhooks<deferred> webhooks() const { return basic_webhooks<deferred>(session_); }
  [[nodiscard]] basic_acceptance_terms<deferred> acceptance_terms() const { return basic_acceptance_terms<deferred>(session_); }
  [[nodiscard]] basic_users<deferred> users() const { return basic_users<deferred>(session_); }
  [[nodiscard]] basic_memberships<deferred> memberships() const { return basic_memberships<deferred>(session_); }
  [[nodiscard]] basic_groups<deferred> groups() const { return basic_groups<deferred>(session_); }
  [[nodiscard]] basic_access_control_lists<deferred> access_control_lists() const {
    return basic_access_control_lists<deferred>(session_);
  }
  [[nodiscard]] basic_oauth_accounts<deferred> oauth_accounts() const { return basic_oauth_accounts<deferred>(session_); }
  [[nodiscard]] basic_auto_signature_terms<deferred> auto_signature_terms() const {
    return basic_auto_signature_terms<deferred>(session_);
  }
  [[nodiscard]] basic_envelope_bulk_creations<deferred> envelope_bulk_creations() const {
    return basic_envelope_bulk_creations<deferred>(session_);
  }
  [[nodiscard]] basic_raw_calls<deferred> raw() const { return basic_raw_calls<deferred>(session_); }

  /// Makes the call; `done` is called exactly once with its result, also when the call cannot be sent.
  template <class T, class Done> void start(call<T> what, Done done) {
    begin(std::move(what.request), what.options,
          [read = std::move(what.read), done = std::move(done)](result<http::response>& answer) mutable {
            done(answer ? read(*answer) : result<T>(std::move(answer).error()));
          });
  }

private:
  class engine;
  void begin(result<http::request> what, call_options const& how, std::function<void(result<http::response>&)> done);

  std::shared_ptr<session const> session_;
  std::unique_ptr<engine> engine_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
