#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/journal.hpp>
#include <rubrica/signing/request.hpp>
#include <rubrica/signing/resumed.hpp>
#include <rubrica/signing/send_options.hpp>
#include <rubrica/signing/sent.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// How many requests are sent.
struct send_all_options {
  send_options each{};             ///< for each request; its time begins with it. Not used: `key`; `priority`, which is `bulk`
  std::vector<std::string> keys{}; ///< one for each request, or none
  int under_way = 16;              ///< requests at the same time; the others wait
  /// Called on the thread that called `send_all`, when a request has ended. After an exception no request begins and it is called no
  /// more; those under way come to their end, and `send_all` throws the exception then. Take results here when that may happen.
  std::function<void(std::size_t index, result<sent> const& ended)> on_end{};
};

/// What `sweep` removes.
struct sweep_options {
  /// A draft that rubrica made, that this journal does not know and that is older than this was left behind. The journals of other
  /// machines are not asked: give more than the longest time for which one of them may be away with a sending.
  std::chrono::hours abandoned_after{24};
  clicksign::call_options call{}; ///< of each call
};

/// Carries out signing requests: preflight, then the fewest calls: 4, and one for each file, signer and watcher.
///
/// Nothing is created twice: when an answer leaves open whether a record was created, the sender waits, looks for it and uses
/// what it finds. Before the activation it then reads everything back and corrects what differs from the request. When it cannot
/// finish, it removes the draft, and `error_info::outcome` says what became of it:
///
/// - `not_sent`: no envelope was ever created;
/// - `rejected`: one was created, or refused, and nothing of it is left;
/// - `ambiguous`: a draft or a running envelope may exist. `error_info::envelope_left_behind` names it when its id is known, and
///   the message gives the reference in the name of a draft that may exist. Look for it before sending again.
///
/// A running envelope is never an error: when the flag was raised too late, or the answer to the activation was lost, the sender
/// finds out that the envelope runs and returns a `sent` whose `notification_error` says what was not done.
///
/// With a journal each sending is recorded before its first request, and `resume` finishes what a crash interrupted. Without one,
/// `send_options::key` keeps a job that runs twice from sending twice (docs/adr/0015-durable-sending.md).
///
/// A bulk creation is sent once and never repeated. Its success means that ClickSign took it: the envelope exists a little later. When
/// its answer is lost, the envelope is looked for by name; when it is not there, the outcome is `ambiguous`, because the job may
/// still create it. When ClickSign says that the account has no such call, the envelope is created step by step.
class RUBRICA_EXPORT sender {
public:
  /// Without a journal a crash leaves nothing to resume; see `send_options::key`.
  explicit sender(clicksign::client client, std::shared_ptr<signing::journal> journal = {});

  /// Throws `std::bad_alloc` when memory runs out and no draft is left. When the sending cannot be recorded, nothing is sent.
  result<sent> send(request const& request, send_options const& options = {}) const;

  /// Sends many, several at a time, within the account's rate limit and in its bulk lane. The results are in the order of the requests.
  std::vector<result<sent>> send_all(std::vector<request> const& requests, send_all_options const& options = {}) const;

  /// Finishes or gives up every sending of the journal that nobody is at work on. Call it when the program starts. It waits for
  /// `quiescence` after the last moment at which an interrupted process can have sent something. The `key`, `quiescence`,
  /// `name_form` and `creation` of the options are not used: each sending has its own.
  result<std::vector<resumed>> resume(send_options const& options = {}) const;

  /// Removes drafts that nobody will finish: those whose request already runs under the same name, and those that were left behind.
  /// Returns what was removed. Sendings of the journal are left alone.
  result<std::vector<envelope_id>> sweep(sweep_options const& options = {}) const;

  /// The ids of what a bulk creation of this request made, by the key that `send` returned or that its error named. `not_ready`
  /// while there is no such envelope, or not all of it; ask again later. The files are not read: they may be gone.
  result<sent> find(request const& request, std::string const& key, clicksign::call_options const& options = {}) const;

private:
  clicksign::client client_;
  std::shared_ptr<signing::journal> journal_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
