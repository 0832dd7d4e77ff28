#pragma once

#include <rubrica/callbacks/router.hpp>
#include <rubrica/signing/trust_store.hpp>
#include <rubrica/workflow/action.hpp>
#include <rubrica/workflow/change.hpp>
#include <rubrica/workflow/file_store.hpp>
#include <rubrica/workflow/health.hpp>
#include <rubrica/workflow/store.hpp>
#include <rubrica/workflow/submission.hpp>
#include <rubrica/workflow/tenant.hpp>
#include <rubrica/workflow/view.hpp>
#include <rubrica/workflow/work.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What an engine works with. Only `store` and `tenants` are needed.
struct engine_options {
  workflow::store store{};
  tenant_lookup tenants{};
  std::shared_ptr<callbacks::router> routes{}; ///< for `receive`; change it while it serves. Null: no callbacks are received
  std::shared_ptr<file_store> files{};         ///< null: signed files are not fetched
  /// Whom to trust for the signatures of finished files; null: they are kept `unchecked`.
  std::shared_ptr<signing::trust_store const> trusted{};
  std::shared_ptr<http::observer> observer{};      ///< of all clients; null: nobody
  std::shared_ptr<rubrica::clock> clock{};         ///< null: the machine's
  std::chrono::milliseconds send_timeout{180'000}; ///< for one attempt to send
  std::chrono::milliseconds quiescence{120'000};   ///< see `signing::send_options::quiescence`
  /// ClickSign is asked about a running submission that was silent for this long, and then less and less often.
  std::chrono::milliseconds look_after{6 * 3'600'000};
  /// How many workers may be at one tenant's submissions at the same time: more would only wait for the rate limit of its account,
  /// while other tenants need them. Eight fill ClickSign's 50 requests in ten seconds; 0: any number.
  int at_once = 8;
  std::chrono::milliseconds retry_after{15'000}; ///< after the first failure; it doubles with each, up to an hour
};

/// Sends, hears, fetches and remembers, on the CRM's own database: what every CRM writes around an SDK.
///
/// It has no timer or socket of its own, and no thread but that of its clients' transfers: `work` does what is to be done on the
/// threads that call it. Any number of threads, processes and machines may call it on one database. May be used from several threads
/// at once.
///
/// Every call ends with `connect`, `not_ready`, `file_error` or `forbidden` when the database is away, locked, full or read-only; then
/// nothing was changed, and it may be called again. Only where `outcome` is `ambiguous` the database may have done it and died: look
/// with `find` before another `act`; `submit` may be called again at once.
class RUBRICA_EXPORT engine {
public:
  /// Asks nobody yet: the first call finds out whether the database answers.
  explicit engine(engine_options options);
  ~engine();
  engine(engine&&) noexcept;
  engine& operator=(engine&&) noexcept;

  /// Durable when it returns. The same id again gives what is there; with other files, signers or duties it ends with `conflict`,
  /// whose message tells the digests of both. Another message or deadline does not count: to correct one, withdraw what is
  /// there (`act`) and submit under a new id. `invalid_request` lists what is wrong with the request before anything is stored.
  result<submitted> submit(submission const& one);

  /// Does what is to be done, one piece after the other. An error when the database is away at the first look, or still at the end;
  /// `work_options::on_work` was told of what was done before.
  result<work_done> work(work_options const& options = {});

  /// Stores a callback and says what to answer: 200 when it is stored, 503 when the database is away, so that the provider comes
  /// again. `work` understands it afterwards.
  callbacks::reply receive(callbacks::incoming const& request);

  /// `not_found`: there is no such submission of this tenant.
  result<view> find(std::string const& tenant, std::string const& id) const;

  /// What happened, in the order of positions.
  result<std::vector<change>> changes(changes_query const& query) const;

  /// The callback of this key, as it came: `change::delivery`. `not_found` for another key, or when it was erased by `forget`;
  /// `malformed` when its row is damaged, or was written by a later version.
  result<callbacks::delivery> delivery(std::string const& tenant, std::string const& key) const;

  /// Puts callbacks that were set aside back, so that `work` understands them again: those in quarantine, those that could not be read
  /// (by an older version), and those whose history could not be read. An empty key: all of the tenant. Returns how many.
  result<int> replay(std::string const& tenant, std::string const& key = {});

  /// Records that this is to be done; `work` does it, and a change tells how it ended. `rule_refused` when it is not allowed now:
  /// see `view::actions`. `not_ready` while another action is to be carried out.
  result<void> act(std::string const& tenant, std::string const& id, action wanted);

  /// Erases names, addresses, numbers, messages, files and callbacks of a submission that is over, and keeps digests and times.
  /// `not_ready` while it is not over: withdraw it first.
  result<void> forget(std::string const& tenant, std::string const& id);
  /// The same for all that was over before that moment, and for callbacks that no submission was made of; `at_most` at a time.
  /// Returns how many.
  result<int> purge(std::chrono::system_clock::time_point before, int at_most = 1'000);

  /// Counts and ages, over all tenants: for a page of the operator's, and for `to_prometheus`.
  [[nodiscard]] result<workflow::metrics> metrics() const;
  /// Asks ClickSign: token, API user, webhook and its secret.
  [[nodiscard]] result<tenant_health> health(std::string const& tenant) const;

  class state; // what its calls share; private to the library

private:
  std::unique_ptr<state> state_;
};

} // namespace workflow
RUBRICA_END_NAMESPACE
